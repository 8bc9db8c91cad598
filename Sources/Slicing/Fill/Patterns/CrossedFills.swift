import ImpressionGeometry

extension FillArea {
    /// Families of parallel lines that share the density.
    ///
    /// - Parameter families: Direction and phase of each, the phase in shares of the family's pitch plus mm.
    fileprivate func crossed(_ families: [(turn: Angle, share: Double, shift: Double)]) -> [FillLine] {
        guard isFillable else { return [] }
        let own = pitch * Double(families.count)
        return filled(with: families.flatMap { frame(turnedBy: $0.turn).parallels(over: region, pitch: own, phase: own * $0.share + $0.shift) })
    }
}

/// Two directions in every layer.
public struct GridFill: FillPattern {
    public static let name = "grid"
    public static let summary = "Lines in two directions in every layer"
    public init() {}
    public func lines(in area: FillArea) -> [FillLine] { area.crossed([(.zero, 0, 0), (.degrees(90), 0, 0)]) }
}

/// Three directions that meet in points.
public struct TrianglesFill: FillPattern {
    public static let name = "triangles"
    public static let summary = "Lines in three directions that make triangles"
    public init() {}
    public func lines(in area: FillArea) -> [FillLine] { area.crossed([(.zero, 0, 0), (.degrees(60), 0, 0), (.degrees(120), 0, 0)]) }
}

/// Three directions, one of them between the others' meetings: triangles and hexagons.
public struct StarsFill: FillPattern {
    public static let name = "stars"
    public static let summary = "Lines in three directions that make triangles and hexagons"
    public init() {}
    public func lines(in area: FillArea) -> [FillLine] { area.crossed([(.zero, 0, 0), (.degrees(60), 0, 0), (.degrees(120), 0.5, 0)]) }
}

/// The walls of cubes that stand on their corners: three families of planes, each cutting the layer in lines that move with the height.
public struct CubicFill: FillPattern {
    public static let name = "cubic"
    public static let summary = "Cubes that stand on a corner"
    public init() {}
    public func lines(in area: FillArea) -> [FillLine] {
        // A cube's faces lean so that their traces move by 1/√2 of the height, all in the sense of normals a third of a turn apart.
        let shift = area.z * 0.5.squareRoot()
        return area.crossed([(.zero, 0, shift), (.degrees(120), 0, shift), (.degrees(240), 0, shift)])
    }
}
