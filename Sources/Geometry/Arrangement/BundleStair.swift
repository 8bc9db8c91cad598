/// The members of a bundle that stand on its stair, from lower right to upper left.
struct BundleStair: ~Copyable {
    private(set) var members = Store<UInt32>(capacity: 64)
    /// The last pixel of each, −1 where it came from outside.
    var lasts = Store<Int32>(capacity: 64)
    /// How far a point lies over each, in the measure in which pixels reach half a unit: u·y − v·x + w, up to 2⁻¹⁹.
    private var u = Store<Double>(capacity: 64), v = Store<Double>(capacity: 64), w = Store<Double>(capacity: 64)

    var count: Int { members.count }

    @inline(__always)
    subscript(place: Int) -> UInt32 { members.base[place] }

    mutating func append(_ member: UInt32, _ line: Segment) {
        resize(to: count + 1)
        lasts[count - 1] = -1
        put(member, line, at: count - 1)
    }

    @inline(__always)
    func put(_ member: UInt32, _ line: Segment, at place: Int) {
        let (dx, dy) = (line.dx, line.dy)
        let reach = Double(dx &+ dy)
        members.base[place] = member
        u.base[place] = Double(dx) / reach
        v.base[place] = Double(dy) / reach
        w.base[place] = Double(dy &* Int64(line.ax) &- dx &* Int64(line.ay)) / reach
    }

    mutating func remove(_ places: Range<Int>) {
        members.remove(places)
        lasts.remove(places)
        u.remove(places)
        v.remove(places)
        w.remove(places)
    }

    mutating func resize(to count: Int) {
        members.resize(to: count)
        lasts.resize(to: count)
        // Always four can be read.
        u.reserve(2 * count + 4)
        v.reserve(2 * count + 4)
        w.reserve(2 * count + 4)
        u.resize(to: count)
        v.resize(to: count)
        w.resize(to: count)
    }

    /// Moves members up within the count.
    func move(_ places: Range<Int>, by step: Int) {
        members.move(places, by: step)
        lasts.move(places, by: step)
        u.move(places, by: step)
        v.move(places, by: step)
        w.move(places, by: step)
    }

    /// How many members from a place upwards are certain to pass the pixel around `q`, and whether the next one is certain not to.
    @inline(__always)
    func passing(from place: Int, _ q: LatticePoint) -> (Int, isEnd: Bool) {
        var at = place
        while at < count {
            let (passes, fails) = four(at, q)
            let n = min(4, count &- at)
            let passing = min(n, (~passes).trailingZeroBitCount >> 3)
            at &+= passing
            if passing < n { return (at &- place, fails >> UInt32(truncatingIfNeeded: 8 &* passing) & 1 != 0) }
        }
        return (at &- place, true)
    }

    /// The same from a place downwards.
    @inline(__always)
    func passing(downFrom place: Int, _ q: LatticePoint) -> (Int, isEnd: Bool) {
        var at = place
        while at >= 0 {
            let low = max(0, at &- 3), n = at &- low &+ 1
            let (passes, fails) = four(low, q)
            let idle = UInt32(truncatingIfNeeded: 8 &* (4 &- n))
            let passing = min(n, (~(passes << idle)).leadingZeroBitCount >> 3)
            at &-= passing
            if passing < n { return (place &- at, (fails << idle) >> UInt32(truncatingIfNeeded: 24 &- 8 &* passing) & 1 != 0) }
        }
        return (place &- at, true)
    }

    /// A byte of ones for each of four members that passes for certain, and one for each that does not. What stands above the last means nothing.
    @inline(__always)
    private func four(_ low: Int, _ q: LatticePoint) -> (passes: UInt32, fails: UInt32) {
        func load(_ column: borrowing Store<Double>) -> SIMD4<Double> { UnsafeRawPointer(column.base + low).loadUnaligned(as: SIMD4<Double>.self) }
        let height = load(u) * Double(q.y) - load(v) * Double(q.x) + load(w)
        let square = height * height
        func bytes(_ mask: SIMDMask<SIMD4<Int64>>) -> UInt32 {
            unsafeBitCast(SIMD4<Int8>(truncatingIfNeeded: unsafeBitCast(mask, to: SIMD4<Int64>.self)), to: UInt32.self)
        }
        return (bytes(square .< (0.5 - 0x1p-18) * (0.5 - 0x1p-18)), bytes(square .> (0.5 + 0x1p-18) * (0.5 + 0x1p-18)))
    }
}
