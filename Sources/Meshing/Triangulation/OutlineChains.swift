/// The outline's zero line within a tile, the piece on its left.
///
///     ●───┬───○        ● inside   ○ outside
///     │   ╲   │        Each grid edge is crossed at most once, so crossings never coincide
///     ●────╲──○        and the chains neither touch nor cross.
///
/// Where opposite corners of a cell agree, the bilinear surface's own saddle decides which are joined.
///
/// Source: Nielson and Hamann, "The asymptotic decider", IEEE Visualization 1991.
struct OutlineChains {
    struct Chain {
        var points: [TilePoint]
        var isClosed: Bool
    }

    /// The corners of a cell and where its border is crossed, counter-clockwise from the corner of least x and y.
    struct Cell {
        var values: SIMD4<Float>

        func isInside(_ corner: Int) -> Bool { values[corner & 3] > 0 }
        var isCut: Bool {
            let mask = values .> 0
            return any(mask) && !all(mask)
        }
        /// Whether the two inside corners of a saddle are joined across the cell.
        var isJoined: Bool {
            let even = Double(values[0]) * Double(values[2]), odd = Double(values[1]) * Double(values[3])
            return isInside(0) ? even > odd : odd > even
        }
        var isSaddle: Bool { isInside(0) == isInside(2) && isInside(1) == isInside(3) && isInside(0) != isInside(1) }

        /// For each side that the border walk leaves the piece by, the side where it comes back in along the outline.
        func forEachSegment(_ body: (_ from: Int, _ to: Int) -> Void) {
            for side in 0..<4 where isInside(side) && !isInside(side + 1) {
                if isSaddle && !isJoined { body(side, (side + 3) & 3) } else { body(side, entry(after: side)) }
            }
        }

        private func entry(after side: Int) -> Int {
            var k = side + 1
            while isInside(k) || !isInside(k + 1) { k += 1 }
            return k & 3
        }
    }
}

extension OutlineChains {
    /// Follows the segments of all cells.
    ///
    /// - Parameters:
    ///   - values: The outline at the tile's samples, `columns + 1` a row.
    ///   - point: The crossing of the grid edge from sample (x, y) rightwards or upwards.
    static func trace(_ values: [Float], columns: Int, rows: Int, point: (_ x: Int, _ y: Int, _ upwards: Bool) -> TilePoint) -> [Chain] {
        let width = columns + 1
        var next = [Int32](repeating: -1, count: 2 * width * (rows + 1))
        var isReached = [Bool](repeating: false, count: next.count)
        var starts: [Int32] = []
        for y in 0..<rows {
            for x in 0..<columns {
                let i = y * width + x
                let cell = Cell(values: [values[i], values[i + 1], values[i + width + 1], values[i + width]])
                guard cell.isCut else { continue }
                let sides = SIMD4<Int32>(Int32(2 * i), Int32(2 * i + 3), Int32(2 * (i + width)), Int32(2 * i + 1))
                cell.forEachSegment { from, to in
                    next[Int(sides[from])] = sides[to]
                    isReached[Int(sides[to])] = true
                    starts.append(sides[from])
                }
            }
        }
        starts.sort()
        var chains: [Chain] = []
        func follow(_ first: Int32, closed: Bool) {
            var points: [TilePoint] = [], key = first
            while true {
                let sample = Int(key) / 2
                points.append(point(sample % width, sample / width, key & 1 == 1))
                let following = next[Int(key)]
                next[Int(key)] = -1
                if following < 0 || (closed && following == first) { break }
                key = following
            }
            chains.append(Chain(points: points, isClosed: closed))
        }
        for first in starts where !isReached[Int(first)] { follow(first, closed: false) }
        for first in starts where next[Int(first)] >= 0 { follow(first, closed: true) }
        return chains
    }
}

extension OutlineChains.Chain {
    /// Fewer points, none of the dropped ones farther than `distance` lattice steps across or `limit` mm in level from the line.
    /// The result may cross itself: the tile finds that out when it forces the edges, and then takes the whole chain.
    func simplified(distance: Double, limit: Float) -> OutlineChains.Chain {
        guard points.count > 2 else { return self }
        var line = points
        var keep = [Bool](repeating: false, count: line.count)
        if isClosed {
            line.append(points[0])
            keep.append(true)
        }
        keep[0] = true
        keep[keep.count - 1] = true
        var pending: [(Int, Int)] = [(0, line.count - 1)]
        if let far = pivot(line) {
            keep[far] = true
            pending = [(0, far), (far, line.count - 1)]
        }
        while let (first, last) = pending.popLast() {
            guard last - first > 1, let middle = Self.worst(line, first, last, distance, limit) else { continue }
            keep[middle] = true
            pending.append((first, middle))
            pending.append((middle, last))
        }
        let kept = points.indices.filter { keep[$0] }.map { points[$0] }
        return isClosed && kept.count < 3 ? self : OutlineChains.Chain(points: kept, isClosed: isClosed)
    }

    /// A point that must stay: the farthest of a ring, and of a chain whose ends lie on one side of the tile, so that it does not collapse onto that side.
    private func pivot(_ line: [TilePoint]) -> Int? {
        let a = line[0], b = line[line.count - 1], inner = 1..<line.count - 1
        if isClosed { return inner.max { Self.squaredDistance(a, line[$0]) < Self.squaredDistance(a, line[$1]) } }
        if a.x == b.x { return inner.max { abs(line[$0].x - a.x) < abs(line[$1].x - a.x) } }
        if a.y == b.y { return inner.max { abs(line[$0].y - a.y) < abs(line[$1].y - a.y) } }
        return nil
    }

    private static func squaredDistance(_ p: TilePoint, _ q: TilePoint) -> Int {
        let dx = Int(p.x) - Int(q.x), dy = Int(p.y) - Int(q.y)
        return dx * dx + dy * dy
    }

    /// The point that exceeds its allowance most, if any does.
    private static func worst(_ line: [TilePoint], _ first: Int, _ last: Int, _ distance: Double, _ limit: Float) -> Int? {
        let a = line[first], b = line[last]
        let dx = Double(b.x - a.x), dy = Double(b.y - a.y), length2 = max(dx * dx + dy * dy, 1)
        var most = 1.0, found: Int?
        for i in first + 1..<last {
            let px = Double(line[i].x - a.x), py = Double(line[i].y - a.y)
            let t = min(max((px * dx + py * dy) / length2, 0), 1)
            let ex = px - t * dx, ey = py - t * dy
            let level = Double(a.level) + (Double(b.level) - Double(a.level)) * t
            let excess = max((ex * ex + ey * ey).squareRoot() / max(distance, 0x1p-20), abs(level - Double(line[i].level)) / Double(max(limit, .leastNormalMagnitude)))
            if excess > most {
                most = excess
                found = i
            }
        }
        return found
    }
}
