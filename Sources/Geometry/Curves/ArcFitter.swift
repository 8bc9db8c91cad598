#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Which pieces may stand for a chain.
struct ArcLimits {
    /// What is left of the tolerance when rounding has had its share, mm; not positive where nothing may be fitted.
    let tolerance: Double
    let radii: ClosedRange<Double>
    /// Tangent of half the greatest sweep.
    let tangent: Double

    /// Frames, centres and comparisons are rounded by a few units in the last place of the coordinates and of the
    /// radius; 2⁻⁴⁸ of both is more than ten of each.
    ///
    /// - Parameter bounds: Of the line.
    init(tolerance: Double, radii: ClosedRange<Double>, maximumSweep: Angle, bounds: Box) {
        let size = max(bounds.min.x.magnitude, bounds.min.y.magnitude, bounds.max.x.magnitude, bounds.max.y.magnitude)
        self.tolerance = tolerance - (size + radii.upperBound) * 0x1p-48
        let least = max(radii.lowerBound, 2 * tolerance)
        self.radii = least...max(least, radii.upperBound)
        tangent = tan(max(0, min(179, maximumSweep.degrees)) / 360 * .pi)
    }
}

/// Finds long pieces of a chain that one line or arc can stand for.
struct ArcFitter {
    private let chain: [Point]
    private let limits: ArcLimits

    /// - Parameter chain: No point equals the one before it.
    init(_ chain: [Point], _ limits: ArcLimits) {
        self.chain = chain
        self.limits = limits
    }

    /// A far index that one piece from `start` may reach.
    ///
    /// The length doubles while pieces fit, then the gap between the longest that fits and the shortest that does not is
    /// halved. O(m log m) for a piece of m sides.
    func end(from start: Int) -> (index: Int, shape: PathPiece.Shape) {
        var (best, shape) = (start + 1, PathPiece.Shape.line)
        var (step, bad) = (2, chain.count)
        while start + step < bad {
            if let found = piece(start, start + step) {
                (best, shape) = (start + step, found)
            } else {
                bad = start + step
            }
            step *= 2
        }
        while bad - best > 1 {
            let middle = (best + bad) / 2
            if let found = piece(start, middle) { (best, shape) = (middle, found) } else { bad = middle }
        }
        return (best, shape)
    }

    private func piece(_ i: Int, _ j: Int) -> PathPiece.Shape? {
        guard limits.tolerance > 0, let chord = ChordFrame(chain[i], chain[j]) else { return nil }
        let points = chain.span.extracting(i + 1..<j)
        if chord.lineFits(points, limits.tolerance) { return .line }
        guard let bends = chord.bends(points, limits) else { return nil }
        for bend in [bends.best, bends.middle] where bend != 0 {
            guard let arc = chord.arc(bend, limits), chord.arcFits(arc, points, limits.tolerance) else { continue }
            return .arc(center: chord.place(Point(0, arc.height)), radius: arc.radius, turn: bend > 0 ? .counterClockwise : .clockwise)
        }
        return nil
    }
}
