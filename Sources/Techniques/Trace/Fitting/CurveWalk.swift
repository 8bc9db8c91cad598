import ImpressionGeometry

/// Chords of a curve, walked once from end to end.
struct CurveWalk {
    private struct Chord {
        let start, step: Point
        /// 1 over the squared length.
        let inverse: Double
    }

    private var chords: [Chord] = []
    private var at = 0

    init(_ curve: CubicBezier, chords count: Int) {
        chords.reserveCapacity(count)
        var last = curve.start
        for k in 1...count {
            let next = k == count ? curve.end : curve.point(at: Double(k) / Double(count))
            let step = next - last
            chords.append(Chord(start: last, step: step, inverse: 1 / max(step.squaredLength, 1e-12)))
            last = next
        }
    }

    /// Back to the start.
    mutating func rewind() { at = 0 }

    /// From a place to the chords from where the last place was, as far as it goes on being nearer.
    mutating func squaredDistance(to p: Point) -> Double {
        var best = distance(p, at)
        while at + 1 < chords.count {
            let next = distance(p, at + 1)
            if next > best { break }
            (best, at) = (next, at + 1)
        }
        return best
    }

    @inline(__always)
    private func distance(_ p: Point, _ k: Int) -> Double {
        let chord = chords[k]
        let t = max(0, min(1, (p - chord.start).dot(chord.step) * chord.inverse))
        return (p - chord.start - chord.step * t).squaredLength
    }
}
