/// One pass from left to right over edges that meet at their ends only, as ``Sweep`` makes it, but for any number of areas:
/// above each edge stands the set of areas that hold there.
struct OverlaySweep: ~Copyable {
    /// An edge between different sets, by their roots in ``tree``.
    struct Made: BitwiseCopyable {
        var segment: Segment
        var below: Int32
        var above: Int32
    }

    private(set) var tree: CoverTree
    private(set) var made: [Made] = []
    private let edges: SegmentStore
    private let layers: Store<Int32>
    private var status: SweepStatus
    private var outgoing = Store<Int32>(capacity: 16)

    /// - Parameters:
    ///   - edges: Noded, those of one layer together.
    ///   - ends: One past the last edge of each layer.
    init(_ edges: consuming SegmentStore, ends: [Int], rules: [FillRule]) {
        tree = CoverTree(rules: rules)
        let count = edges.count
        let layers = Store<Int32>(repeating: 0, count: count)
        var start = 0
        for (layer, end) in ends.enumerated() {
            for i in start..<end { layers[i] = Int32(layer) }
            start = end
        }
        self.layers = layers
        status = SweepStatus(edges: count)
        made.reserveCapacity(count)
        self.edges = edges
    }

    mutating func run() {
        let events = sortedEvents()
        var i = 0
        while i < events.count {
            let key = events[i].key, first = events[i].item
            outgoing.resize(to: 0)
            var incoming: Int32 = -1
            repeat {
                let edge = Int(events[i].item >> 1)
                if events[i].item & 1 == 0 {
                    outgoing.append(Int32(truncatingIfNeeded: edge))
                } else if status.isCut(edge) {
                    incoming = Int32(truncatingIfNeeded: edge)
                }
                i += 1
            } while i < events.count && events[i].key == key
            let segment = edges.segments[Int(first >> 1)]
            pass(first & 1 == 0 ? segment.a : segment.b, incoming)
        }
    }

    private func sortedEvents() -> Store<KeyedItem> {
        var events = Store<KeyedItem>(capacity: 2 * edges.count)
        func key(_ x: Int32, _ y: Int32) -> UInt64 {
            UInt64(truncatingIfNeeded: Int64(x) &+ 1 << 31) << 32 | UInt64(truncatingIfNeeded: Int64(y) &+ 1 << 31)
        }
        for i in 0..<edges.count {
            let s = edges.segments[i], edge = UInt32(truncatingIfNeeded: i) << 1
            events.append(KeyedItem(key: key(s.ax, s.ay), item: edge))
            events.append(KeyedItem(key: key(s.bx, s.by), item: edge | 1))
        }
        events.sortByKey(bits: 64)
        return events
    }

    private mutating func pass(_ v: LatticePoint, _ incoming: Int32) {
        if incoming < 0 && outgoing.isEmpty { return }
        var place: SweepStatus.Place
        if incoming >= 0 {
            place = status.place(of: incoming)
            while let lower = status.below(place), status[lower].segment.b == v { place = lower }
        } else {
            place = status.place(above: v)
        }
        var cover: Int32 = 0
        if let lower = status.below(place) { cover = status[lower].aboveA }
        while let here = status.settled(place), status[here].segment.b == v { place = status.remove(at: here) }
        sortOutgoing()
        var k = 0
        while k < outgoing.count {
            let edge = outgoing[k], segment = edges.segments[Int(edge)], below = cover
            repeat {
                let other = Int(outgoing[k])
                cover = tree.wound(cover, Int(layers[other]), by: edges.tags[other].contains(.reversed) ? -1 : 1)
                k += 1
            } while k < outgoing.count && edges.segments[Int(outgoing[k])].b == segment.b
            if cover == below { continue }
            made.append(Made(segment: segment, below: below, above: cover))
            place = status.insert(SweepStatus.Slot(segment: segment, piece: edge, chain: edge, aboveA: cover), at: place)
            place.rank += 1
        }
    }

    /// Counter-clockwise from straight below; those on one line by their numbers.
    private func sortOutgoing() {
        if outgoing.count < 2 { return }
        let segments = edges.segments.base
        outgoing.sort(0..<outgoing.count) { e, f in
            let (s, t) = (segments[Int(e)], segments[Int(f)])
            let turn = s.dx &* t.dy &- s.dy &* t.dx
            return turn != 0 ? turn > 0 : e < f
        }
    }
}
