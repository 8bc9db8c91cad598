/// The ends of chains in the order of the sweep: from left to right, upwards within a column.
struct SweepEvents: ~Copyable {
    /// Four times the chain's index, plus 2 at its right end, plus 1 for the first event at a vertex.
    private(set) var items = Store<UInt32>(capacity: 1)

    init() {}

    init(_ pieces: borrowing SegmentStore, _ chains: borrowing Chains) {
        guard chains.count > 0 else { return }
        var (low, high) = (SIMD2<Int32>(repeating: .max), SIMD2<Int32>(repeating: .min))
        let segments = pieces.segments.base
        for i in 0..<chains.count {
            let (a, b) = (segments[Int(chains[i].left)].a, segments[Int(chains[i].right)].b)
            low = pointwiseMin(low, pointwiseMin(SIMD2(a.x, a.y), SIMD2(b.x, b.y)))
            high = pointwiseMax(high, pointwiseMax(SIMD2(a.x, a.y), SIMD2(b.x, b.y)))
        }
        let (bitsX, bitsY) = (64 - (Int64(high.x) - Int64(low.x)).leadingZeroBitCount, 64 - (Int64(high.y) - Int64(low.y)).leadingZeroBitCount)
        sort(pieces, chains, Frame(low: low, bitsY: UInt64(bitsY)), bits: bitsX + bitsY)
    }

    var count: Int { items.count }

    /// Packs a vertex so that order is the sweep's.
    private struct Frame {
        var low: SIMD2<Int32>
        var bitsY: UInt64

        @inline(__always)
        func key(_ p: LatticePoint) -> UInt64 {
            UInt64(truncatingIfNeeded: Int64(p.x) &- Int64(low.x)) &<< bitsY | UInt64(truncatingIfNeeded: Int64(p.y) &- Int64(low.y))
        }
    }

    /// Counts how many events fall to each stretch of keys, puts each where it belongs, and sorts the rest by insertion;
    /// crowded stretches are sorted by the bits below first. The keys are gone afterwards: they are two thirds of the room.
    private mutating func sort(_ pieces: borrowing SegmentStore, _ chains: borrowing Chains, _ frame: Frame, bits: Int) {
        let width = min(bits, 18, Int.bitWidth - 1 - chains.count.leadingZeroBitCount)
        let shift = UInt64(bits - width)
        let starts = Store<UInt32>(repeating: 0, count: 1 << width + 1)
        Self.forEach(pieces, chains, frame) { key, _ in starts[Int(truncatingIfNeeded: key &>> shift) &+ 1] &+= 1 }
        var sum: UInt32 = 0
        for d in 0...1 << width {
            sum &+= starts[d]
            starts[d] = sum
        }
        var keys = Store<UInt64>(capacity: Int(sum))
        keys.resize(to: Int(sum))
        items.resize(to: Int(sum))
        let (keyBase, itemBase) = (keys.base, items.base)
        Self.forEach(pieces, chains, frame) { key, item in
            let d = Int(truncatingIfNeeded: key &>> shift)
            keyBase[Int(starts[d])] = key
            itemBase[Int(starts[d])] = item
            starts[d] &+= 1
        }
        var start = 0
        for d in 0..<1 << width {
            let end = Int(starts[d])
            if end &- start > KeyedItem.few { sortCrowded(keys, start, end, bits: Int(shift)) }
            start = end
        }
        finish(keys)
    }

    private func sortCrowded(_ keys: borrowing Store<UInt64>, _ start: Int, _ end: Int, bits: Int) {
        var crowd = Store<KeyedItem>(capacity: end - start)
        for i in start..<end { crowd.append(KeyedItem(key: keys[i], item: items[i])) }
        crowd.sortByKey(bits: bits)
        for i in start..<end { (keys[i], items[i]) = (crowd[i - start].key, crowd[i - start].item) }
    }

    /// By insertion: nothing is far from its place. Then marks the first event of each vertex.
    private func finish(_ keys: borrowing Store<UInt64>) {
        var i = 1
        while i < keys.count {
            let (key, item) = (keys[i], items[i])
            var k = i
            while k > 0 && keys[k &- 1] > key {
                keys[k] = keys[k &- 1]
                items[k] = items[k &- 1]
                k &-= 1
            }
            keys[k] = key
            items[k] = item
            i &+= 1
        }
        items[0] |= 1
        for i in 1..<max(1, keys.count) { items[i] |= keys[i] == keys[i &- 1] ? 0 : 1 }
    }

    /// Calls `body` with the key and the name of every event.
    @inline(__always)
    private static func forEach(_ pieces: borrowing SegmentStore, _ chains: borrowing Chains, _ frame: Frame, _ body: (UInt64, UInt32) -> Void) {
        let (segments, n) = (pieces.segments.base, chains.count)
        for i in 0..<n {
            let chain = chains[i]
            let name = UInt32(truncatingIfNeeded: i) << 2
            let b = segments[Int(chain.right)].b
            body(frame.key(segments[Int(chain.left)].a), name)
            // A right end is no event where the chain before or after in the contour starts: it will be found from there.
            let isReversed = chains.isReversed(i)
            let next = max(0, min(n &- 1, isReversed ? i &- 1 : i &+ 1))
            let isFollowed = segments[Int(chains[next].left)].a == b && chains.isReversed(next) == isReversed
            if !isFollowed { body(frame.key(b), name | 2) }
        }
    }
}
