/// A straight piece of a contour, stored from its lexicographically smaller end to its larger one.
struct Segment: BitwiseCopyable {
    var ax: Int32, ay: Int32, bx: Int32, by: Int32

    @inline(__always) var a: LatticePoint { LatticePoint(ax, ay) }
    @inline(__always) var b: LatticePoint { LatticePoint(bx, by) }
    @inline(__always) var dx: Int64 { Int64(bx) &- Int64(ax) }
    @inline(__always) var dy: Int64 { Int64(by) &- Int64(ay) }
    @inline(__always) var minY: Int32 { Swift.min(ay, by) }
    @inline(__always) var maxY: Int32 { Swift.max(ay, by) }

    @inline(__always)
    init(_ a: LatticePoint, _ b: LatticePoint) {
        (ax, ay, bx, by) = (a.x, a.y, b.x, b.y)
    }

    /// Positive where `p` lies above the segment.
    @inline(__always)
    func side(of p: LatticePoint) -> Int64 {
        dx &* (Int64(p.y) &- Int64(ay)) &- dy &* (Int64(p.x) &- Int64(ax))
    }

    /// Positive where `other` runs more to the left, seen along this segment.
    @inline(__always)
    func turn(to other: Segment) -> Int64 { dx &* other.dy &- dy &* other.dx }

    /// The signed heights of this segment's ends over `t`, and 1 where the two cross inside of both, else 0. Without a branch.
    @inline(__always)
    func heights(over t: Segment) -> (a: Int64, b: Int64, count: Int) {
        let (x, y) = (Int64(t.ax) &- Int64(ax), Int64(t.ay) &- Int64(ay))
        let turn = turn(to: t)
        // Heights of t's ends over this one, and of this one's ends over t.
        let c = dx &* y &- dy &* x, d = c &+ turn
        let a = t.dy &* x &- t.dx &* y, b = a &- turn
        // Opposite and neither is zero: the signs differ, and so do those of the negatives.
        let opposite = (a ^ b) & ((0 &- a) ^ (0 &- b)) & (c ^ d) & ((0 &- c) ^ (0 &- d))
        return (a, b, Int(truncatingIfNeeded: UInt64(bitPattern: opposite) >> 63))
    }

    /// 1 where the segment, whose bounds hold `p` and over which `p` lies `side` high, meets the half-open unit square around `p`,
    /// else 0; and 1 where it also has no end at `p`. Without a branch: the answer is as good as random.
    @inline(__always)
    func visit(to p: LatticePoint, _ side: Int64) -> (meets: Int, passes: Int) {
        let reach = dx &+ Int64(truncatingIfNeeded: dy.magnitude)
        // Through a corner alone: only the lower left one belongs to the pixel, and only falling segments below it meet it so.
        let corner = (((0 &- side) & dy) &>> 63) & ~reach & 1
        let room = (reach &- 1) &>> 1 &+ corner &- Int64(truncatingIfNeeded: side.magnitude)
        let meets = UInt64(bitPattern: ~room) &>> 63
        let isBetween = ((p.x ^ ax) | (p.y ^ ay) == 0 ? 0 : meets) & ((p.x ^ bx) | (p.y ^ by) == 0 ? 0 : 1)
        return (Int(truncatingIfNeeded: meets), Int(truncatingIfNeeded: isBetween))
    }
}

/// Where a segment came from and which way it ran.
struct SegmentTag: OptionSet, BitwiseCopyable {
    let rawValue: UInt8

    /// The contour runs from the larger end to the smaller.
    static let reversed = SegmentTag(rawValue: 1)
    /// Belongs to the second operand.
    static let second = SegmentTag(rawValue: 2)
    /// A piece of an open line: winds around nothing.
    static let line = SegmentTag(rawValue: 4)
    /// The last piece of an open line: no other segment starts where it ends.
    static let lineEnd = SegmentTag(rawValue: 8)
    /// A piece of an open line that lies inside; set by the sweep.
    static let covered = SegmentTag(rawValue: 16)
    /// The first segment of its contour in the store.
    static let opening = SegmentTag(rawValue: 32)
    /// Where it starts in its contour nothing else is but the end of the segment before it; set by the finder of hot pixels.
    static let joined = SegmentTag(rawValue: 64)
}

/// How winding numbers change across a piece, from below to above.
struct Turns: BitwiseCopyable {
    var a: Int32
    var b: Int32

    @inline(__always) var isZero: Bool { a | b == 0 }

    @inline(__always)
    static func + (s: Turns, t: Turns) -> Turns { Turns(a: s.a &+ t.a, b: s.b &+ t.b) }

    @inline(__always)
    static func += (s: inout Turns, t: Turns) { s = s + t }

    @inline(__always)
    static prefix func - (s: Turns) -> Turns { Turns(a: 0 &- s.a, b: 0 &- s.b) }
}

