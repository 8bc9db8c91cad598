/// A box with few segments: all pairs, all pixels.
///
/// Every step looks at its candidates without branching on what it finds: which bounds meet, which segments cross and
/// which pixels are passed is as good as random, and a wrong guess costs more than the test itself. What passes a step
/// stands in a list for the next.
extension HotPixelFinder {
    /// At most so many segments: their numbers fit 6 bits, and those of their pixels 10.
    static let most = 40

    mutating func settle(_ start: Int, _ end: Int, in cell: Cell) {
        if end - start < 2 { return }
        box.gather(segments, ids.base + start, end - start)
        pixels.resize(to: 0)
        pixels.ensureRoom(for: 2 * Self.most + Self.most * Self.most / 2)
        let vertices = addVertices(start, end, in: cell)
        addCrossings(box.meetingPairs(), in: cell)
        if pixels.count == 0 { return }
        box.visits.resize(to: 0)
        box.visits.ensureRoom(for: pixels.count)
        box.visits.base.initialize(repeating: 0, count: pixels.count)
        noteHits(box.meetingPixels(pixels.base, pixels.count), ids.base + start)
        for k in 0..<vertices where box.visits.base[k] == 2 {
            // The two segments of its own contour alone.
            let owner = Int(box.owners[k])
            tags[owner] = tags[owner].union(.joined)
        }
    }

    /// Adds the vertices of the cell; returns how many are starts of segments.
    private mutating func addVertices(_ start: Int, _ end: Int, in cell: Cell) -> Int {
        var n = 0
        let found = pixels.base
        box.owners.resize(to: end &- start)
        for i in 0..<end &- start {
            let s = box.segments[i], id = ids.base[start &+ i]
            // Every vertex of a closed contour is the start of one of its segments.
            let first = tags[Int(id)].contains(.reversed) ? s.b : s.a
            found[n] = first
            box.owners.base[n] = id
            n &+= cell.holds(first)
        }
        let starts = n
        if hasLines {
            for i in 0..<end &- start where tags[Int(ids.base[start &+ i])].contains(.lineEnd) {
                let s = box.segments[i]
                let last = tags[Int(ids.base[start &+ i])].contains(.reversed) ? s.a : s.b
                found[n] = last
                n &+= cell.holds(last)
            }
        }
        pixels.resize(to: n)
        return starts
    }

    /// Adds the pixels of the cell in which two segments cross inside of both.
    private mutating func addCrossings(_ pairs: Int, in cell: Cell) {
        let crossings = box.crossingPairs(pairs)
        var n = pixels.count
        let found = pixels.base
        var isRounded = 0
        for k in 0..<crossings {
            let crossing = box.crossings[k]
            let (pixel, isExact) = Crossing.pixel(of: box.segments[Int(crossing.first)], crossing.a, crossing.b)
            found[n] = pixel
            let isHere = cell.holds(pixel)
            n &+= isHere
            isRounded |= isExact ? 0 : isHere
        }
        pixels.resize(to: n)
        if isRounded != 0 { hasRounded = true }
    }

    /// Of `candidates` pairs of a pixel and a segment whose bounds hold it, notes those where the segment passes through the pixel.
    private mutating func noteHits(_ candidates: Int, _ list: UnsafeMutablePointer<UInt32>) {
        hits.ensureRoom(for: candidates)
        let noted = hits.base
        var n = hits.count
        for k in 0..<candidates {
            let candidate = box.candidates[k]
            let own = Int(candidate & 63)
            let (s, p) = (box.segments[own], pixels.base[Int(candidate >> 6)])
            let side = s.side(of: p)
            noted[n] = Hit(segment: list[own] | (side == 0 ? 0 : Hit.offCentre), x: p.x, y: p.y)
            let visit = s.visit(to: p, side)
            n &+= visit.passes
            box.visits.base[Int(candidate >> 6)] &+= UInt16(truncatingIfNeeded: visit.meets)
        }
        hits.resize(to: n)
    }
}

/// The segments of one small box and the lists of its steps.
struct SmallBox: ~Copyable {
    /// Two segments that cross, by their numbers in the box, and the opposite signed heights of the first one's ends over the second.
    struct CrossingPair: BitwiseCopyable {
        var first: Int32
        var a: Int64
        var b: Int64
    }

    private static let most = HotPixelFinder.most
    /// The segments whose starts are the first pixels.
    var owners = Store<UInt32>(capacity: most)
    /// How many segments meet each pixel.
    var visits = Store<UInt16>(capacity: 1024)
    var segments = Store<Segment>(capacity: most)
    /// Two numbers below 64, or a pixel's below 1024 and a segment's.
    private(set) var candidates = Store<UInt16>(capacity: 4096)
    private(set) var crossings = Store<CrossingPair>(capacity: most * most / 2)
    /// Bounds, four segments to a group.
    private var lowX = Store<SIMD4<Int32>>(capacity: most / 4)
    private var highX = Store<SIMD4<Int32>>(capacity: most / 4)
    private var lowY = Store<SIMD4<Int32>>(capacity: most / 4)
    private var highY = Store<SIMD4<Int32>>(capacity: most / 4)
    /// For each set of four lanes its members in ascending order, 16 bits each, and how many they are.
    private let lanes = Store<UInt64>(repeating: 0, count: 16)
    private let laneCounts = Store<Int>(repeating: 0, count: 16)

