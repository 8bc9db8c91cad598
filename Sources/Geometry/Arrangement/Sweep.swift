/// One pass from left to right over pieces that meet at their ends only: merges coincident ones, counts windings,
/// picks the boundary of the wanted area and links it to rings.
///
/// The sweep line leans a little, so that it meets the vertices of a column from bottom to top and no edge is vertical.
/// O(n log n) for n edges. Orientation tests alone decide; they are exact.
struct Sweep: ~Copyable {
    private let rule: AreaRule.Table
    var pieces: SegmentStore
    let chains: Chains
    let findings: Store<Chain.Findings>
    /// The chain that follows along the ring; −1 off the boundary.
    let next: Store<Int32>
    /// Boundary chains in the order of their left ends.
    var boundary = Store<Int32>(capacity: 64)

    private struct Outgoing: BitwiseCopyable {
        var segment: Segment
        var chain: Int32
        var piece: Int32
    }

    private var events: SweepEvents
    private var status: SweepStatus
    /// The chains that start at the vertex, from bottom to top.
    private var outgoing = Store<Outgoing>(capacity: 16)
    private var fresh = Store<SweepStatus.Slot>(capacity: 16)
    /// Boundary chains around the vertex, counter-clockwise from below.
    private var around = Store<Int32>(capacity: 16)
    private var ended = Store<Int32>(capacity: 16)

    init(_ pieces: consuming SegmentStore, rule: AreaRule) {
        self.rule = rule.table
        chains = Chains(of: pieces)
        // Sorting takes the most room, so it comes before all else.
        events = SweepEvents(pieces, chains)
        findings = Store(repeating: [], count: chains.count)
        next = Store(repeating: -1, count: chains.count)
        status = SweepStatus(chains: chains.count, pieces)
        self.pieces = pieces
    }

    mutating func run() {
        let (items, n) = (events.items.base, events.count)
        var i = 0
        while i < n {
            let first = chains[Int(items[i] >> 2)]
            let v = items[i] & 2 == 0 ? pieces.segments[Int(first.left)].a : pieces.segments[Int(first.right)].b
            outgoing.resize(to: 0)
            var incoming: Int32 = -1
            repeat {
                let chain = Int(items[i] >> 2)
                if items[i] & 2 == 0 {
                    let piece = chains[chain].left
                    outgoing.append(Outgoing(segment: pieces.segments[Int(piece)], chain: Int32(truncatingIfNeeded: chain), piece: piece))
                    incoming = max(incoming, neighbour(endingWhereStarts: chain, v))
                } else if status.isCut(chain) {
                    incoming = Int32(truncatingIfNeeded: chain)
                }
                i &+= 1
            } while i < n && items[i] & 1 == 0
            pass(v, incoming)
        }
        // Nobody asks any more.
        status = SweepStatus(edges: 0)
        events = SweepEvents()
    }

    /// The chain before or after `chain` in the contour, if it ends at `v`, where `chain` starts; else −1.
    @inline(__always)
    private func neighbour(endingWhereStarts chain: Int, _ v: LatticePoint) -> Int32 {
        let other = max(0, min(chains.count &- 1, chains.isReversed(chain) ? chain &+ 1 : chain &- 1))
        let end = pieces.segments[Int(chains[other].right)].b
        let isThere = end == v && status.isCut(other)
        return isThere ? Int32(truncatingIfNeeded: other) : -1
    }

