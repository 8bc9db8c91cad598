/// One move, straight or along an arc, in the steps that G-code can say: what is planned is exactly what is printed.
struct PlannedMove: Sendable {
    enum Kind: UInt8, Sendable {
        /// Without plastic, in the plane.
        case travel
        case extrude
        /// Filament alone.
        case retract, unretract
        /// Straight up or down.
        case lift
        /// Another extruder takes over; the place stays.
        case toolChange
        /// In the plane, back over what was drawn, while filament is drawn back.
        case wipe

        /// Whether the place changes, not the height alone.
        var isInPlane: Bool { self != .lift && self != .retract && self != .unretract }
    }

    /// Where the move ends, µm.
    var x: Int32
    var y: Int32
    var z: Int32
    /// mm/min.
    var feed: Int32
    /// Filament pushed, in steps of 10⁻⁵ mm, before rounding.
    var filament: Double
    /// Width of the line, mm.
    var width: Float
    var kind: Kind
    /// `Role.rawValue` of the line that is drawn, or reached.
    var role: UInt8
    /// Thickness of the line, mm; 0 is the layer's.
    var height: Float = 0
    var tool: UInt8 = 0
    /// Index of the object that it belongs to, −1 for the plate's own lines.
    var object: Int32 = -1

    /// The arc's centre, from where the move begins, µm.
    var center = SIMD2<Int32>(0, 0)
    /// 1 counter-clockwise, −1 clockwise, 0 straight.
    var turn: Int8 = 0

    /// Steps of `filament` in a millimetre.
    static let filamentSteps = 1e5
}
