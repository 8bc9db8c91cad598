/// The plane cut along the boundaries of many areas at once: every face knows the areas that hold it.
///
///     ┌───────┐            layers 0 and 1 make covers {}, {0}, {1}, {0, 1};
///     │ 0 ┌───┼───┐        faces of one cover need not hang together
///     └───┼───┘ 1 │
///         └───────┘
///
/// All contours are snap-rounded once, together, so whatever parts are made of the covers afterwards share their walls to the last lattice unit:
/// nothing is rounded again. O((n + k) log n · log m) for n edges of m layers that cross k times in usual input.
public struct Overlay: Sendable {
    /// An area by its raw contours.
    public struct Layer: Sendable {
        public var contours: Contours
        public var rule: FillRule

        public init(_ contours: Contours, _ rule: FillRule = .nonZero) { (self.contours, self.rule) = (contours, rule) }
    }

    /// An edge between different covers, from its left end to its right end.
    struct Edge: BitwiseCopyable {
        var segment: Segment
        var below: Int32
        var above: Int32
    }

    private let edges: [Edge]
    private let roots: [Int32]
    private let tree: CoverTree
    private let grid: Int32
    /// Twice the area of each cover's faces, square lattice units; exact. The outside, cover 0, has what makes the sum zero.
    public let doubledAreas: [Int128]

    /// - Parameter grid: Vertices land on multiples of this many lattice units.
    public init(_ layers: [Layer], grid: Int32 = 1) {
        var store = SegmentStore(capacity: layers.reduce(0) { $0 + $1.contours.points.count })
        var ends: [Int] = []
        for layer in layers {
            store.append(rings: layer.contours, grid: grid)
            ends.append(store.count)
        }
        var finder = HotPixelFinder(store, bundles: .cut)
        finder.run()
        var sweep = OverlaySweep(Fragments.cut(store, finder, lineEnds: &ends), ends: ends, rules: layers.map(\.rule))
        sweep.run()
        var names: [Int32: Int32] = [0: 0], roots: [Int32] = [0], areas: [Int128] = [0]
        func name(_ root: Int32) -> Int32 {
            if let known = names[root] { return known }
            names[root] = Int32(roots.count)
            roots.append(root)
            areas.append(0)
            return Int32(roots.count - 1)
        }
        edges = sweep.made.map { Edge(segment: $0.segment, below: name($0.below), above: name($0.above)) }
        for edge in edges {
            let (a, b) = (edge.segment.a, edge.segment.b), s = Int64(grid) * Int64(grid)
            let cross = Int128(Int64(a.x) * Int64(b.y) - Int64(a.y) * Int64(b.x)) * Int128(s)
            areas[Int(edge.above)] += cross
            areas[Int(edge.below)] -= cross
        }
        (self.roots, self.grid, doubledAreas, tree) = (roots, grid, areas, sweep.tree)
    }

    /// How many different covers there are. The first is the outside.
    public var coverCount: Int { roots.count }

    /// Calls `body` with the layers of a cover, the last first, until it says false.
    public func forEachLayer(ofCover cover: Int, _ body: (Int) -> Bool) { tree.descend(roots[cover], body) }

    /// The layers of a cover in ascending order.
    public func layers(ofCover cover: Int) -> [Int] {
        var layers: [Int] = []
        forEachLayer(ofCover: cover) { layers.append($0); return true }
        return layers.reversed()
    }

    /// The area of each of `count` parts. Parts are disjoint, and together they are exactly the covers that have one.
    ///
    /// - Parameter part: For each cover the part that it belongs to; −1 for none.
    public func regions(_ part: [Int], count: Int, workers: Workers = .one) -> [Region] {
        precondition(part.count == coverCount)
        var sizes = [Int](repeating: 0, count: count + 1)
        for edge in edges {
            let (below, above) = (part[Int(edge.below)], part[Int(edge.above)])
            if below == above { continue }
            if below >= 0 { sizes[below + 1] += 1 }
            if above >= 0 { sizes[above + 1] += 1 }
        }
        for i in 0..<count { sizes[i + 1] += sizes[i] }
        var fill = sizes, own = [Int32](repeating: 0, count: sizes[count])
        for (i, edge) in edges.enumerated() {
            let (below, above) = (part[Int(edge.below)], part[Int(edge.above)])
            if below == above { continue }
            for side in [below, above] where side >= 0 {
                own[fill[side]] = Int32(i)
                fill[side] += 1
            }
        }
        return workers.map(count) { p in
            var store = SegmentStore(capacity: sizes[p + 1] - sizes[p])
            for i in sizes[p]..<sizes[p + 1] {
                let edge = edges[Int(own[i])]
                store.append(edge.segment, scaledBy: grid, isReversed: part[Int(edge.above)] != p)
            }
            var sweep = Sweep(store, rule: AreaRule(fillA: .positive, fillB: .positive))
            sweep.run()
            return Region(canonical: RingTracer.rings(sweep))
        }
    }
}

extension SegmentStore {
    /// Adds the edges of closed rings, brought to a grid and counted in its units.
    fileprivate mutating func append(rings contours: Contours, grid: Int32) {
        for i in 0..<contours.count {
            let ring = contours.range(i)
            guard ring.count > 1, var previous = contours.points[ring].last?.divided(by: grid) else { continue }
            for k in ring {
                let point = contours.points[k].divided(by: grid)
                append(from: previous, to: point, tag: [])
                previous = point
            }
        }
    }

    fileprivate mutating func append(_ s: Segment, scaledBy grid: Int32, isReversed: Bool) {
        let (a, b) = (LatticePoint(s.ax &* grid, s.ay &* grid), LatticePoint(s.bx &* grid, s.by &* grid))
        if isReversed { append(from: b, to: a, tag: []) } else { append(from: a, to: b, tag: []) }
    }
}

extension LatticePoint {
    /// In units of `grid`, to the nearest; halves away from zero.
    @inline(__always)
    func divided(by grid: Int32) -> LatticePoint {
        if grid == 1 { return self }
        func nearest(_ c: Int32) -> Int32 { (c + (c < 0 ? -grid / 2 : grid / 2)) / grid }
        return LatticePoint(nearest(x), nearest(y))
    }

    /// The nearest point whose coordinates are multiples of `grid`.
    public func snapped(to grid: Int32) -> LatticePoint {
        let p = divided(by: grid)
        return LatticePoint(p.x * grid, p.y * grid)
    }
}
