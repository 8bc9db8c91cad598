public import ImpressionGeometry

/// One thing that a line of G-code makes the machine do, for rules to look at.
public struct CheckStep: Sendable {
    public enum Kind: Sendable, Equatable {
        case travel, extrude, retract, unretract
        /// Another extruder is selected.
        case toolChange
        /// M73 with a percentage.
        case progress(Double)
    }

    public var kind: Kind
    /// In the file, from 1.
    public var line: Int
    public var from: Point
    public var to: Point
    public var z: Double
    /// Of the layer, mm.
    public var height: Double
    /// Of the deposited line, mm; 0 where nothing is laid.
    public var width: Double
    /// Pushed (positive) or drawn back, mm.
    public var filament: Double
    /// Of the plastic, mm³.
    public var volume = 0.0
    /// mm/s.
    public var speed: Double
    public var tool: Int
    /// Asked of the extruder in use, °C; nil before anything was asked.
    public var temperature: Double?
    /// The word after `;TYPE:`.
    public var role: String
    public var feature: LineFeature
    /// 0 is the first announced layer; −1 comes before it.
    public var layer: Int
    /// Of the labelled objects; −1 outside of all.
    public var object: Int

    public var length: Double { from.distance(to: to) }
    /// Overhangs apart.
    public var isWall: Bool { feature == .externalWall || feature == .wall }
}
