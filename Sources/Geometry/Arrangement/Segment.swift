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
    /// Separates inside from outside; set by the sweep.
    static let boundary = SegmentTag(rawValue: 16)
    /// The inside lies below, so the ring runs from the larger end to the smaller; set by the sweep.
    static let insideBelow = SegmentTag(rawValue: 32)
    /// The ring leaves from a vertex that several boundary chains share; set by the sweep.
    static let pinched = SegmentTag(rawValue: 64)
    /// A piece of an open line that lies inside; set by the sweep.
    static let covered = SegmentTag(rawValue: 128)
}

/// Segments with their tags.
struct SegmentStore: ~Copyable {
    var segments: Store<Segment>
    var tags: Store<SegmentTag>

    init(capacity: Int) {
        segments = Store(capacity: capacity)
        tags = Store(capacity: capacity)
    }

    var count: Int { segments.count }

    @inline(__always)
    mutating func append(from a: LatticePoint, to b: LatticePoint, tag: SegmentTag) {
        if a == b { return }
        if a < b {
            segments.append(Segment(a, b))
            tags.append(tag)
        } else {
            segments.append(Segment(b, a))
            tags.append(tag.symmetricDifference(.reversed))
        }
    }

    /// Adds the edges of closed rings. Many rings are taken from left to right: what the sweep meets together then lies together.
    mutating func append(rings contours: Contours, tag: SegmentTag) {
        let order = contours.count > 4096 ? Self.leftToRight(contours) : Array(0..<contours.count)
        contours.points.withUnsafeBufferPointer { points in
            for i in order {
                let ring = contours.range(i)
                guard ring.count > 1, var previous = points[ring].last else { continue }
                for k in ring {
                    append(from: previous, to: points[k], tag: tag)
                    previous = points[k]
                }
            }
        }
    }

    private static func leftToRight(_ contours: Contours) -> [Int] {
        var events = Store<SweepEvent>(capacity: contours.count)
        for i in 0..<contours.count {
            let ring = contours.range(i)
            guard let first = contours.points[ring].first else { continue }
            events.append(SweepEvent(key: UInt64(bitPattern: Int64(first.x)) &+ 1 << 31, edgeEnd: UInt32(truncatingIfNeeded: i)))
        }
        events.sortByKey(bits: 32)
        return events.buffer.map { Int($0.edgeEnd) }
    }

    /// Adds the pieces of open lines; returns one past the last piece of each line.
    mutating func append(lines: Contours) -> [Int] {
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
}
