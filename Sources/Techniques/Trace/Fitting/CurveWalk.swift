import ImpressionGeometry

/// Chords of a curve, walked once from end to end.
struct CurveWalk {
    private var chords: [Point] = []
    private var at = 0

    init(_ curve: CubicBezier, chords count: Int) {
        chords.reserveCapacity(count + 1)
        for k in 0...count { chords.append(curve.point(at: Double(k) / Double(count))) }
    }

    /// From a place to the chords from where the last place was, as far as it goes on being nearer.
    mutating func squaredDistance(to p: Point) -> Double {
        var best = distance(p, at)
        while at + 2 < chords.count {
            let next = distance(p, at + 1)
            if next > best { break }
            (best, at) = (next, at + 1)
        }
        return best
    }

    @inline(__always)
    private func distance(_ p: Point, _ k: Int) -> Double {
        let (a, b) = (chords[k], chords[k + 1])
        let d = b - a
        let t = max(0, min(1, (p - a).dot(d) / max(d.squaredLength, 1e-12)))
        return (p - a - d * t).squaredLength
    }
}
