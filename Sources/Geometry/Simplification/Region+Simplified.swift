extension Region {
    /// A region with fewer vertices whose boundary stays within `tolerance` of this one's, and the other way round.
    ///
    /// Vertices are dropped one by one, gentle corners first. One may go when the vertices dropped between its neighbours
    /// all stay within the tolerance of their chord, and when the triangle with its neighbours holds no other vertex:
    /// then nothing lies between the old path and the new one, and no intersection can arise. Every ring keeps at
    /// least three vertices, so every hole and island stays.
    ///
    /// - Parameter tolerance: Greatest distance, mm.
    public func simplified(tolerance: Double) -> Region {
        guard tolerance > 0, !isEmpty else { return self }
        // With a vertex wherever rings touch, two vertices in one place hold each other fast.
        var thinning = RingThinning(Arrangement.rings(contours, rule: AreaRule(fillA: .nonZero, fillB: .nonZero), keepsTouching: true))
        for share in [0.1, 0.3, 0.6, 1] { thinning.run(tolerance: tolerance * share * LatticePoint.unitsPerMillimetre) }
        return Region(thinning.contours, fill: .nonZero)
    }
}

/// Rings as linked vertices over a grid of those that are still there.
private struct RingThinning {
    private let points: [LatticePoint]
    private let ends: [Int]
    private var next: [Int32]
    private var previous: [Int32]
    private var isAlive: [Bool]
    private var alive: [Int]
    /// Vertices by grid cell: `members[starts[cell]..<starts[cell + 1]]`.
    private var starts: [Int32] = []
    private var members: [Int32] = []
    private let origin: LatticePoint
    private let cellSize: Int64
    private let columns: Int
    private let rows: Int

    init(_ contours: Contours) {
        points = contours.points
        ends = contours.ends
        let n = points.count
        next = (0..<Int32(n)).map { $0 + 1 }
        previous = (0..<Int32(n)).map { $0 - 1 }
        isAlive = .init(repeating: true, count: n)
        alive = []
        for ring in 0..<contours.count {
            let range = contours.range(ring)
            alive.append(range.count)
            guard !range.isEmpty else { continue }
            next[range.upperBound - 1] = Int32(range.lowerBound)
            previous[range.lowerBound] = Int32(range.upperBound - 1)
        }
        let (low, high) = contours.latticeBounds ?? (LatticePoint(0, 0), LatticePoint(0, 0))
        origin = low
        let (width, height) = (Int64(high.x) - Int64(low.x) + 1, Int64(high.y) - Int64(low.y) + 1)
        // About two vertices a cell.
        cellSize = max(1, Int64((Double(width) * Double(height) * 2 / Double(max(1, n))).squareRoot()), max(width, height) / 4096)
        columns = Int(width / cellSize) + 1
        rows = Int(height / cellSize) + 1
        fillGrid()
    }

    private mutating func fillGrid() {
        starts = .init(repeating: 0, count: columns * rows + 1)
        members = .init(repeating: 0, count: points.count)
        for p in points { starts[cell(p) + 1] += 1 }
        for i in 1..<starts.count { starts[i] += starts[i - 1] }
        var fill = starts
        for (i, p) in points.enumerated() {
            members[Int(fill[cell(p)])] = Int32(i)
            fill[cell(p)] += 1
        }
    }

    private func column(_ x: Int32) -> Int { Int((Int64(x) - Int64(origin.x)) / cellSize) }
    private func row(_ y: Int32) -> Int { Int((Int64(y) - Int64(origin.y)) / cellSize) }
    private func cell(_ p: LatticePoint) -> Int { row(p.y) * columns + column(p.x) }

    mutating func run(tolerance: Double) {
        var start = 0
        for ring in ends.indices {
            var hasChanged = true
            while hasChanged && alive[ring] > 3 {
                hasChanged = false
                for i in start..<ends[ring] where isAlive[i] && alive[ring] > 3 {
                    guard canDrop(i, tolerance) else { continue }
                    drop(i)
                    alive[ring] -= 1
                    hasChanged = true
                }
            }
            start = ends[ring]
        }
    }

    private mutating func drop(_ i: Int) {
        isAlive[i] = false
        let (a, c) = (previous[i], next[i])
        next[Int(a)] = c
        previous[Int(c)] = a
    }

    private func canDrop(_ i: Int, _ tolerance: Double) -> Bool {
        let (a, c) = (Int(previous[i]), Int(next[i]))
        return staysNear(a, c, tolerance) && isClear(a, i, c)
    }

    /// Whether every vertex of the original ring between `a` and `c` is within the tolerance of their chord.
    private func staysNear(_ a: Int, _ c: Int, _ tolerance: Double) -> Bool {
        let (ax, ay) = (Double(points[a].x), Double(points[a].y))
        let (dx, dy) = (Double(points[c].x) - ax, Double(points[c].y) - ay)
        let squaredLength = dx * dx + dy * dy
        let ring = ringRange(of: a)
        var k = a + 1 == ring.upperBound ? ring.lowerBound : a + 1
        while k != c {
            let (px, py) = (Double(points[k].x) - ax, Double(points[k].y) - ay)
            let t = squaredLength > 0 ? max(0, min(1, (px * dx + py * dy) / squaredLength)) : 0
            let (ex, ey) = (px - t * dx, py - t * dy)
            if ex * ex + ey * ey > tolerance * tolerance { return false }
            k = k + 1 == ring.upperBound ? ring.lowerBound : k + 1
        }
        return true
    }

    private func ringRange(of i: Int) -> Range<Int> {
        let ring = ends.partitioningIndex { $0 > i }
        return (ring == 0 ? 0 : ends[ring - 1])..<ends[ring]
    }

    /// Whether the triangle, sides included, holds no vertex but its own corners.
    private func isClear(_ a: Int, _ b: Int, _ c: Int) -> Bool {
        let (p, q, r) = (points[a], points[b], points[c])
        if LatticePoint.orientation(p, q, r) == 0 { return isClearOnLine(a, b, c) }
        let rowRange = row(min(p.y, q.y, r.y))...row(max(p.y, q.y, r.y))
        let columnRange = column(min(p.x, q.x, r.x))...column(max(p.x, q.x, r.x))
        for row in rowRange {
            for column in columnRange {
                let cell = row * columns + column
                for k in Int(starts[cell])..<Int(starts[cell + 1]) {
                    let i = Int(members[k])
                    if !isAlive[i] || i == a || i == b || i == c { continue }
                    let v = points[i]
                    if v == p || v == r {
                        // Another ring may already use the chord.
                        let other = v == p ? r : p
                        if points[Int(next[i])] == other || points[Int(previous[i])] == other { return false }
                        continue
                    }
                    let (s, t, u) = (LatticePoint.orientation(p, q, v), LatticePoint.orientation(q, r, v), LatticePoint.orientation(r, p, v))
                    if (s >= 0 && t >= 0 && u >= 0) || (s <= 0 && t <= 0 && u <= 0) { return false }
                }
            }
        }
        return true
    }

    /// A vertex in line between its neighbours changes nothing when it goes; a spike stays.
    private func isClearOnLine(_ a: Int, _ b: Int, _ c: Int) -> Bool {
        let (p, q, r) = (points[a], points[b], points[c])
        return min(p, r) < q && q < max(p, r)
    }

    var contours: Contours {
        var result = Contours()
        var start = 0
        for end in ends {
            result.append((start..<end).lazy.filter { isAlive[$0] }.map { points[$0] })
            start = end
        }
        return result
    }
}