    init() {
        for set in 1..<16 {
            for lane in (0..<4).reversed() where set >> lane & 1 != 0 {
                lanes[set] = lanes[set] << 16 | UInt64(lane)
                laneCounts[set] += 1
            }
        }
    }

    mutating func gather(_ all: UnsafeMutablePointer<Segment>, _ list: UnsafeMutablePointer<UInt32>, _ count: Int) {
        segments.resize(to: count)
        let groups = (count &+ 3) >> 2
        lowX.resize(to: groups)
        highX.resize(to: groups)
        lowY.resize(to: groups)
        highY.resize(to: groups)
        let (x0, x1) = (UnsafeMutableRawPointer(lowX.base).assumingMemoryBound(to: Int32.self), UnsafeMutableRawPointer(highX.base).assumingMemoryBound(to: Int32.self))
        let (y0, y1) = (UnsafeMutableRawPointer(lowY.base).assumingMemoryBound(to: Int32.self), UnsafeMutableRawPointer(highY.base).assumingMemoryBound(to: Int32.self))
        for i in 0..<count {
            let s = all[Int(list[i])]
            segments.base[i] = s
            (x0[i], x1[i], y0[i], y1[i]) = (s.ax, s.bx, s.minY, s.maxY)
        }
        // The rest of the last group meets nothing.
        for i in count..<groups &* 4 { (x0[i], x1[i], y0[i], y1[i]) = (1 << 30, -1 << 30, 1 << 30, -1 << 30) }
    }

    /// Lists the pairs whose bounds meet; returns how many.
    mutating func meetingPairs() -> Int {
        let count = segments.count
        candidates.reserve(count &* count / 2 &+ 4)
        let found = UnsafeMutableRawPointer(candidates.base)
        var n = 0
        for i in 0..<count {
            let s = segments.base[i]
            var group = i >> 2
            // Those before it in its own group of four have met it already.
            var set = meeting(group, s.ax, s.bx, s.minY, s.maxY) & (0xE << (i & 3))
            while true {
                put(set, UInt64(truncatingIfNeeded: i << 6 | group << 2), found, &n)
                group &+= 1
                if group >= lowX.count { break }
                set = meeting(group, s.ax, s.bx, s.minY, s.maxY)
            }
        }
        return n
    }

    /// Lists the pixels in bounds of segments; returns how many pairs that are.
    mutating func meetingPixels(_ pixels: UnsafeMutablePointer<LatticePoint>, _ count: Int) -> Int {
        candidates.reserve(count &* segments.count &+ 4)
        let found = UnsafeMutableRawPointer(candidates.base)
        var n = 0
        for k in 0..<count {
            let p = pixels[k]
            for group in 0..<lowX.count {
                put(meeting(group, p.x, p.x, p.y, p.y), UInt64(truncatingIfNeeded: k << 6 | group << 2), found, &n)
            }
        }
        return n
    }

    /// Adds `base` with each lane of `set`. Always writes four; the next call writes over what is too many.
    @inline(__always)
    private func put(_ set: Int, _ base: UInt64, _ found: UnsafeMutableRawPointer, _ n: inout Int) {
        (found + n &* 2).storeBytes(of: lanes[set] &+ base &* 0x0001_0001_0001_0001, as: UInt64.self)
        n &+= laneCounts[set]
    }

    /// The segments of a group whose bounds meet a box, one bit each.
    @inline(__always)
    private func meeting(_ group: Int, _ x0: Int32, _ x1: Int32, _ y0: Int32, _ y1: Int32) -> Int {
        // Coordinates lie within ±2³⁰, so a difference fits, and its sign says all.
        let apart = (SIMD4(repeating: x1) &- lowX.base[group]) | (highX.base[group] &- SIMD4(repeating: x0))
            | (SIMD4(repeating: y1) &- lowY.base[group]) | (highY.base[group] &- SIMD4(repeating: y0))
        let bytes = ~unsafeBitCast(SIMD4<Int8>(truncatingIfNeeded: apart &>> 31), to: UInt32.self) & 0x0101_0101
        return Int(truncatingIfNeeded: (bytes &* 0x0102_0408) >> 24)
    }

    /// Keeps those of the listed pairs that cross inside of both; returns how many.
    mutating func crossingPairs(_ count: Int) -> Int {
        crossings.reserve(count &+ 1)
        let found = crossings.base
        var n = 0
        for k in 0..<count {
            let pair = candidates.base[k]
            let (s, t) = (segments.base[Int(pair >> 6)], segments.base[Int(pair & 63)])
            let crossing = s.heights(over: t)
            found[n] = CrossingPair(first: Int32(truncatingIfNeeded: pair >> 6), a: crossing.a, b: crossing.b)
            n &+= crossing.count
        }
        return n
    }
}
