/// Pieces of one contour, one after another in the store, that run from left to right with nothing else at the vertices between them.
/// The sweep stops at their ends only.
struct Chain: BitwiseCopyable {
    /// The leftmost piece and the rightmost one.
    var left: Int32
    var right: Int32

    /// What the sweep finds out about a chain.
    struct Findings: OptionSet, BitwiseCopyable {
        let rawValue: UInt8

        /// Separates inside from outside.
        static let boundary = Findings(rawValue: 1)
        /// The inside lies below, so the ring runs from right to left.
        static let insideBelow = Findings(rawValue: 2)
        /// The ring leaves from a vertex that several boundary chains share.
        static let pinched = Findings(rawValue: 4)
    }

}

/// The chains of all pieces, in the order of the contours. Four bytes each.
struct Chains: ~Copyable {
    /// Twice the first piece of each chain in the store, plus 1 where its contour runs from right to left; last twice the number of pieces.
    private var starts: Store<UInt32>

    init(of pieces: borrowing SegmentStore) {
        let n = pieces.count
        // Room that is not used takes no memory.
        starts = Store(capacity: n + 1)
        var i = 0
        while i < n {
            let tag = pieces.tags[i]
            starts.append(UInt32(truncatingIfNeeded: i) << 1 | (tag.contains(.reversed) ? 1 : 0))
            i &+= 1
            while i < n && pieces.tags[i].continues(tag) { i &+= 1 }
        }
        starts.append(UInt32(truncatingIfNeeded: n) << 1)
    }

    var count: Int { starts.count &- 1 }

    /// Whether the contour runs from the chain's right end to its left one.
    @inline(__always)
    func isReversed(_ i: Int) -> Bool { starts[i] & 1 != 0 }

    @inline(__always)
    subscript(i: Int) -> Chain {
        let start = starts[i]
        let (first, last) = (Int32(truncatingIfNeeded: start >> 1), Int32(truncatingIfNeeded: starts[i &+ 1] >> 1) &- 1)
        let swap = (first ^ last) & (0 &- Int32(truncatingIfNeeded: start & 1))
        return Chain(left: first ^ swap, right: last ^ swap)
    }
}

extension SegmentTag {
    /// Whether a piece with this tag goes on in the direction of the piece before it, alone with it at the vertex between.
    /// Open lines are put together piece by piece, so theirs stay single.
    @inline(__always)
    fileprivate func continues(_ before: SegmentTag) -> Bool {
        intersection([.joined, .opening, .line]) == .joined && (rawValue ^ before.rawValue) & SegmentTag.reversed.rawValue == 0
    }
}
