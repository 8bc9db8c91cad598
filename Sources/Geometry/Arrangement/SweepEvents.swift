/// The ends of chains in the order of the sweep: from left to right, upwards within a column.
struct SweepEvents: ~Copyable {
    /// The vertices, packed so that order is the sweep's, and for each twice the chain's index, plus 1 at the right end.
    private(set) var keys: Store<UInt64>
    private(set) var items: Store<UInt32>
    private let minX: Int32, minY: Int32
    private let bitsY: UInt64

    init(_ pieces: borrowing SegmentStore, _ chains: borrowing Store<Chain>) {
        var (low, high) = (SIMD2<Int32>(repeating: .max), SIMD2<Int32>(repeating: .min))
        let segments = pieces.segments.base
        for i in 0..<chains.count {
            let (a, b) = (segments[Int(chains[i].left)].a, segments[Int(chains[i].right)].b)
            low = pointwiseMin(low, pointwiseMin(SIMD2(a.x, a.y), SIMD2(b.x, b.y)))
            high = pointwiseMax(high, pointwiseMax(SIMD2(a.x, a.y), SIMD2(b.x, b.y)))
        }
        guard chains.count > 0 else {
            (minX, minY, bitsY) = (0, 0, 1)
            keys = Store(capacity: 1)
            items = Store(capacity: 1)
            return
        }
        let (bitsX, bitsOfY) = (64 - (Int64(high.x) - Int64(low.x)).leadingZeroBitCount, 64 - (Int64(high.y) - Int64(low.y)).leadingZeroBitCount)
        (minX, minY, bitsY) = (low.x, low.y, UInt64(bitsOfY))
        keys = Store(capacity: 1)
        items = Store(capacity: 1)
        sort(pieces, chains, low, bits: bitsX + bitsOfY)
    }

    var count: Int { keys.count }

    @inline(__always)
    func vertex(_ key: UInt64) -> LatticePoint {
        LatticePoint(minX &+ Int32(truncatingIfNeeded: key >> bitsY), minY &+ Int32(truncatingIfNeeded: key & (1 << bitsY &- 1)))
    }

    /// Counts how many events fall to each stretch of keys, puts each where it belongs, and sorts the rest by insertion;
    /// crowded stretches are sorted by the bits below first.
    private mutating func sort(_ pieces: borrowing SegmentStore, _ chains: borrowing Store<Chain>, _ low: SIMD2<Int32>, bits: Int) {
        let width = min(bits, 18, Int.bitWidth - 1 - chains.count.leadingZeroBitCount)
        let shift = UInt64(bits - width)
        let starts = Store<UInt32>(repeating: 0, count: 1 << width + 1)
        Self.forEach(pieces, chains, low, bitsY) { key, _ in starts[Int(truncatingIfNeeded: key &>> shift) &+ 1] &+= 1 }
        var sum: UInt32 = 0
        for d in 0...1 << width {
            sum &+= starts[d]
            starts[d] = sum
        }
        keys.resize(to: Int(sum))
        items.resize(to: Int(sum))
        let (keyBase, itemBase) = (keys.base, items.base)
        Self.forEach(pieces, chains, low, bitsY) { key, item in
            let d = Int(truncatingIfNeeded: key &>> shift)
            keyBase[Int(starts[d])] = key
            itemBase[Int(starts[d])] = item
            starts[d] &+= 1
        }
        var start = 0
        for d in 0..<1 << width {
            let end = Int(starts[d])
            if end &- start > KeyedItem.few { sortCrowded(start, end, bits: Int(shift)) }
            start = end
        }
        finish()
    }

    private func sortCrowded(_ start: Int, _ end: Int, bits: Int) {
        var crowd = Store<KeyedItem>(capacity: end - start)
        for i in start..<end { crowd.append(KeyedItem(key: keys[i], item: items[i])) }
        crowd.sortByKey(bits: bits)
        for i in start..<end { (keys[i], items[i]) = (crowd[i - start].key, crowd[i - start].item) }
    }

    /// By insertion: nothing is far from its place.
    private func finish() {
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
    }

    /// Calls `body` with the key and the name of every event.
    @inline(__always)
    private static func forEach(_ pieces: borrowing SegmentStore, _ chains: borrowing Store<Chain>, _ low: SIMD2<Int32>, _ bitsY: UInt64, _ body: (UInt64, UInt32) -> Void) {
        let (segments, tags, n) = (pieces.segments.base, pieces.tags.base, chains.count)
        func key(_ x: Int32, _ y: Int32) -> UInt64 {
            UInt64(truncatingIfNeeded: Int64(x) &- Int64(low.x)) &<< bitsY | UInt64(truncatingIfNeeded: Int64(y) &- Int64(low.y))
        }
        for i in 0..<n {
            let chain = chains[i]
            let name = UInt32(truncatingIfNeeded: i) << 1
            let (a, b) = (segments[Int(chain.left)].a, segments[Int(chain.right)].b)
            body(key(a.x, a.y), name)
            // A right end is no event where the chain before or after in the contour starts: it will be found from there.
            let tag = tags[Int(chain.left)]
            let follower = chains[max(0, min(n &- 1, tag.contains(.reversed) ? i &- 1 : i &+ 1))]
            let isFollowed = segments[Int(follower.left)].a == b && tags[Int(follower.left)].contains(.reversed) == tag.contains(.reversed)
            if !isFollowed { body(key(b.x, b.y), name | 1) }
        }
    }
}
