/// Cuts a region into triangles while a line sweeps it from left to right.
///
///         ·───hi──       Between a lower edge with the inside above it and the next edge lies an interval.
///        ╱               It keeps the chain of vertices on its left that are not cut off yet, from bottom to top.
///       ·    v           The chain turns left at every inner vertex, so a new vertex sees a run of it from either
///        ╲               end, and all of it where the interval closes.
///         ·───lo──
struct TriangulationSweep: ~Copyable {
    private struct Chain: BitwiseCopyable {
        var head: Int32 = -1
        var tail: Int32 = -1
        /// The rightmost vertex.
        var last: Int32 = -1
    }

    private struct Node: BitwiseCopyable {
        var vertex: Int32
        var previous: Int32 = -1
        var next: Int32 = -1
    }

    let points: [LatticePoint]
    var triangles = Store<Int32>(capacity: 64)

    private var edges: [Segment] = []
    private var isInsideAbove: [Bool] = []
    /// Edges by their left vertices, and one edge that ends at each vertex.
    private var starts: [Int32]
    private var outgoing: [Int32]
    private var incoming: [Int32]
    private var status: SweepStatus
    private var nodes = Store<Node>(capacity: 64)
    /// The chain above each edge that is cut and has the inside above it.
    private var chains: Store<Chain>
    private var ended = Store<Int32>(capacity: 16)
    private var leaving = Store<Int32>(capacity: 16)

    /// Whether a vertex was met in the middle of an edge. The triangles are then worthless.
    private(set) var hasTouch = false

    /// - Parameter rings: Rings of a region.
    init(_ rings: Contours) {
        let count = rings.points.count
        let places = Self.places(of: rings.points)
        points = places.unique
        edges.reserveCapacity(count)
        isInsideAbove.reserveCapacity(count)
        starts = .init(repeating: 0, count: points.count + 1)
        incoming = .init(repeating: -1, count: points.count)
        var lefts: [Int32] = []
        lefts.reserveCapacity(count)
        for ring in 0..<rings.count {
            var previous = rings.range(ring).upperBound - 1
            for i in rings.range(ring) {
                let (p, q) = (rings.points[previous], rings.points[i])
                let isForward = p < q
                edges.append(isForward ? Segment(p, q) : Segment(q, p))
                isInsideAbove.append(isForward)
                let (left, right) = isForward ? (places.index[previous], places.index[i]) : (places.index[i], places.index[previous])
                incoming[Int(right)] = Int32(truncatingIfNeeded: lefts.count)
                lefts.append(left)
                starts[Int(left) + 1] += 1
                previous = i
            }
        }
        for i in points.indices { starts[i + 1] += starts[i] }
        outgoing = .init(repeating: 0, count: edges.count)
        var fill = starts
        for i in edges.indices {
            outgoing[Int(fill[Int(lefts[i])])] = Int32(truncatingIfNeeded: i)
            fill[Int(lefts[i])] += 1
        }
        status = SweepStatus(edges: edges.count)
        chains = Store(repeating: Chain(), count: edges.count)
    }

    /// The points without repeats from left to right, upwards within a column, and where each point went.
    private static func places(of points: [LatticePoint]) -> (unique: [LatticePoint], index: [Int32]) {
        let events = Store<KeyedItem>(vertices: points)
        events.sortByKey(bits: 64)
        var unique: [LatticePoint] = []
        unique.reserveCapacity(points.count)
        var index = [Int32](repeating: 0, count: points.count)
        for i in 0..<events.count {
            let place = Int(events[i].item)
            if i == 0 || events[i].key != events[i - 1].key { unique.append(points[place]) }
            index[place] = Int32(truncatingIfNeeded: unique.count - 1)
        }
        return (unique, index)
    }

    /// Ends early where a vertex lies in the middle of an edge, see ``hasTouch``.
    mutating func run() {
        for v in points.indices where !hasTouch { pass(Int32(truncatingIfNeeded: v)) }
    }

    private mutating func pass(_ v: Int32) {
        let p = points[Int(v)]
        var place: SweepStatus.Place
        if incoming[Int(v)] >= 0 {
            place = status.place(of: incoming[Int(v)])
            while let lower = status.below(place), status[lower].segment.b == p { place = lower }
        } else {
            place = status.place(above: p)
        }
        var lower: Int32 = -1
        if let below = status.below(place) {
            if status[below].segment.side(of: p) == 0 { hasTouch = true }
            if isInsideAbove[Int(status[below].chain)] { lower = status[below].chain }
        }
        sortLeaving(v)
        takeOut(place, p)
        joinChains(v, lower)
        putIn(above: lower, p)
    }

    /// Fills ``leaving`` with the edges that start at the vertex, counter-clockwise from straight below.
    private mutating func sortLeaving(_ v: Int32) {
        leaving.resize(to: 0)
        for k in Int(starts[Int(v)])..<Int(starts[Int(v) + 1]) { leaving.append(outgoing[k]) }
        if leaving.count < 2 { return }
        let edges = edges
        leaving.sort(0..<leaving.count) { e, f in
            let (s, t) = (edges[Int(e)], edges[Int(f)])
            return s.dx &* t.dy &- s.dy &* t.dx > 0
        }
    }

    /// Removes the edges that end at the vertex, noting them from bottom to top.
    private mutating func takeOut(_ start: SweepStatus.Place, _ p: LatticePoint) {
        ended.resize(to: 0)
        var place = start
        while let here = status.settled(place), status[here].segment.b == p {
            ended.append(status[here].chain)
            place = status.remove(at: here)
        }
        if let above = status.settled(place), status[above].segment.side(of: p) == 0 { hasTouch = true }
    }

