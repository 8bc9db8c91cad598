/// The polygon with the fewest sides whose sides are straight subpaths, and of those the one that lies nearest to the boundary.
///
/// Source: Selinger, "Potrace: a polygon-based tracing algorithm", 2003, §2.2.2 to 2.2.4. The penalty is taken from where the
/// boundary passes the pixel edges; a closed polygon starts at the lattice point at which most straight subpaths end.
enum OptimalPolygon {
    /// Rising indices of lattice points. Of an open arc both ends are among them; of a closed one the first, which may be above 0,
    /// stands at the end once more, one turn later.
    static func vertices(_ points: ArcPoints) -> [Int] {
        let reach = StraightReach(points)
        let n = points.count
        guard points.isClosed else {
            return path(from: 0, to: n, points) { i in min(n, max(i + 1, min(reach.ends[max(0, i - 1)], n) - (reach.ends[max(0, i - 1)] >= n ? 0 : 1))) }
        }
        let start = sharpest(reach.ends, n)
        return path(from: start, to: start + n, points) { i in
            // One point more on both sides must fit as well.
            let before = i == 0 ? n - 1 : (i - 1) % n
            return max(i + 1, reach.ends[before] + (i - 1 - before) - 1)
        }
    }

    private static func sharpest(_ ends: [Int], _ n: Int) -> Int {
        var votes = [Int32](repeating: 0, count: n)
        for end in ends { votes[end % n] += 1 }
        var best = 0
        for i in 1..<n where votes[i] > votes[best] { best = i }
        return best
    }

    /// The best path from one lattice point to another, where a side from i reaches as far as `reach` says, which never falls.
    private static func path(from start: Int, to end: Int, _ points: ArcPoints, reach: (Int) -> Int) -> [Int] {
        let n = end - start
        let reach = (0..<n).map { min(n, reach($0 + start) - start) }
        // After m sides the path is at most at `far[m]`, and at least at `near[m]` if it is to end in time.
        var far = [0]
        while far[far.count - 1] < n { far.append(reach[far[far.count - 1]]) }
        let sides = far.count - 1
        var near = far
        near[sides] = n
        var i = n - 1
        for m in stride(from: sides - 1, through: 0, by: -1) {
            while i > 0 && reach[i - 1] >= near[m + 1] { i -= 1 }
            near[m] = i
        }
        var cost = [Double](repeating: 0, count: n + 1)
        var previous = [Int32](repeating: 0, count: n + 1)
        for m in stride(from: 1, through: sides, by: 1) {
            var first = near[m - 1]
            for j in near[m]...far[m] {
                while reach[first] < j { first += 1 }
                var best = Double.infinity
                for i in first...min(far[m - 1], j - 1) {
                    let sum = cost[i] + penalty(i + start, j + start, points)
                    if sum < best { (best, previous[j]) = (sum, Int32(truncatingIfNeeded: i)) }
                }
                cost[j] = best
            }
        }
        var path = [end]
        var at = n
        while at > 0 {
            at = Int(previous[at])
            path.append(at + start)
        }
        return path.reversed()
    }

    /// A side's length times the root of the boundary's mean squared distance from it.
    @inline(__always)
    private static func penalty(_ i: Int, _ j: Int, _ points: ArcPoints) -> Double {
        let (p, q) = (points.corners[i], points.corners[j])
        let (a, b) = (points.sums[i], points.sums[j])
        let k = 1 / Double(j - i)
        let (cx, cy) = (Double(p.x), Double(p.y))
        let (dx, dy) = (Double(q.x) - cx, Double(q.y) - cy)
        let (mx, my) = ((b.x - a.x) * k, (b.y - a.y) * k)
        let xx = (b.xx - a.xx) * k - 2 * mx * cx + cx * cx
        let xy = (b.xy - a.xy) * k - mx * cy - my * cx + cx * cy
        let yy = (b.yy - a.yy) * k - 2 * my * cy + cy * cy
        return max(0, dy * dy * xx - 2 * dx * dy * xy + dx * dx * yy).squareRoot()
    }
}