    /// Moves the sweep line over the vertex `v`, where ``outgoing`` chains start and `incoming`, if any, ends.
    @inline(__always)
    private mutating func pass(_ v: LatticePoint, _ incoming: Int32) {
        if incoming < 0 && outgoing.isEmpty { return }
        var place: SweepStatus.Place
        if incoming >= 0 {
            place = status.place(of: incoming)
            if outgoing.count == 2 && cross(at: place, v) { return }
            while let lower = status.below(place), status.ends(lower, at: v) { place = lower }
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

    /// The commonest vertex: two chains end, two start, and neither pair coincides. False, and nothing done, where it is not that.
    @inline(__always)
    private mutating func cross(at place: SweepStatus.Place, _ v: LatticePoint) -> Bool {
        guard let (lower, upper, below) = status.crossing(place, at: v) else { return false }
        let (first, second) = (outgoing[0], outgoing[1])
        let turn = first.segment.turn(to: second.segment)
        let (s, t) = turn > 0 ? (first, second) : (second, first)
        let (a, b) = below.map { (status[$0].aboveA, status[$0].aboveB) } ?? (0, 0)
        let (turnS, turnT) = (pieces.turns(of: Int(s.piece)), pieces.turns(of: Int(t.piece)))
        let (middleA, middleB) = (a &+ turnS.a, b &+ turnS.b)
        let (topA, topB) = (middleA &+ turnT.a, middleB &+ turnT.b)
        if pieces.below(Int(s.piece)) != nil || pieces.below(Int(t.piece)) != nil { return false }
        if turn == 0 || (turnS.a | turnS.b) == 0 || (turnT.a | turnT.b) == 0 || turnS.isLine | turnT.isLine != 0 { return false }
        let isInside = (rule.contains(a, b), rule.contains(middleA, middleB), rule.contains(topA, topB))
        let (chainLow, chainHigh) = (status[lower].chain, status[upper].chain)
        around.resize(to: 0)
        begin(s.chain, isInside.0, isInside.1)
        begin(t.chain, isInside.1, isInside.2)
        if findings[Int(chainHigh)].contains(.boundary) { around.append(chainHigh) }
        if findings[Int(chainLow)].contains(.boundary) { around.append(chainLow) }
        status.replace(at: lower, with: SweepStatus.Slot(segment: s.segment, piece: s.piece, chain: s.chain, aboveA: middleA, aboveB: middleB))
        status.replace(at: upper, with: SweepStatus.Slot(segment: t.segment, piece: t.piece, chain: t.chain, aboveA: topA, aboveB: topB))
        link(isInside.0)
        return true
    }

    /// Notes a chain with the boundary on it.
    @inline(__always)
    private mutating func begin(_ chain: Int32, _ isInsideBelow: Bool, _ isInsideAbove: Bool) {
        if isInsideBelow == isInsideAbove { return }
        findings[Int(chain)] = isInsideAbove ? .boundary : [.boundary, .insideBelow]
        boundary.append(chain)
        around.append(chain)
    }

    /// Fills ``fresh`` with the merged chains that start at the vertex, and ``around`` with those on the boundary.
    @inline(__always)
    private mutating func prepareOutgoing(_ a: Int32, _ b: Int32, _ isInsideBelow: Bool) {
        fresh.resize(to: 0)
        let n = outgoing.count
        if n > 1 { sortOutgoing() }
        var (a, b, isInside) = (a, b, isInsideBelow)
        var i = 0
        while i < n {
            let end = outgoing[i].segment.b
            var (belowA, belowB, wasInside) = (a, b, isInside)
            var representative = -1
            let first = i
            repeat {
                if let below = pieces.below(Int(outgoing[i].piece)) {
                    (a, b, belowA, belowB) = (below.a, below.b, below.a, below.b)
                    wasInside = rule.contains(a, b)
                }
                let turns = pieces.turns(of: Int(outgoing[i].piece))
                if turns.isLine == 0 { representative = i }
                a &+= turns.a
                b &+= turns.b
                i &+= 1
            } while i < n && outgoing[i].segment.b == end
            if a != belowA || b != belowB {
                isInside = rule.contains(a, b)
                let one = outgoing[representative]
                begin(one.chain, wasInside, isInside)
                fresh.append(SweepStatus.Slot(segment: one.segment, piece: one.piece, chain: one.chain, aboveA: a, aboveB: b))
            }
            if pieces.hasLines && (isInside || wasInside) { coverLines(first, i) }
        }
    }

    private func coverLines(_ first: Int, _ end: Int) {
        for k in first..<end {
            let piece = Int(outgoing[k].piece)
            if pieces.tags[piece].contains(.line) { pieces.tags[piece] = pieces.tags[piece].union(.covered) }
        }
    }

    /// Counter-clockwise from straight below.
    @inline(__always)
    private func sortOutgoing() {
        let n = outgoing.count
        func isBelow(_ e: Outgoing, _ f: Outgoing) -> Bool { e.segment.dx &* f.segment.dy &- e.segment.dy &* f.segment.dx > 0 }
        if n > 24 { return outgoing.sort(0..<n, by: isBelow) }
        for i in 1..<n {
            let one = outgoing[i]
            var k = i
            while k > 0 && isBelow(one, outgoing[k &- 1]) {
                outgoing[k] = outgoing[k &- 1]
                k &-= 1
            }
            outgoing[k] = one
        }
    }

    /// Takes the chains that end at the vertex out of the status and puts the fresh ones in their place.
    @inline(__always)
    private mutating func exchange(at start: SweepStatus.Place, _ v: LatticePoint) {
        ended.resize(to: 0)
        var place = start
        var used = 0
        while let here = status.settled(place), status.ends(here, at: v) {
            let chain = status[here].chain
            if findings[Int(chain)].contains(.boundary) { ended.append(chain) }
            if used < fresh.count {
                status.replace(at: here, with: fresh[used])
                used &+= 1
                place = SweepStatus.Place(block: here.block, rank: here.rank &+ 1)
            } else {
                place = status.remove(at: here)
            }
        }
        while used < fresh.count {
            place = status.insert(fresh[used], at: place)
            place.rank &+= 1
            used &+= 1
        }
        var k = ended.count
        while k > 0 {
            k &-= 1
            around.append(ended[k])
        }
    }

    /// Joins the boundary chains around the vertex in pairs, each across a wedge of the inside.
    @inline(__always)
    private func link(_ isInsideBelow: Bool) {
        let n = around.count
        if n == 0 { return }
        var i = isInsideBelow ? 0 : 1
        while i < n {
            let departing = around[i == 0 ? n &- 1 : i &- 1]
            next[Int(around[i])] = departing
            if n > 2 { findings[Int(departing)] = findings[Int(departing)].union(.pinched) }
            i &+= 2
        }
    }
}