    private mutating func putIn(above lower: Int32, _ p: LatticePoint) {
        if leaving.isEmpty { return }
        var place = status.place(above: p)
        for k in 0..<leaving.count {
            let edge = leaving[k]
            place = status.insert(SweepStatus.Slot(segment: edges[Int(edge)], piece: edge, chain: edge), at: place)
            place.rank += 1
        }
    }

    private mutating func joinChains(_ v: Int32, _ lower: Int32) {
        let last: Int32? = leaving.isEmpty ? nil : leaving[leaving.count - 1]
        for k in 0..<max(0, leaving.count - 1) where isInsideAbove[Int(leaving[k])] { startChain(above: leaving[k], v) }
        guard ended.count > 0 else { return split(v, lower, last) }
        for i in 0..<ended.count - 1 where isInsideAbove[Int(ended[i])] { close(chains[Int(ended[i])], v) }
        if lower >= 0 { attachAtTail(Int(lower), v) }
        let top = Int(ended[ended.count - 1])
        guard isInsideAbove[top] else {
            if let last, isInsideAbove[Int(last)] { startChain(above: last, v) }
            return
        }
        attachAtHead(top, v)
        if let last {
            chains[Int(last)] = chains[top]
        } else if lower >= 0 {
            // The intervals below and above become one; both chains have the vertex at their meeting ends.
            let (below, above) = (chains[Int(lower)], chains[top])
            let second = nodes[Int(above.head)].next
            nodes.base[Int(below.tail)].next = second
            if second >= 0 { nodes.base[Int(second)].previous = below.tail }
            chains[Int(lower)].tail = second >= 0 ? above.tail : below.tail
            chains[Int(lower)].last = below.tail
        }
    }

    /// A vertex where no edge ends: inside of an interval it divides the chain at its rightmost vertex.
    private mutating func split(_ v: Int32, _ lower: Int32, _ last: Int32?) {
        guard let last else { return }
        guard lower >= 0 else {
            if isInsideAbove[Int(last)] { startChain(above: last, v) }
            return
        }
        let whole = chains[Int(lower)]
        let hub = nodes[Int(whole.last)]
        let twin = newNode(hub.vertex)
        nodes.base[Int(twin)].next = hub.next
        if hub.next >= 0 { nodes.base[Int(hub.next)].previous = twin }
        nodes.base[Int(whole.last)].next = -1
        chains[Int(last)] = Chain(head: twin, tail: hub.next >= 0 ? whole.tail : twin, last: twin)
        chains[Int(lower)] = Chain(head: whole.head, tail: whole.last, last: whole.last)
        attachAtTail(Int(lower), v)
        attachAtHead(Int(last), v)
    }

    // MARK: Chains

    private mutating func newNode(_ v: Int32) -> Int32 {
        nodes.append(Node(vertex: v))
        return Int32(truncatingIfNeeded: nodes.count - 1)
    }

    private mutating func startChain(above edge: Int32, _ v: Int32) {
        let node = newNode(v)
        chains[Int(edge)] = Chain(head: node, tail: node, last: node)
    }

    private func point(_ node: Int32) -> LatticePoint { points[Int(nodes[Int(node)].vertex)] }

    private mutating func emit(_ a: Int32, _ b: Int32, _ c: Int32) {
        triangles.append(a)
        triangles.append(b)
        triangles.append(c)
    }

    private mutating func attachAtTail(_ edge: Int, _ v: Int32) {
        var tail = chains[edge].tail
        let p = points[Int(v)]
        while nodes[Int(tail)].previous >= 0 {
            let before = nodes[Int(tail)].previous
            if LatticePoint.orientation(point(before), point(tail), p) >= 0 { break }
            emit(nodes[Int(before)].vertex, v, nodes[Int(tail)].vertex)
            tail = before
        }
        let node = newNode(v)
        nodes.base[Int(tail)].next = node
        nodes.base[Int(node)].previous = tail
        chains[edge].tail = node
        chains[edge].last = node
    }

    private mutating func attachAtHead(_ edge: Int, _ v: Int32) {
        var head = chains[edge].head
        let p = points[Int(v)]
        while nodes[Int(head)].next >= 0 {
            let after = nodes[Int(head)].next
            if LatticePoint.orientation(p, point(head), point(after)) >= 0 { break }
            emit(v, nodes[Int(after)].vertex, nodes[Int(head)].vertex)
            head = after
        }
        let node = newNode(v)
        nodes.base[Int(head)].previous = node
        nodes.base[Int(node)].next = head
        chains[edge].head = node
        chains[edge].last = node
    }

    /// The vertex sees the whole chain. Flat triangles are emitted too: flips will remove them.
    private mutating func close(_ chain: Chain, _ v: Int32) {
        var a = chain.head
        while nodes[Int(a)].next >= 0 {
            let b = nodes[Int(a)].next
            emit(nodes[Int(a)].vertex, v, nodes[Int(b)].vertex)
            a = b
        }
    }
}

extension Store<KeyedItem> {
    fileprivate init(vertices points: [LatticePoint]) {
        self.init(capacity: points.count)
        for (i, p) in points.enumerated() {
            let (x, y) = (UInt64(truncatingIfNeeded: Int64(p.x) + 1 << 31), UInt64(truncatingIfNeeded: Int64(p.y) + 1 << 31))
            append(KeyedItem(key: x << 32 | y, item: UInt32(truncatingIfNeeded: i)))
        }
    }
}
