/// How far from each lattice point the boundary can be taken for one straight line.
///
/// A subpath i … j is straight where a line passes each of its points within a pixel's half, its ends in the squares around
/// theirs; that is so where it does not go in all four directions and the line through i and each later point passes within
/// one pixel, measured along the axes, of all between them.
///
/// Source: Selinger, "Potrace: a polygon-based tracing algorithm", 2003, §2.2.1; the walk from turn to turn and its cone are our own.
struct StraightReach {
    /// For each lattice point the greatest j such that i … j is straight.
    let ends: [Int]

    init(_ points: ArcPoints) {
        let (n, closed) = (points.count, points.isClosed)
        let total = points.corners.count
        let turns = Self.turns(points.corners)
        var ends = [Int](repeating: 0, count: closed ? n : n + 1)
        let corners = points.corners.span
        for i in ends.indices.reversed() {
            let bound = closed ? i + n - 1 : n
            ends[i] = Self.end(from: i, bound, total, corners, turns.span)
        }
        // A part of a straight subpath is straight.
        if closed {
            var least = ends[0] + n
            for _ in 0..<2 {
                for i in ends.indices.reversed() {
                    least = min(least, ends[i])
                    ends[i] = least
                }
                least += n
            }
        } else {
            for i in ends.indices.reversed().dropFirst() { ends[i] = min(ends[i], ends[i + 1]) }
        }
        self.ends = ends
    }

    /// For each lattice point the next one after it where the direction changes; the last one has itself.
    private static func turns(_ corners: [SIMD2<Int32>]) -> [Int32] {
        var turns = [Int32](repeating: Int32(truncatingIfNeeded: corners.count - 1), count: corners.count)
        guard corners.count > 2 else { return turns }
        for i in (0..<corners.count - 2).reversed() {
            turns[i] = corners[i + 1] &- corners[i] == corners[i + 2] &- corners[i + 1] ? turns[i + 1] : Int32(truncatingIfNeeded: i + 1)
        }
        return turns
    }

    private static func end(from i: Int, _ bound: Int, _ total: Int, _ corners: Span<SIMD2<Int32>>, _ turns: Span<Int32>) -> Int {
        let start = corners[i]
        var cone = Cone()
        var seen = 0
        var k = i
        while k < bound {
            let step = corners[k + 1] &- corners[k]
            seen |= step.x > 0 ? 1 : step.x < 0 ? 2 : step.y > 0 ? 4 : 8
            if seen == 15 { return k }
            let next = min(bound, Int(turns[k]))
            let far = corners[next] &- start
            if !cone.holds(far) { return cone.last(corners, start, after: k, before: next) }
            cone.narrow(to: far)
            k = next
        }
        return bound
    }

    /// Directions from the start that pass all points so far.
    private struct Cone {
        /// Borders to the left and right, y down and left as seen from above with y up; zero where there is none yet.
        private var left = SIMD2<Int32>(0, 0)
        private var right = SIMD2<Int32>(0, 0)

        @inline(__always)
        private static func cross(_ a: SIMD2<Int32>, _ b: SIMD2<Int32>) -> Int64 {
            Int64(a.x) &* Int64(b.y) &- Int64(a.y) &* Int64(b.x)
        }

        @inline(__always)
        func holds(_ v: SIMD2<Int32>) -> Bool { Self.cross(right, v) >= 0 && Self.cross(v, left) >= 0 }

        /// Passes within one pixel of `v`.
        @inline(__always)
        mutating func narrow(to v: SIMD2<Int32>) {
            if abs(v.x) <= 1 && abs(v.y) <= 1 { return }
            // The corners of the square around v that are seen farthest to both sides.
            let a = v &+ SIMD2(v.y > 0 || v.y == 0 && v.x > 0 ? -1 : 1, v.x > 0 || v.x == 0 && v.y < 0 ? 1 : -1)
            let b = v &+ SIMD2(v.y < 0 || v.y == 0 && v.x > 0 ? -1 : 1, v.x < 0 || v.x == 0 && v.y < 0 ? 1 : -1)
            if left == .zero || Self.cross(a, left) >= 0 { left = a }
            if right == .zero || Self.cross(right, b) >= 0 { right = b }
        }

        /// The last point of a straight run that the cone holds; the run's own points do not narrow it more than its end does.
        func last(_ corners: Span<SIMD2<Int32>>, _ start: SIMD2<Int32>, after low: Int, before high: Int) -> Int {
            var (low, high) = (low, high)
            while high - low > 1 {
                let middle = (low + high) / 2
                if holds(corners[middle] &- start) { low = middle } else { high = middle }
            }
            return low
        }
    }
}
