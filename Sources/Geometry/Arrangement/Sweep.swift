/// One pass from left to right over edges that meet at their ends only: merges coincident ones, counts windings,
/// picks the boundary of the wanted area and links it to rings.
///
/// The sweep line leans a little, so that it meets the vertices of a column from bottom to top and no edge is vertical.
/// O(n log n) for n edges. Orientation tests alone decide; they are exact.
struct Sweep: ~Copyable {
    private let rule: AreaRule
    var edges: SegmentStore
    /// The edge that follows along the ring; −1 off the boundary.
    var next: Store<Int32>
    /// Boundary edges in the order of their left ends.
    var boundary = Store<Int32>(capacity: 64)

    private var status: SweepStatus
    /// The edges that start at the vertex, from bottom to top.
    private var outgoing = Store<Int32>(capacity: 16)
    private var fresh = Store<SweepStatus.Slot>(capacity: 16)
    /// Boundary edges around the vertex, counter-clockwise from below.
    private var around = Store<Int32>(capacity: 16)
    private var ended = Store<Int32>(capacity: 16)

    init(_ edges: consuming SegmentStore, rule: AreaRule) {
        self.rule = rule
        let count = edges.count
        next = Store(repeating: -1, count: count)
        status = SweepStatus(edges: count)
        self.edges = edges
    }

    mutating func run() {
        let events = sortedEvents()
        let n = events.count
        var i = 0
        while i < n {
            let key = events[i].key
            let first = events[i].edgeEnd
            outgoing.resize(to: 0)
            var incoming: Int32 = -1
            repeat {
                let event = events[i].edgeEnd
                let edge = Int(event >> 1)
                if event & 1 == 0 {
                    outgoing.append(Int32(truncatingIfNeeded: edge))
                    if incoming < 0 { incoming = neighbour(endingWhereStarts: edge) }
                } else if status.blockOf[edge] >= 0 {
                    incoming = Int32(truncatingIfNeeded: edge)
                }
                i &+= 1
            } while i < n && events[i].key == key
            let segment = edges.segments[Int(first >> 1)]
            pass(first & 1 == 0 ? segment.a : segment.b, incoming)
        }
    }

    /// The cut edge before or after `edge` in the contour, if it ends where `edge` starts; else −1.
    @inline(__always)
    private func neighbour(endingWhereStarts edge: Int) -> Int32 {
        let v = edges.segments[edge].a
        if edge > 0 && status.blockOf[edge &- 1] >= 0 && edges.segments[edge &- 1].b == v { return Int32(truncatingIfNeeded: edge &- 1) }
        if edge &+ 1 < edges.count && status.blockOf[edge &+ 1] >= 0 && edges.segments[edge &+ 1].b == v { return Int32(truncatingIfNeeded: edge &+ 1) }
        return -1
    }

    private func sortedEvents() -> Store<SweepEvent> {
        let n = edges.count
        var events = Store<SweepEvent>(capacity: n + n / 2)
        if n == 0 { return events }
        var (minX, minY, maxX, maxY): (Int32, Int32, Int32, Int32) = (.max, .max, .min, .min)
        for i in 0..<n {
            let s = edges.segments[i]
            (minX, maxX) = (min(minX, s.ax), max(maxX, s.bx))
            (minY, maxY) = (min(minY, s.minY), max(maxY, s.maxY))
        }
        let bitsX = 64 - (Int64(maxX) - Int64(minX)).leadingZeroBitCount
        let bitsY = 64 - (Int64(maxY) - Int64(minY)).leadingZeroBitCount
        func key(_ x: Int32, _ y: Int32) -> UInt64 {
            let column = UInt64(truncatingIfNeeded: Int64(x) &- Int64(minX))
            return column << UInt64(bitsY) | UInt64(truncatingIfNeeded: Int64(y) &- Int64(minY))
        }
        for i in 0..<n {
            let s = edges.segments[i]
            let edge = UInt32(truncatingIfNeeded: i) << 1
            events.append(SweepEvent(key: key(s.ax, s.ay), edgeEnd: edge))
            // A right end is no event where the edge before or after in the contour starts: it will be found from there.
            if i + 1 < n && edges.segments[i + 1].a == s.b || i > 0 && edges.segments[i - 1].a == s.b { continue }
            events.append(SweepEvent(key: key(s.bx, s.by), edgeEnd: edge | 1))
        }
        events.sortByKey(bits: bitsX + bitsY)
        return events
    }

    /// Moves the sweep line over the vertex `v`, where ``outgoing`` edges start and `incoming`, if any, ends.
    @inline(__always)
    private mutating func pass(_ v: LatticePoint, _ incoming: Int32) {
        if incoming < 0 && outgoing.isEmpty { return }
        if incoming >= 0 && outgoing.count == 1 && continueChain(incoming, v) { return }
        var place: SweepStatus.Place
        if incoming >= 0 {
            place = status.place(of: incoming)
            while let lower = status.below(place), status[lower].segment.b == v { place = lower }
        } else {
            place = status.place(above: v)
        }
        var (a, b): (Int32, Int32) = (0, 0)
        if let lower = status.below(place) { (a, b) = (status[lower].aboveA, status[lower].aboveB) }
        let isInsideBelow = rule.contains(a, b)
        around.resize(to: 0)
        prepareOutgoing(a, b, isInsideBelow)
        exchange(at: place, v)
        link(isInsideBelow)
    }

