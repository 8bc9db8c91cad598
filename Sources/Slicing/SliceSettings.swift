public import ImpressionGeometry

/// What the slicer needs to know: sizes and choices. Speeds and temperatures belong to Machines.
///
/// Defaults say what the slicer does when nobody asks.
public struct SliceSettings: Sendable, Equatable, Codable {
    /// mm.
    public var layerHeight = 0.2
    public var firstLayerHeight = 0.2
    public var nozzleDiameter = 0.4
    /// mm; only the least length of a skirt needs it.
    public var filamentDiameter = 1.75
    /// Line width, mm.
    public var lineWidth = 0.45
    public var firstLayerLineWidth = 0.45
    /// Narrowest and widest line that the nozzle draws well, mm.
    public var leastLineWidth = 0.36
    public var greatestLineWidth = 0.8
    public var wallCount = 2
    /// Share of the inside that is filled, 0 … 1.
    public var fillDensity = 1.0
    /// Direction of the first layer's fill; each next layer turns a quarter.
    public var fillAngle = Angle(degrees: 45)
    /// How far infill runs into the innermost wall, as a share of the line width.
    public var infillOverlap = 0.25
    /// Solid layers under each top surface and over each bottom surface.
    public var topSolidLayers = 4
    public var bottomSolidLayers = 3
    public var skirtLoops = 1
    /// mm from the body to the skirt's nearest loop.
    public var skirtDistance = 3.0
    /// mm; 0 prints none.
    public var brimWidth = 0.0
    /// Inward correction of the first layer's outline, mm.
    public var elephantFoot = 0.0
    /// Where layers end; what is left open keeps `layerHeight`.
    public var layers = LayerChoice()
    /// Heights by steepness; nil keeps `layerHeight`.
    public var adaptiveLayers: AdaptiveLayers?
    /// Whether it is found out which travels stay inside the body.
    public var findsInsideTravels = false
    /// A way around may be longer by this, mm; 0 sets no limit.
    public var greatestDetour = 0.0
    /// Where walls begin and end.
    public var seamPosition = SeamPosition.aligned
    /// Whether walls that hang over nothing are drawn as bridges are.
    public var detectsOverhangs = true
    /// Whether it is told how much of a wall's width hangs, not only what hangs wholly.
    public var gradesOverhangs = false
    /// Detail of outlines finer than this is left out, mm.
    public var resolution = 0.0125
    public var widths = LineWidths()
    public var walls = WallSettings()
    public var fill = FillSettings()
    public var outline = OutlineSettings()
    public var ironing = IroningSettings()
    public var fuzzy = FuzzySkin()
    public var adhesion = AdhesionSettings()
    public var support = SupportSettings()
    /// Extruders whose layers others draw in turn.
    public var mixes: [ExtruderMix] = []
    /// Where the body's bounds are centred on the plate, mm.
    public var plateCenter = Point(0, 0)

    public init() {}
}
