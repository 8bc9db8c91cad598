/// Triangles by how much they miss their worst sample, in 64 buckets an octave.
///
/// Bounded error does not need the strict order of a heap, only quality does: buckets an eighth of an octave wide cost 0.5 % more triangles,
/// buckets four times finer than these save 0.1 %. Within a bucket the last in is the first out, so the order is total. Everything is O(1).
struct WorstQueue: ~Copyable {
    /// Of each triangle: its worst sample; error 0 when it is not queued.
    let misses: UnsafeMutablePointer<TileSamples.Miss>
    private let links: UnsafeMutablePointer<SIMD2<Int32>>
    private let heads: UnsafeMutablePointer<Int32>
    private var top = -1
    /// Misses up to here are allowed.
    let limit: Float
    private let base: Int
    private static let buckets = 16384
    /// Float bits below a bucket's: 23 of the mantissa less the 6 that tell 64 buckets apart.
    private static let bits: UInt32 = 17

    init(capacity: Int, limit: Float) {
        self.limit = max(limit, .leastNormalMagnitude)
        base = Int(self.limit.bitPattern >> Self.bits)
        misses = .allocate(capacity: capacity)
        links = .allocate(capacity: capacity)
        heads = .allocate(capacity: Self.buckets)
        heads.initialize(repeating: -1, count: Self.buckets)
    }

    deinit {
        misses.deallocate()
        links.deallocate()
        heads.deallocate()
    }

    @inline(__always)
    private func bucket(_ error: Float) -> Int { min(Int(error.bitPattern >> Self.bits) &- base, Self.buckets &- 1) }

    /// Queues a triangle when its miss is above the limit. It must not be queued.
    @inline(__always)
    mutating func push(_ t: Int, _ miss: TileSamples.Miss) {
        guard miss.error > limit else {
            misses[t].error = 0
            return
        }
        misses[t] = miss
        let k = bucket(miss.error), head = heads[k]
        links[t] = [-1, head]
        if head >= 0 { links[Int(head)].x = Int32(truncatingIfNeeded: t) }
        heads[k] = Int32(truncatingIfNeeded: t)
        top = max(top, k)
    }

    /// Takes a triangle out if it is queued.
    @inline(__always)
    mutating func remove(_ t: Int) {
        guard misses[t].error > 0 else { return }
        let link = links[t]
        if link.x >= 0 { links[Int(link.x)].y = link.y } else { heads[bucket(misses[t].error)] = link.y }
        if link.y >= 0 { links[Int(link.y)].x = link.x }
        misses[t].error = 0
    }

    /// The triangle that misses most, to within a 64th of an octave. It stays queued.
    @inline(__always)
    mutating func worst() -> Int? {
        while top >= 0 {
            let head = heads[top]
            if head >= 0 { return Int(head) }
            top &-= 1
        }
        return nil
    }
}
