public import ImpressionGeometry

/// What a pattern fills in one layer.
public struct FillArea: Sendable {
    /// Where the middle of a line may run.
    public var region: Region
    /// Distance of neighbouring lines that would fill wholly, mm, positive.
    public var spacing: Double
    /// Width of a line at that spacing, mm.
    public var lineWidth: Double
    /// Share of the region to fill, 0 … 1.
    public var density: Double
    public var angle: Angle
    /// 0 is the first layer.
    public var layer: Int
    /// Top of the layer, mm.
    public var z: Double
    /// Thickness of the layer, mm.
    public var height: Double
    /// A fixed place of the body, so that patterns line up from layer to layer, mm.
    public var origin: Point
    /// How far an end that meets no neighbour runs on along the boundary, mm. PrusaSlicer calls it `infill_anchor`.
    public var anchor: Double
    /// How far a line may run along the boundary to the next one, mm. PrusaSlicer calls it `infill_anchor_max`.
    public var anchorLimit: Double

    public init(region: Region, spacing: Double, lineWidth: Double, density: Double = 1, angle: Angle = .zero, layer: Int = 0, z: Double = 0.2,
                height: Double = 0.2, origin: Point = .zero, anchor: Double = 0, anchorLimit: Double = 0) {
        self.region = region
        self.spacing = spacing
        self.lineWidth = lineWidth
        self.density = density
        self.angle = angle
        self.layer = layer
        self.z = z
        self.height = height
        self.origin = origin
        self.anchor = anchor
        self.anchorLimit = anchorLimit
    }
}

extension FillArea {
    /// Densities from here on are solid: lines spread evenly over the region.
    static let leastSolidDensity = 0.98

    var isSolid: Bool { density >= Self.leastSolidDensity }
    var isFillable: Bool { !region.isEmpty && spacing > 0 && spacing.isFinite && density > 0 }

    /// Distance of parallel lines of one direction so that together they fill the density, mm. Densities below 0.1 % count as that.
    var pitch: Double { spacing / min(1, max(density, 1e-3)) }

    /// Coordinates in the pattern's own directions.
    func frame(turnedBy turn: Angle = .zero) -> FillFrame { FillFrame(origin: origin, angle: Angle(radians: angle.radians + turn.radians)) }
}

/// A line of infill.
public struct FillLine: Sendable, Equatable {
    public var points: [Point]
    public var isClosed: Bool
    /// mm.
    public var width: Double
    /// Whether the line is drawn after the one before it, and from its beginning.
    public var isInSequence = false

    public init(points: [Point], isClosed: Bool = false, width: Double) {
        (self.points, self.isClosed, self.width) = (points, isClosed, width)
    }

    public var polyline: Polyline { Polyline(points, isClosed: isClosed) }
}

/// A way to fill an area with lines. A new pattern is one file and one line in `FillPatterns.all`.
///
/// Every point of every line lies in the area's region, up to the lattice's rounding. The lines' length times the spacing is the region's
/// area times the density, but for what runs along the boundary. The same area gives the same lines.
public protocol FillPattern: Sendable {
    /// PrusaSlicer's word for it.
    static var name: String { get }
    /// One line for people who choose.
    static var summary: String { get }
    /// Whether solid lines end at the edge of what is filled, where their volume is the area's; else their middles keep half a line from it.
    static var endsAtEdge: Bool { get }
    init()
    func lines(in area: FillArea) -> [FillLine]
}

extension FillPattern {
    public static var endsAtEdge: Bool { false }
}
