import ImpressionGeometry

extension FillArea {
    /// Parallel lines at the density, joined along the boundary up to `limit`.
    ///
    /// - Parameter isMonotonic: Whether solid lines are drawn in one direction across the whole region.
    fileprivate func parallelLines(turns: Bool, limit: Double? = nil, isMonotonic: Bool = false) -> [FillLine] {
        guard isFillable else { return [] }
        let turn: Angle = turns && layer % 2 == 1 ? .degrees(90) : .zero
        guard isSolid else { return filled(with: frame(turnedBy: turn).parallels(over: region, pitch: pitch, phase: 0), limit: limit) }
        // Solid lines are spread evenly; their width takes up what the spreading changes.
        var rectilinear = Rectilinear(spacing: spacing, angle: Angle(radians: angle.radians + turn.radians), joins: limit != 0, isMonotonic: isMonotonic)
        let chains = rectilinear.lines(in: Loops(region))
        return chains.map { points in
            var line = FillLine(points: points, width: rectilinear.spacing + lineWidth - spacing)
            line.isInSequence = isMonotonic
            return line
        }
    }
}

/// Parallel lines, across those of the layer below.
public struct RectilinearFill: FillPattern {
    public static let name = "rectilinear"
    public static let summary = "Parallel lines, turned a quarter from layer to layer"
    public static let endsAtEdge = true
    public init() {}
    public func lines(in area: FillArea) -> [FillLine] { area.parallelLines(turns: true) }
}

/// Parallel lines that are drawn in one direction across the whole surface.
public struct MonotonicFill: FillPattern {
    public static let name = "monotonic"
    public static let summary = "Parallel lines that are drawn in one direction across, for even surfaces"
    public static let endsAtEdge = true
    public init() {}
    public func lines(in area: FillArea) -> [FillLine] { area.parallelLines(turns: true, isMonotonic: true) }
}

/// Parallel lines that are not joined.
public struct MonotonicLinesFill: FillPattern {
    public static let name = "monotoniclines"
    public static let summary = "Parallel lines drawn in one direction across, not joined"
    public static let endsAtEdge = true
    public init() {}
    public func lines(in area: FillArea) -> [FillLine] { area.parallelLines(turns: true, limit: 0, isMonotonic: true) }
}

/// Parallel lines, one above the other.
public struct AlignedRectilinearFill: FillPattern {
    public static let name = "alignedrectilinear"
    public static let summary = "Parallel lines of one direction in all layers"
    public static let endsAtEdge = true
    public init() {}
    public func lines(in area: FillArea) -> [FillLine] { area.parallelLines(turns: false) }
}

/// Parallel lines joined however long the way is.
public struct ZigzagFill: FillPattern {
    public static let name = "zigzag"
    public static let summary = "Parallel lines, always joined along the boundary"
    public static let endsAtEdge = true
    public init() {}
    public func lines(in area: FillArea) -> [FillLine] { area.parallelLines(turns: true, limit: .infinity) }
}

/// Parallel lines, each on its own.
public struct LineFill: FillPattern {
    public static let name = "line"
    public static let summary = "Parallel lines that are not joined"
    public static let endsAtEdge = true
    public init() {}
    public func lines(in area: FillArea) -> [FillLine] { area.parallelLines(turns: true, limit: 0) }
}
