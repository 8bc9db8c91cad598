extension Polyline {
    /// Few lines and arcs that stay within `tolerance` of this line, and this line within `tolerance` of them.
    ///
    ///     ·─·─·─·─·.                 ─────────╮
    ///               ·       →                 │         two pieces
    ///               ·                         │
    ///
    /// Pieces start and end at points of this line. Walking both at suitable speeds, one never is farther than the
    /// tolerance from the other (their Fréchet distance), so neither the places nor their order or direction are lost:
    /// a spike longer than the tolerance stays. `Docs/design/arcs.md` has the proof; rounding is allowed for.
    ///
    /// Each piece is the longest that doubling and halving finds. A closed line may start anywhere; its pieces return
    /// to the start. A line without two different points has no pieces. O(n log n).
    ///
    /// - Parameters:
    ///   - tolerance: Greatest distance, mm. Where it is not positive every side stays.
    ///   - radii: Least and greatest radius, mm. The least is never below twice the tolerance.
    ///   - maximumSweep: Greatest angle of one arc, above zero; at most 179°.
    ///
    /// Source: Drysdale, Rote and Sturm, "Approximation of an open polygonal curve with a minimum number of circular
    /// arcs and biarcs", Computational Geometry 41(1–2), 2008, for the circles through two points that pass near others;
    /// the order of points, chords against arcs, and the search are ours.
    public func fittedArcs(tolerance: Double, radii: ClosedRange<Double> = 0.05...2000, maximumSweep: Angle = .degrees(175)) -> ArcPath {
        guard let first = points.first else { return ArcPath(start: .zero, pieces: []) }
        var kept: [Int] = []
        kept.reserveCapacity(points.count + 1)
        for i in points.indices where kept.isEmpty || points[i] != points[kept[kept.count - 1]] { kept.append(i) }
        if isClosed { while kept.count > 1 && points[kept[kept.count - 1]] == first { kept.removeLast() } }
        guard kept.count > 1 else { return ArcPath(start: first, pieces: []) }

        let limits = ArcLimits(tolerance: tolerance, radii: radii, maximumSweep: maximumSweep, bounds: bounds)
        if isClosed {
            // The end of a longest piece is a place to start that costs no piece.
            let turn = ArcFitter(kept.map { points[$0] } + [first], limits).end(from: 0).index
            kept = Array(kept[turn...] + kept[..<turn])
            kept.append(kept[0])
        }
        let fitter = ArcFitter(kept.map { points[$0] }, limits)
        var path = ArcPath(start: points[kept[0]], pieces: [])
        var at = 0
        while at < kept.count - 1 {
            let (index, shape) = fitter.end(from: at)
            path.pieces.append(PathPiece(to: points[kept[index]], shape, vertex: kept[index]))
            at = index
        }
        return path
    }
}
