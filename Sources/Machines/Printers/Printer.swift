public import ImpressionGeometry

/// A machine that melts filament: its room, its limits and its own lines of G-code.
public struct Printer: Sendable, Equatable {
    /// The catalogue's name, such as `prusa-mk4`.
    public var name = "generic-marlin"
    public var vendor = "Generic"
    public var model = "Marlin"

    /// Where the nozzle may draw, mm.
    public var bed = Box(min: .zero, max: Point(200, 200))
    /// Greatest height of the nozzle above the plate, mm.
    public var maximumHeight = 200.0
    /// Added to every height, mm.
    public var zOffset = 0.0
    public var nozzleDiameter = 0.4
    /// Name of the G-code dialect.
    public var dialect = "marlin2"
    public var limits = MotionLimits()

    /// Filament drawn back before a travel, mm; 0 never draws back.
    public var retraction = 0.8
    /// mm/s.
    public var retractionSpeed = 35.0
    /// Speed of pushing back, mm/s; 0 takes `retractionSpeed`.
    public var unretractionSpeed = 0.0
    /// Travels shorter than this are made without drawing back, mm.
    public var leastRetractedTravel = 2.0
    /// Draws back at every change of layer.
    public var retractsAtLayerChange = false
    /// How far the nozzle rises for a travel with retraction, mm.
    public var lift = 0.0
    /// Lifts happen only above and (unless 0) only below these heights, mm.
    public var liftAbove = 0.0
    public var liftBelow = 0.0

    /// Filament drawn back before a change of tool, and pushed out beyond what was drawn back, mm.
    public var toolChangeRetraction = 10.0
    public var extraUnretraction = 0.0
    public var extraToolChangeUnretraction = 0.0
    /// The nozzle runs back along its line while the filament is drawn back.
    public var wipes = false
    /// Share of the retraction that is made before the wipe.
    public var retractionBeforeWipe = 0.0
    /// The firmware draws back, by G10 and G11.
    public var firmwareRetracts = false
    public var hasRelativeFilament = true

    /// Whether the limits are written at the head of the G-code.
    public var emitsLimits = true
    /// Lines of G-code with `[placeholders]`.
    public var startCode = "G28"
    public var endCode = "M104 S0\nM140 S0\nM107\nM84"
    public var beforeLayerCode = ";BEFORE_LAYER_CHANGE\n;[layer_z]"
    /// Before an extruder takes over; the line that selects it is added where it is missing.
    public var toolChangeCode = ""
    /// Empty takes the dialect's own.
    public var colourChangeCode = ""
    public var pauseCode = ""
    public var layerCode = ";AFTER_LAYER_CHANGE\n;[layer_z]"
    public var betweenObjectsCode = ""
    public var templateCode = ""
    /// Pictures at the head of the G-code.
    public var thumbnails = [ThumbnailForm(width: 32, height: 32), ThumbnailForm(width: 400, height: 300)]
    /// Free text; profiles look for words in it to tell printers apart.
    public var notes = ""
    /// Which of the model's nozzles; a word of the vendor.
    public var variant = ""

    public init() {}

    /// Reads a printer's data file.
    public init(name: String, contents: some Collection<UInt8>) throws(SettingError) {
        self.name = name
        for pair in try settingPairs(in: contents) { try set(pair.key, pair.value) }
    }

    var pushSpeed: Double { unretractionSpeed > 0 ? unretractionSpeed : retractionSpeed }

    /// The room as PrusaSlicer writes it: corners counter-clockwise, `0x0,250x0,…`.
    var bedShape: String {
        [bed.min, Point(bed.max.x, bed.min.y), bed.max, Point(bed.min.x, bed.max.y)]
            .map { "\(decimal($0.x))x\(decimal($0.y))" }.joined(separator: ",")
    }
}

/// What the machine's motors can do; mm/s, mm/s², per axis x, y, z, e.
public struct MotionLimits: Sendable, Equatable {
    public var speed = SIMD4<Double>(200, 200, 12, 120)
    public var acceleration = SIMD4<Double>(1000, 1000, 200, 5000)
    /// Sudden change of speed that an axis takes.
    public var jerk = SIMD4<Double>(8, 8, 0.4, 2.5)
    /// While plastic flows.
    public var extruding = 1250.0
    /// Filament alone.
    public var retracting = 1250.0
    public var travel = 1250.0
    /// Where the firmware plans corners by it instead of jerk, mm; 0 where it does not.
    public var junctionDeviation = 0.0
    /// The firmware moves no slower, mm/s.
    public var leastExtrudingSpeed = 0.0
    public var leastTravelSpeed = 0.0

    public init() {}
}
