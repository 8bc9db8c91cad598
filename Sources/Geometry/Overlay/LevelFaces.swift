/// The faces of a plane that loose edges bound, by winding number: what closes a body whose walls end in that plane.
///
/// Edges may meet, overlap and cross as they like; where they do they are cut, and each edge tells its pieces, so that what stands on it can be cut alike.
/// Equal edges that run opposite ways cancel. O((n + k) log n).
public struct LevelFaces: Sendable {
    /// Two vertices of an edge, in its direction.
    public struct Edge: Sendable, Hashable {
        public var from: LatticePoint
        public var to: LatticePoint

        public init(_ from: LatticePoint, _ to: LatticePoint) { (self.from, self.to) = (from, to) }
    }

    /// For each edge the points on its way, both ends included.
    public let ways: [[LatticePoint]]
    /// Where the edges wind counter-clockwise, and where they wind clockwise. Corners are ends of pieces of edges, neighbours share whole sides.
    public let positive: Triangulation
    public let negative: Triangulation

    /// - Parameter grid: All coordinates are multiples of it, and pieces end on such places.
    public init(_ edges: [Edge], grid: Int32 = 1) {
        var store = SegmentStore(capacity: edges.count), ends: [Int] = []
        for edge in edges {
            store.append(from: edge.from.divided(by: grid), to: edge.to.divided(by: grid), tag: [])
            ends.append(store.count)
        }
        var finder = HotPixelFinder(store, bundles: .cut)
        finder.run()
        let pieces = Fragments.cut(store, finder, lineEnds: &ends)
        ways = Self.ways(pieces, ends, edges, grid)
        let count = pieces.count
        var sweep = OverlaySweep(pieces, ends: [count], rules: [.nonZero])
        sweep.run()
        var (positive, negative): ([Edge], [Edge]) = ([], [])
        for made in sweep.made {
            let (below, above) = (sweep.tree.winding(made.below), sweep.tree.winding(made.above))
            let forward = Edge(made.segment.a.multiplied(by: grid), made.segment.b.multiplied(by: grid)), backward = Edge(forward.to, forward.from)
            if above > 0 && below <= 0 { positive.append(forward) } else if below > 0 && above <= 0 { positive.append(backward) }
            if above < 0 && below >= 0 { negative.append(forward) } else if below < 0 && above >= 0 { negative.append(backward) }
        }
        self.positive = Self.triangulation(positive)
        self.negative = Self.triangulation(negative)
    }

    /// The pieces of an edge stand in its order. Each is stored from its lesser end on, which for an upright piece may be the other one than its edge's.
    private static func ways(_ pieces: borrowing SegmentStore, _ ends: [Int], _ edges: [Edge], _ grid: Int32) -> [[LatticePoint]] {
        var start = 0, ways: [[LatticePoint]] = []
        for (i, end) in ends.enumerated() {
            var way = [edges[i].from]
            for k in start..<max(start, end - 1) {
                let piece = pieces.segments[k]
                way.append((pieces.tags[k].contains(.reversed) ? piece.a : piece.b).multiplied(by: grid))
            }
            way.append(edges[i].to)
            ways.append(way)
            start = end
        }
        return ways
    }

    /// Of the area to the left of edges that close.
    private static func triangulation(_ edges: [Edge]) -> Triangulation {
        if edges.isEmpty { return Triangulation(points: [], indices: []) }
        var sweep = TriangulationSweep(rings(edges))
        sweep.run()
        var flips = DelaunayFlips(sweep)
        flips.run()
        return flips.triangulation
    }

    /// Edges put into closed walks, any that fit: a vertex may be passed again and again.
    private static func rings(_ edges: [Edge]) -> Contours {
        let order = edges.indices.sorted { (edges[$0].from, edges[$0].to) < (edges[$1].from, edges[$1].to) }
        var next = 0, starts: [LatticePoint: Int] = [:]
        for (k, i) in order.enumerated() where starts[edges[i].from] == nil { starts[edges[i].from] = k }
        var isTaken = [Bool](repeating: false, count: edges.count)
        func leaving(_ p: LatticePoint) -> Int? {
            guard var k = starts[p] else { return nil }
            while k < order.count, edges[order[k]].from == p, isTaken[k] { k += 1 }
            starts[p] = k
            return k < order.count && edges[order[k]].from == p ? k : nil
        }
        var rings = Contours()
        while next < order.count {
            if isTaken[next] { next += 1; continue }
            var at = edges[order[next]].from, ring: [LatticePoint] = []
            while let k = leaving(at) {
                isTaken[k] = true
                ring.append(at)
                at = edges[order[k]].to
            }
            rings.append(ring)
        }
        return rings
    }
}

extension LatticePoint {
    func multiplied(by grid: Int32) -> LatticePoint { LatticePoint(x &* grid, y &* grid) }
}
