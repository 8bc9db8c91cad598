public import ImpressionSlicing

/// How a piece is printed: the slicer's sizes, and the speeds and accelerations that go with them.
///
/// What depends on the material is in `Filament`, what depends on the machine in `Printer`.
@dynamicMemberLookup
public struct PrintSettings: Sendable, Equatable {
    public var slice = SliceSettings()

    /// The slicer's sizes by their own names: `settings.layerHeight = 0.12`.
    public subscript<Value>(dynamicMember size: WritableKeyPath<SliceSettings, Value>) -> Value {
        get { slice[keyPath: size] }
        set { slice[keyPath: size] = newValue }
    }

    /// Layers are thin where the surface is flat; how far it may be from its steps, mm.
    public var adaptsLayers = false
    public var layerCusp = 0.06

    // Speeds, mm/s; 0 goes as fast as the flow allows, up to `maximumSpeed`.
    public var wallSpeed = 45.0
    public var externalWallSpeed = 30.0
    public var infillSpeed = 80.0
    public var solidInfillSpeed = 60.0
    public var topSolidInfillSpeed = 40.0
    public var bridgeSpeed = 30.0
    public var gapFillSpeed = 30.0
    public var travelSpeed = 150.0
    /// Straight up and down; 0 takes the printer's limit.
    public var verticalTravelSpeed = 0.0
    /// Nothing on the first layer is drawn faster.
    public var firstLayerSpeed = 20.0

    /// Walls of short loops, mm/s.
    public var smallWallSpeed = 45.0
    /// Fill of the first layer, mm/s; 0 takes `firstLayerSpeed`.
    public var firstLayerFillSpeed = 0.0
    public var ironingSpeed = 15.0
    public var supportSpeed = 60.0
    public var supportInterfaceSpeed = 60.0
    /// Greatest speed where the flow decides, mm/s.
    public var maximumSpeed = 80.0
    /// Walls slow down where little carries them.
    public var slowsOverhangs = false
    /// Where nothing, a quarter, half and three quarters of a line's width are carried, mm/s.
    public var overhangSpeeds = SIMD4<Double>(15, 15, 20, 25)

    // Accelerations, mm/s²; 0 takes `acceleration`, and where that is 0 the machine keeps its own.
    public var acceleration = 0.0
    public var wallAcceleration = 0.0
    public var externalWallAcceleration = 0.0
    public var infillAcceleration = 0.0
    public var solidInfillAcceleration = 0.0
    public var topSolidInfillAcceleration = 0.0
    public var bridgeAcceleration = 0.0
    public var firstLayerAcceleration = 0.0
    public var travelAcceleration = 0.0

    /// Plastic in a bridge, as a share of a round thread as wide as the nozzle.
    public var bridgeFlow = 1.0
    /// Most plastic a second whatever the filament bears, mm³/s; 0 sets no limit.
    public var maximumFlow = 0.0
    /// Whether changes of material are followed by purging on a tower, how wide that is, mm, and how much is purged, mm³.
    public var purgesOnTower = true
    public var purgeTowerWidth = 60.0
    public var purgeVolume = 140.0
    /// The same for each change, row after row, mm³: from the first extruder to each, from the second, …; empty takes `purgeVolume` for all.
    public var purgeVolumes: [Double] = []
    /// Whether sparse fill takes what it can of that.
    public var wipesIntoFill = false
    /// A picture whose contours the lines of top surfaces follow; empty for none.
    public var topFillPicture = ""
    /// M73 lines.
    public var showsProgress = true
    public var objectLabels = ObjectLabels.octoprint.rawValue
    /// Bends finer than this are left out of the G-code, mm.
    public var gcodeResolution = 0.0125
    public var arcs = ArcFitting.disabled
    /// Each object is finished before the next begins.
    public var printsOneByOne = false
    /// Room that the print head needs around the nozzle, and what may pass under its carriage, mm: what stands must be clear of both.
    public var headRadius = 20.0
    public var headHeight = 20.0
    /// Travels inside the outline are made without drawing back.
    public var retractsOnlyAcrossWalls = false

    public init() {}

    /// Whether curves are written as arcs.
    public enum ArcFitting: String, Sendable, CaseIterable {
        case disabled
        /// G2 and G3 with I and J.
        case centers = "emit_center"
    }

    /// How objects are marked so that one can be cancelled.
    public enum ObjectLabels: String, Sendable, CaseIterable {
        case disabled, octoprint, firmware
    }

    /// Nominal speed of a role above the first layer, mm/s.
    public func speed(of role: Role) -> Double {
        let own = ownSpeed(of: role)
        return own > 0 ? own : maximumSpeed
    }

    private func ownSpeed(of role: Role) -> Double {
        switch role {
        case .externalWall: externalWallSpeed
        case .wall, .skirt, .brim, .purgeTower: wallSpeed
        case .sparseInfill: infillSpeed
        case .solidInfill: solidInfillSpeed
        case .topSolidInfill: topSolidInfillSpeed
        case .ironing: ironingSpeed
        case .bridge, .overhangWall: bridgeSpeed
        case .gapFill: gapFillSpeed
        case .support: supportSpeed
        case .supportInterface: supportInterfaceSpeed
        }
    }

    /// Acceleration asked for a role, mm/s²; 0 leaves the machine's.
    public func acceleration(of role: Role) -> Double {
        let own = switch role {
        case .externalWall: externalWallAcceleration
        case .wall: wallAcceleration
        case .sparseInfill: infillAcceleration
        case .solidInfill: solidInfillAcceleration
        case .topSolidInfill, .ironing: topSolidInfillAcceleration
        case .bridge, .overhangWall: bridgeAcceleration
        case .gapFill, .skirt, .brim, .purgeTower, .support, .supportInterface: 0.0
        }
        return own > 0 ? own : acceleration
    }
}