/// Segments with their tags, in the order of their contours.
struct SegmentStore: ~Copyable {
    var segments: Store<Segment>
    var tags: Store<SegmentTag>
    private(set) var hasLines = false
    /// The turns of the last pieces, those from ``firstMerged`` on: each stands for all that lie on it.
    private(set) var mergedTurns = Store<Turns>(capacity: 1)
    private var mergedBelows = Store<Turns?>(capacity: 1)
    private(set) var firstMerged = Int.max

    init(capacity: Int) {
        segments = Store(capacity: capacity)
        tags = Store(capacity: capacity)
    }

    var count: Int { segments.count }

    @inline(__always)
    mutating func append(from a: LatticePoint, to b: LatticePoint, tag: SegmentTag) {
        segments.ensureRoom(for: 1)
        tags.ensureRoom(for: 1)
        appendUnchecked(from: a, to: b, tag: tag)
    }

    /// The caller has made room.
    @inline(__always)
    private mutating func appendUnchecked(from a: LatticePoint, to b: LatticePoint, tag: SegmentTag) {
        let n = count
        let isReversed = b < a
        segments.base[n] = Segment(isReversed ? b : a, isReversed ? a : b)
        tags.base[n] = SegmentTag(rawValue: tag.rawValue ^ (isReversed ? 1 : 0))
        let newCount = a == b ? n : n &+ 1
        segments.resize(to: newCount)
        tags.resize(to: newCount)
    }

    /// Adds pieces that stand for many.
    mutating func append(merged pieces: borrowing Store<MergedPiece>) {
        firstMerged = count
        segments.ensureRoom(for: pieces.count)
        tags.ensureRoom(for: pieces.count)
        mergedTurns.reserve(pieces.count)
        mergedBelows.reserve(pieces.count)
        for i in 0..<pieces.count {
            segments.append(pieces[i].segment)
            tags.append([])
            mergedTurns.append(pieces[i].turns)
            mergedBelows.append(pieces[i].below)
        }
    }

    /// The turns of a piece, and 1 where it is one of an open line, which has none.
    @inline(__always)
    func turns(of piece: Int) -> (a: Int32, b: Int32, isLine: Int32) {
        if piece >= firstMerged {
            let turns = mergedTurns[piece &- firstMerged]
            return (turns.a, turns.b, 0)
        }
        let bits = Int32(tags[piece].rawValue)
        let (isSecond, isLine) = (bits >> 1 & 1, bits >> 2 & 1)
        let turn = (1 &- (bits & 1) &<< 1) & (isLine &- 1)
        return (turn & (isSecond &- 1), turn & (0 &- isSecond), isLine)
    }

    /// The winding below a piece, where the piece knows it.
    @inline(__always)
    func below(_ piece: Int) -> Turns? { piece >= firstMerged ? mergedBelows[piece &- firstMerged] : nil }

    /// Adds the edges of closed rings. Many rings are taken from left to right: what the sweep meets together then lies together.
    mutating func append(rings contours: Contours, tag: SegmentTag) {
        segments.ensureRoom(for: contours.points.count + 1)
        tags.ensureRoom(for: contours.points.count + 1)
        let order = contours.count > 4096 ? Self.leftToRight(contours) : Array(0..<contours.count)
        contours.points.withUnsafeBufferPointer { points in
            for i in order {
                let ring = contours.range(i)
                guard ring.count > 1, var previous = points[ring].last else { continue }
                let first = count
                for k in ring {
                    appendUnchecked(from: previous, to: points[k], tag: tag)
                    previous = points[k]
                }
                if count > first { tags[first] = tags[first].union(.opening) }
            }
        }
    }

    private static func leftToRight(_ contours: Contours) -> [Int] {
        var events = Store<KeyedItem>(capacity: contours.count)
        for i in 0..<contours.count {
            let ring = contours.range(i)
            guard let first = contours.points[ring].first else { continue }
            events.append(KeyedItem(key: UInt64(bitPattern: Int64(first.x)) &+ 1 << 31, item: UInt32(truncatingIfNeeded: i)))
        }
        events.sortByKey(bits: 32)
        return events.buffer.map { Int($0.item) }
    }

    /// Adds the pieces of open lines; returns one past the last piece of each line.
    mutating func append(lines: Contours) -> [Int] {
        hasLines = true
        var ends: [Int] = []
        for i in 0..<lines.count {
            let start = count
            let range = lines.range(i)
            for k in range.dropFirst() { append(from: lines.points[k - 1], to: lines.points[k], tag: .line) }
            if count > start { tags[count - 1] = tags[count - 1].union(.lineEnd) }
            ends.append(count)
        }
        return ends
    }

    /// An empty store for the pieces of this one.
    func emptyForPieces(capacity: Int) -> SegmentStore {
        var pieces = SegmentStore(capacity: capacity)
        pieces.hasLines = hasLines
        return pieces
    }
}

/// A piece that many segments run along.
struct MergedPiece: BitwiseCopyable {
    var segment: Segment
    var turns: Turns
    /// The winding below, where it is known. It must be where pieces under this one have been left out.
    var below: Turns?
}
