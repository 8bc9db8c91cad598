/// Something with a number to sort it by.
struct KeyedItem: BitwiseCopyable {
    var key: UInt64
    var item: UInt32
    /// Takes no room.
    var second: UInt32 = 0
}

extension Store<KeyedItem> {
    /// Sorts by the lowest `bits` of the key: American flag sort from the top, with as many buckets as a quarter
    /// of the items asks for, and insertion sort for short runs.
    ///
    /// Source: McIlroy, Bostic and McIlroy, "Engineering radix sort", Computing Systems 6(1), 1993.
    func sortByKey(bits: Int) { KeyedItem.sort(base, count, bits: bits) }
}

extension KeyedItem {
    /// Runs up to so long are sorted by insertion.
    static let few = 24

    fileprivate static func sort(_ events: UnsafeMutablePointer<KeyedItem>, _ n: Int, bits: Int) {
        if n <= few || bits <= 0 { return insertionSort(events, n) }
        // Few buckets for many items: each takes a page of its own then.
        let width = min(bits, n > 1 << 18 ? 10 : 14, max(1, Int.bitWidth - n.leadingZeroBitCount - 3))
        let shift = bits - width
        let buckets = 1 << width
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * buckets) { table in
            let (starts, ends) = (table.baseAddress!, table.baseAddress! + buckets)
            ends.initialize(repeating: 0, count: buckets)
            for i in 0..<n { ends[events[i].digit(shift, buckets)] &+= 1 }
            var sum: Int32 = 0
            for d in 0..<buckets {
                starts[d] = sum
                sum &+= ends[d]
                ends[d] = sum
            }
            for d in 0..<buckets { cycle(events, d, starts, ends, shift, buckets) }
            guard shift > 0 else { return }
            var low: Int32 = 0
            for d in 0..<buckets {
                let m = ends[d] &- low
                if m > 1 { sort(events + Int(low), Int(m), bits: shift) }
                low = ends[d]
            }
        }
    }

    @inline(__always)
    private func digit(_ shift: Int, _ buckets: Int) -> Int { Int(truncatingIfNeeded: key >> UInt64(truncatingIfNeeded: shift)) & (buckets &- 1) }

    /// Brings every event of bucket `d` home.
    @inline(__always)
    private static func cycle(_ events: UnsafeMutablePointer<KeyedItem>, _ d: Int, _ starts: UnsafeMutablePointer<Int32>, _ ends: UnsafeMutablePointer<Int32>, _ shift: Int, _ buckets: Int) {
        while starts[d] < ends[d] {
            var event = events[Int(starts[d])]
            var digit = event.digit(shift, buckets)
            while digit != d {
                swap(&event, &events[Int(starts[digit])])
                starts[digit] &+= 1
                digit = event.digit(shift, buckets)
            }
            events[Int(starts[d])] = event
            starts[d] &+= 1
        }
    }

    private static func insertionSort(_ events: UnsafeMutablePointer<KeyedItem>, _ n: Int) {
        var i = 1
        while i < n {
            let event = events[i]
            var k = i
            while k > 0 && events[k &- 1].key > event.key {
                events[k] = events[k &- 1]
                k &-= 1
            }
            events[k] = event
            i &+= 1
        }
    }
}
