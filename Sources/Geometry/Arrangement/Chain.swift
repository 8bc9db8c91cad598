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

    /// The chains of all pieces, in the order of the contours.
    static func all(of pieces: borrowing SegmentStore) -> Store<Chain> {
        let n = pieces.count
        // Room that is not used takes no memory.
        var chains = Store<Chain>(capacity: n)
        var i = 0
        while i < n {
            let tag = pieces.tags[i]
            let start = i
            i &+= 1
            while i < n && pieces.tags[i].continues(tag) { i &+= 1 }
            let (first, last) = (Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: i &- 1))
            chains.append(tag.contains(.reversed) ? Chain(left: last, right: first) : Chain(left: first, right: last))
        }
        return chains
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
