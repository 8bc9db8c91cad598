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
        let corners = points.corners.span
        let legs = Legs(points.corners)
        var ends = [Int](repeating: 0, count: closed ? n : n + 1)
        // Every other start is looked at; one between two is taken to reach as far as the one before it.
        for i in stride(from: 0, to: ends.count, by: 2) {
            ends[i] = Self.end(from: i, closed ? i + n - 1 : n, corners, legs)
            if i + 1 < ends.count { ends[i + 1] = min(max(ends[i], i + 2), closed ? i + n : n) }
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

    /// The runs of steps in one direction.
    private struct Legs {
        /// Where each ends, and its direction's bit.
        var ends: [(index: Int32, x: Int32, y: Int32, bit: Int32)] = []
        /// For each step the leg that it is on.
        var ofStep: [Int32] = []

        init(_ corners: [SIMD2<Int32>]) {
            ofStep.reserveCapacity(corners.count)
            var last = SIMD2<Int32>.zero
            for i in 0..<corners.count - 1 {
                let step = corners[i + 1] &- corners[i]
                let end = (Int32(truncatingIfNeeded: i + 1), corners[i + 1].x, corners[i + 1].y, step.x > 0 ? 1 : step.x < 0 ? 2 : step.y > 0 ? 4 : 8 as Int32)
                if step == last { ends[ends.count - 1] = end } else { ends.append(end) }
                ofStep.append(Int32(truncatingIfNeeded: ends.count - 1))
                last = step
            }
        }
    }

    private static func end(from i: Int, _ bound: Int, _ corners: Span<SIMD2<Int32>>, _ legs: Legs) -> Int {
        guard i < bound else { return bound }
        let (start, ends) = (corners[i], legs.ends.span)
        var (cone, seen, k) = (Cone(), 0 as Int32, i)
        for leg in Int(legs.ofStep[i])..<ends.count {
            let end = ends[leg]
            seen |= end.bit
            if seen == 15 { return k }
            let next = min(bound, Int(end.index))
            let far = next == Int(end.index) ? SIMD2(end.x &- start.x, end.y &- start.y) : corners[next] &- start
            if !cone.holds(far) { return cone.last(corners, start, after: k, before: next) }
            if next == bound { return bound }
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
