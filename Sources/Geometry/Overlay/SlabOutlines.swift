/// The outlines of a body in several slabs at once, from the edges of the outlines that stand in them.
///
///      slab 1   ┌────┐             two outlines share an edge: where both stand
///      slab 0   │    │────┐        it is no wall, where one stands alone it is
///               │    ┊    │
///
/// Edges of all slabs are noded once together, so that outlines agree from slab to slab. An edge is a wall of a slab where the winding number changes:
/// from 0 to 1 at the edge of a body, from −1 to 0 at that of what is cut out of another whose own walls are told elsewhere. O((n + k) log n + m s) for n edges that cross k times, m pieces and s slabs.
public struct SlabOutlines: Sendable {
    /// An edge with the body on its left, and the slabs in which it is one.
    public struct Run: Sendable, Equatable {
        public var from: LatticePoint
        public var to: LatticePoint
        public var slabs: Range<Int>
    }

    public private(set) var runs: [Run] = []

    /// - Parameters:
    ///   - outlines: Closed outlines, each with the slabs in which it stands.
    ///   - grid: All coordinates are multiples of it, and runs end on such places.
    public init(_ outlines: [(edges: [LevelFaces.Edge], slabs: Range<Int>)], grid: Int32 = 1) {
        var store = SegmentStore(capacity: outlines.reduce(0) { $0 + $1.edges.count }), ends: [Int] = []
        for outline in outlines {
            for edge in outline.edges { store.append(from: edge.from.divided(by: grid), to: edge.to.divided(by: grid), tag: []) }
            ends.append(store.count)
        }
        var finder = HotPixelFinder(store, bundles: .cut)
        finder.run()
        var sweep = OverlaySweep(Fragments.cut(store, finder, lineEnds: &ends), ends: ends, rules: outlines.map { _ in .nonZero })
        sweep.run()
        let slabs = outlines.map(\.slabs), count = slabs.map(\.upperBound).max() ?? 0
        var names: [Int32: Int] = [:], bodies: [Int32] = []
        /// Where the slabs of a cover start in `bodies`.
        func place(_ cover: Int32) -> Int {
            if let known = names[cover] { return known }
            var windings = [Int32](repeating: 0, count: count)
            sweep.tree.forEachWinding(cover) { layer, winding in for slab in slabs[layer] { windings[slab] += winding } }
            names[cover] = bodies.count
            bodies += windings.map { max(-1, min(1, $0)) }
            return bodies.count - count
        }
        for made in sweep.made {
            let (below, above) = (place(made.below), place(made.above))
            let (a, b) = (made.segment.a.multiplied(by: grid), made.segment.b.multiplied(by: grid))
            var slab = 0
            while slab < count {
                let (under, over) = (bodies[below + slab], bodies[above + slab]), start = slab
                repeat { slab += 1 } while slab < count && bodies[below + slab] == under && bodies[above + slab] == over
                for _ in 0..<abs(over - under) { runs.append(Run(from: over > under ? a : b, to: over > under ? b : a, slabs: start..<slab)) }
            }
        }
    }
}
