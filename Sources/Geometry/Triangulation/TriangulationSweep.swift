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

    /// - Parameter rings: Rings of a region that meet at vertices only.
    init(_ rings: Contours) {
        var unique = rings.points.sorted()
        var kept = 0
        for i in unique.indices where i == 0 || unique[i] != unique[kept - 1] {
            unique[kept] = unique[i]
            kept += 1
        }
        unique.removeLast(unique.count - kept)
        points = unique
        var ends: [Int32] = []
        for ring in 0..<rings.count {
            guard var previous = rings[ring].last else { continue }
            for p in rings[ring] {
                edges.append(previous < p ? Segment(previous, p) : Segment(p, previous))
                isInsideAbove.append(previous < p)
                previous = p
            }
        }
        func index(_ p: LatticePoint) -> Int {
            var (low, high) = (0, unique.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if unique[middle] < p { low = middle + 1 } else { high = middle }
            }
            return low
        }
        starts = .init(repeating: 0, count: unique.count + 1)
        incoming = .init(repeating: -1, count: unique.count)
        for (i, edge) in edges.enumerated() {
            ends.append(Int32(index(edge.a)))
            starts[Int(ends[i]) + 1] += 1
            incoming[index(edge.b)] = Int32(i)
        }
        for i in 0..<unique.count { starts[i + 1] += starts[i] }
        outgoing = .init(repeating: 0, count: edges.count)
        var fill = starts
        for i in edges.indices {
            outgoing[Int(fill[Int(ends[i])])] = Int32(i)
            fill[Int(ends[i])] += 1
        }
        status = SweepStatus(edges: edges.count)
        chains = Store(repeating: Chain(), count: edges.count)
    }

    mutating func run() {
        for v in points.indices { pass(Int32(truncatingIfNeeded: v)) }
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
        if let below = status.below(place), isInsideAbove[Int(status[below].edge)] { lower = status[below].edge }
        let leaving = Array(outgoing[Int(starts[Int(v)])..<Int(starts[Int(v) + 1])]).sorted { e, f in
            let (s, t) = (edges[Int(e)], edges[Int(f)])
            return s.dx &* t.dy &- s.dy &* t.dx > 0
        }
        takeOut(place, p)
        joinChains(v, lower, leaving)
        putIn(leaving, above: lower, p)
    }

    /// Removes the edges that end at the vertex, noting them from bottom to top.
    private mutating func takeOut(_ start: SweepStatus.Place, _ p: LatticePoint) {
        ended.resize(to: 0)
        var place = start
        while let here = status.settled(place), status[here].segment.b == p {
            ended.append(status[here].edge)
            place = status.remove(at: here)
        }
    }

    private mutating func putIn(_ leaving: [Int32], above lower: Int32, _ p: LatticePoint) {
        guard !leaving.isEmpty else { return }
        var place = status.place(above: p)
        for edge in leaving {
            place = status.insert(SweepStatus.Slot(edge: edge, segment: edges[Int(edge)], aboveA: 0, aboveB: 0, kind: 0), at: place)
            place.index += 1
        }
    }

    private mutating func joinChains(_ v: Int32, _ lower: Int32, _ leaving: [Int32]) {
        for edge in leaving.dropLast() where isInsideAbove[Int(edge)] { startChain(above: edge, v) }
        guard ended.count > 0 else { return split(v, lower, leaving) }
        for i in 0..<ended.count - 1 where isInsideAbove[Int(ended[i])] { close(chains[Int(ended[i])], v) }
        if lower >= 0 { attachAtTail(Int(lower), v) }
        let top = Int(ended[ended.count - 1])
        guard isInsideAbove[top] else {
            if let last = leaving.last, isInsideAbove[Int(last)] { startChain(above: last, v) }
            return
        }
        attachAtHead(top, v)
        if let last = leaving.last {
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
    private mutating func split(_ v: Int32, _ lower: Int32, _ leaving: [Int32]) {
        guard let last = leaving.last else { return }
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