    /// The commonest vertex: one edge ends, one starts and winds the same way. False, and nothing done, where it is not that.
    @inline(__always)
    private mutating func continueChain(_ incoming: Int32, _ v: LatticePoint) -> Bool {
        let edge = outgoing[0], tag = edges.tags[Int(edge)]
        let place = status.place(of: incoming)
        var slot = status[place]
        var (a, b): (Int32, Int32) = (0, 0)
        if let lower = status.below(place) {
            if status[lower].segment.b == v { return false }
            (a, b) = (status[lower].aboveA, status[lower].aboveB)
        }
        if let upper = status.settled(SweepStatus.Place(block: place.block, index: place.index &+ 1)), status[upper].segment.b == v { return false }
        let turn: Int32 = tag.contains(.reversed) ? -1 : 1
        if tag.contains(.second) { b &+= turn } else { a &+= turn }
        if tag.contains(.line) || slot.aboveA != a || slot.aboveB != b { return false }
        if slot.kind != 0 {
            let isInsideBelow = edges.tags[Int(slot.edge)].contains(.insideBelow)
            edges.tags[Int(edge)] = tag.union(isInsideBelow ? [.boundary, .insideBelow] : .boundary)
            boundary.append(edge)
            if isInsideBelow { next[Int(edge)] = slot.edge } else { next[Int(slot.edge)] = edge }
        }
        slot.edge = edge
        slot.segment = edges.segments[Int(edge)]
        status.replace(at: place, with: slot)
        return true
    }

    /// Fills ``fresh`` with the merged edges that start at the vertex, and ``around`` with those on the boundary.
    @inline(__always)
    private mutating func prepareOutgoing(_ a: Int32, _ b: Int32, _ isInsideBelow: Bool) {
        fresh.resize(to: 0)
        let n = outgoing.count
        if n > 1 { sortOutgoing() }
        var (a, b, isInside) = (a, b, isInsideBelow)
        var i = 0
        while i < n {
            let segment = edges.segments[Int(outgoing[i])]
            var (turnA, turnB): (Int32, Int32) = (0, 0)
            var edge: Int32 = -1
            let first = i
            var hasLine = false
            repeat {
                let tag = edges.tags[Int(outgoing[i])]
                if tag.contains(.line) {
                    hasLine = true
                } else {
                    edge = outgoing[i]
                    let turn: Int32 = tag.contains(.reversed) ? -1 : 1
                    if tag.contains(.second) { turnB &+= turn } else { turnA &+= turn }
                }
                i &+= 1
            } while i < n && edges.segments[Int(outgoing[i])].b == segment.b
            let wasInside = isInside
            if turnA != 0 || turnB != 0 {
                (a, b) = (a &+ turnA, b &+ turnB)
                isInside = rule.contains(a, b)
                if isInside != wasInside {
                    let tag = edges.tags[Int(edge)]
                    edges.tags[Int(edge)] = tag.union(isInside ? .boundary : [.boundary, .insideBelow])
                    boundary.append(edge)
                    around.append(edge)
                }
                let kind: Int32 = isInside == wasInside ? 0 : 1
                fresh.append(SweepStatus.Slot(edge: edge, segment: segment, aboveA: a, aboveB: b, kind: kind))
            }
            if hasLine && (isInside || wasInside) { coverLines(first, i) }
        }
    }

    private func coverLines(_ first: Int, _ end: Int) {
        for k in first..<end {
            let line = Int(outgoing[k])
            if edges.tags[line].contains(.line) { edges.tags[line] = edges.tags[line].union(.covered) }
        }
    }

    /// Counter-clockwise from straight below.
    private func sortOutgoing() {
        let n = outgoing.count
        let segments = edges.segments.base
        func isBelow(_ e: Int32, _ f: Int32) -> Bool {
            let (s, t) = (segments[Int(e)], segments[Int(f)])
            return s.dx &* t.dy &- s.dy &* t.dx > 0
        }
        if n > 24 { return outgoing.sort(0..<n) { isBelow($0, $1) } }
        for i in 1..<n {
            let edge = outgoing[i]
            var k = i
            while k > 0 && isBelow(edge, outgoing[k &- 1]) {
                outgoing[k] = outgoing[k &- 1]
                k &-= 1
            }
            outgoing[k] = edge
        }
    }

    /// Takes the edges that end at the vertex out of the status and puts the fresh ones in their place.
    @inline(__always)
    private mutating func exchange(at start: SweepStatus.Place, _ v: LatticePoint) {
        ended.resize(to: 0)
        var place = start
        var used = 0
        while let here = status.settled(place), status[here].segment.b == v {
            let slot = status[here]
            if slot.kind != 0 { ended.append(slot.edge) }
            if used < fresh.count {
                status.replace(at: here, with: fresh[used])
                used &+= 1
                place = SweepStatus.Place(block: here.block, index: here.index &+ 1)
            } else {
                place = status.remove(at: here)
            }
        }
        while used < fresh.count {
            place = status.insert(fresh[used], at: place)
            place.index &+= 1
            used &+= 1
        }
        var k = ended.count
        while k > 0 {
            k &-= 1
            around.append(ended[k])
        }
    }

    /// Joins the boundary edges around the vertex in pairs, each across a wedge of the inside.
    @inline(__always)
    private func link(_ isInsideBelow: Bool) {
        let n = around.count
        if n == 0 { return }
        var i = isInsideBelow ? 0 : 1
        while i < n {
            let departing = around[i == 0 ? n &- 1 : i &- 1]
            next[Int(around[i])] = departing
            if n > 2 { edges.tags[Int(departing)] = edges.tags[Int(departing)].union(.pinched) }
            i &+= 2
        }
    }
}
