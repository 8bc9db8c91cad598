/// A sweep event: an end of an edge.
struct SweepEvent: BitwiseCopyable {
    /// The vertex, packed so that order is the sweep's.
    var key: UInt64
    /// Twice the edge's index, plus 1 at the right end.
    var edgeEnd: UInt32
}

extension Store<SweepEvent> {
    /// Sorts by key: American flag sort from the top byte down, insertion sort for short runs.
    ///
    /// Source: McIlroy, Bostic and McIlroy, "Engineering radix sort", Computing Systems 6(1), 1993.
    func sortByKey(bits: Int) {
        SweepEvent.sort(base, count, shift: max(0, bits - 8))
    }
}

extension SweepEvent {
    fileprivate static func sort(_ events: UnsafeMutablePointer<SweepEvent>, _ n: Int, shift: Int) {
        if n <= 32 { return insertionSort(events, n) }
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 512) { table in
            let (starts, ends) = (table.baseAddress!, table.baseAddress! + 256)
            ends.initialize(repeating: 0, count: 256)
            for i in 0..<n { ends[Int(truncatingIfNeeded: events[i].key >> UInt64(shift)) & 255] &+= 1 }
            var sum = 0
            for d in 0..<256 {
                starts[d] = sum
                sum &+= ends[d]
                ends[d] = sum
            }
            for d in 0..<256 { cycle(events, d, starts, ends, shift) }
            guard shift > 0 else { return }
            var low = 0
            for d in 0..<256 {
                let m = ends[d] &- low
                if m > 1 { sort(events + low, m, shift: max(0, shift - 8)) }
                low = ends[d]
            }
        }
    }

    /// Brings every event of bucket `d` home.
    @inline(__always)
    private static func cycle(_ events: UnsafeMutablePointer<SweepEvent>, _ d: Int, _ starts: UnsafeMutablePointer<Int>, _ ends: UnsafeMutablePointer<Int>, _ shift: Int) {
        while starts[d] < ends[d] {
            var event = events[starts[d]]
            var digit = Int(truncatingIfNeeded: event.key >> UInt64(shift)) & 255
            while digit != d {
                swap(&event, &events[starts[digit]])
                starts[digit] &+= 1
                digit = Int(truncatingIfNeeded: event.key >> UInt64(shift)) & 255
            }
            events[starts[d]] = event
            starts[d] &+= 1
        }
    }

    private static func insertionSort(_ events: UnsafeMutablePointer<SweepEvent>, _ n: Int) {
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
