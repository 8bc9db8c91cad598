public import ImpressionGeometry

/// Cubes that stand on a corner, small near walls and skins and doubled in size again and again inside.
///
/// Material follows the surface: about a quarter to a half of what cubes of one size take. Without a plan all cubes are small.
///
/// Source of the subdivision near the surface: Wu, Wang, Zhang and Westermann, "Self-supporting rhombic infill structures for additive manufacturing",
/// Computer-Aided Design 80, 2016.
public struct AdaptiveCubicFill: PlannedFillPattern {
    public static let name = "adaptivecubic"
    public static let summary = "Cubes that stand on a corner, larger inside"
    private var tree: CubeTree?

    public init() {}
    public init(planning volume: FillVolume, workers: Workers) { tree = CubeTree(volume, near: .walls, workers: workers) }
    public func lines(in area: FillArea) -> [FillLine] { tree?.lines(in: area) ?? CubicFill().lines(in: area) }
}

/// The same, small only under what must be carried.
public struct SupportCubicFill: PlannedFillPattern {
    public static let name = "supportcubic"
    public static let summary = "Cubes that stand on a corner, small only under ceilings"
    private var tree: CubeTree?

    public init() {}
    public init(planning volume: FillVolume, workers: Workers) { tree = CubeTree(volume, near: .ceilings, workers: workers) }
    public func lines(in area: FillArea) -> [FillLine] { tree?.lines(in: area) ?? CubicFill().lines(in: area) }
}
