/// The segments of a crowded box, of equal ones one, and where they cross.
struct Crowd: ~Copyable {
    struct CrossingPair: BitwiseCopyable {
        var pixel: LatticePoint
        var first: UInt32
        var second: UInt32
    }

    /// Different segments; those of open lines are different from others.
    private(set) var segments: Store<Segment>
    /// How all segments of a place together turn; nothing for lines.
    private(set) var turns: Store<Turns>
    private(set) var isLine: Store<Bool>
    /// The segments of place i by their names: `copies[starts[i]..<starts[i + 1]]`.
    private(set) var copies: Store<UInt32>
    private(set) var starts: Store<Int>
    /// Crossings whose pixels lie in the box.
    private(set) var crossings = Store<CrossingPair>(capacity: 256)
    private(set) var isRounded = false

    init(_ all: UnsafeMutablePointer<Segment>, _ tags: UnsafeMutablePointer<SegmentTag>, _ list: UnsafeMutablePointer<UInt32>, _ count: Int) {
        copies = Store(capacity: count)
        segments = Store(capacity: count)
        turns = Store(capacity: count)
        isLine = Store(capacity: count)
        starts = Store(capacity: count + 1)
        for i in 0..<count { copies.append(list[i]) }
        copies.sort(0..<count) { i, k in
            let (s, t) = (all[Int(i)], all[Int(k)])
            if s.a != t.a { return s.a < t.a }
            if s.b != t.b { return s.b < t.b }
            let (isLine, other) = (tags[Int(i)].contains(.line), tags[Int(k)].contains(.line))
            return isLine != other ? isLine : i < k
        }
        for i in 0..<count {
            let (s, tag) = (all[Int(copies[i])], tags[Int(copies[i])])
            let n = segments.count
            if n == 0 || segments[n - 1].a != s.a || segments[n - 1].b != s.b || isLine[n - 1] != tag.contains(.line) {
                segments.append(s)
                turns.append(Turns(a: 0, b: 0))
                isLine.append(tag.contains(.line))
                starts.append(i)
            }
            if tag.contains(.line) { continue }
            let turn: Int32 = tag.contains(.reversed) ? -1 : 1
            if tag.contains(.second) { turns.base[segments.count - 1].b += turn } else { turns.base[segments.count - 1].a += turn }
        }
        starts.append(count)
    }

    /// Whether so many cross that they are better swept than looked at one by one.
    var isBundle: Bool {
        let m = segments.count
        return isRounded && m < 1 << 20 && crossings.count >= 4 * m && crossings.count >= m * m / 64
    }

    /// Whether no segment leaves a box.
    func isWithin(_ cell: HotPixelFinder.Cell) -> Bool {
        for i in 0..<segments.count where !cell.contains(segments[i].a) || !cell.contains(segments[i].b) { return false }
        return true
    }

    /// Tests the pairs whose shadows on the normal of the longest segment overlap: near-parallel ones that do not cross have few.
    mutating func findCrossings(in cell: HotPixelFinder.Cell) {
        let shadows = shadows()
        let active = Store<Int32>(repeating: 0, count: shadows.count)
        var met = Store<Meeting>(capacity: 256)
        var count = 0
        for k in 0..<shadows.count {
            let shadow = shadows[k]
            var kept = 0
            for i in 0..<count {
                active[kept] = active[i]
                kept &+= shadows[Int(active[i])].high >= shadow.low ? 1 : 0
            }
            let name = shadow.segment
            let s = segments[Int(name)]
            met.reserve(kept + 1)
            let n = meet(s, met.base, kept) { shadows.base[Int(active.base[$0])].segment }
            for i in 0..<n { add(name, s, met[i], cell) }
            active[kept] = Int32(truncatingIfNeeded: k)
            count = kept &+ 1
        }
    }

    /// A segment that crosses another, and the opposite signed heights of that one's ends over it.
    private struct Meeting: BitwiseCopyable {
        var other: UInt32
        var a: Int64
        var b: Int64
    }

    /// Lists which of `count` segments cross `s` inside of both, without branching: it is as good as random. Returns how many.
    @inline(__always)
    private func meet(_ s: Segment, _ found: UnsafeMutablePointer<Meeting>, _ count: Int, _ other: (Int) -> UInt32) -> Int {
        var n = 0
        for i in 0..<count {
            let other = other(i)
            let t = segments.base[Int(other)]
            let crossing = s.heights(over: t)
            found[n] = Meeting(other: other, a: crossing.a, b: crossing.b)
            n &+= crossing.count
        }
        return n
    }

    @inline(__always)
    private mutating func add(_ name: UInt32, _ s: Segment, _ meeting: Meeting, _ cell: HotPixelFinder.Cell) {
        let (pixel, isExact) = Crossing.pixel(of: s, meeting.a, meeting.b)
        if !cell.contains(pixel) { return }
        crossings.append(CrossingPair(pixel: pixel, first: name, second: meeting.other))
        if !isExact { isRounded = true }
    }

    private struct Shadow: BitwiseCopyable {
        var low: Double
        var high: Double
        var segment: UInt32
    }

    /// The extents of the segments along the normal of the longest, by their lower ends.
    private func shadows() -> Store<Shadow> {
        var longest = segments[0]
        for i in 0..<segments.count where segments[i].dx &+ abs(segments[i].dy) > longest.dx &+ abs(longest.dy) { longest = segments[i] }
        let (x, y) = (-Double(longest.dy), Double(longest.dx))
        // Products reach 2⁶², each rounding 2⁹: wider by more than their sum.
        let slack = 0x1p13
        var shadows = Store<Shadow>(capacity: segments.count)
        for i in 0..<segments.count {
            let s = segments[i]
            let a = x * Double(s.ax) + y * Double(s.ay)
            let b = x * Double(s.bx) + y * Double(s.by)
            shadows.append(Shadow(low: min(a, b) - slack, high: max(a, b) + slack, segment: UInt32(truncatingIfNeeded: i)))
        }
        shadows.sort(0..<shadows.count) { ($0.low, $0.segment) < ($1.low, $1.segment) }
        return shadows
    }
}
