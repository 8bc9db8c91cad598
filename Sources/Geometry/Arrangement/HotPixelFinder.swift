/// Finds every lattice square that a vertex or a crossing makes hot, and every segment that passes through one.
///
/// The plane is halved again and again until few segments are left in a box; then all pairs are looked at.
/// A box owns the hot pixels whose centres lie in it, and holds every segment that passes through such a pixel,
/// so that each box is settled without knowing another. Boxes that halving does not thin out
/// (bundles of near-parallel segments, hubs of stars) go to ``settleDense(_:_:in:)``.
///
/// Source: Hobby, "Practical segment intersection with finite precision output", Computational Geometry 13(4), 1999;
/// Goodrich, Guibas, Hershberger and Tanenbaum, "Snap rounding line segments efficiently in two and three dimensions", SoCG 1997.
struct HotPixelFinder: ~Copyable {
    /// A segment passes through the hot pixel around (x, y), which is not one of its ends.
    struct Hit: BitwiseCopyable {
        /// Index of the segment; the top bit is set where the segment misses the centre of the pixel.
        var segment: UInt32
        var x: Int32
        var y: Int32

        static let offCentre: UInt32 = 1 << 31
    }

    let segments: UnsafeMutablePointer<Segment>
    let tags: UnsafeMutablePointer<SegmentTag>
    let count: Int
    /// A stack of lists of segments.
    var ids: Store<UInt32>
    var pixels = Store<LatticePoint>(capacity: 256)
    var hits = Store<Hit>(capacity: 256)
    /// Bounds of the segments in the box at hand, four to a group.
    private var lowX = Store<SIMD4<Int32>>(capacity: 16)
    private var highX = Store<SIMD4<Int32>>(capacity: 16)
    private var lowY = Store<SIMD4<Int32>>(capacity: 16)
    private var highY = Store<SIMD4<Int32>>(capacity: 16)
    /// Whether some crossing had to be rounded. Where none was, no segment needs to leave its line.
    var hasRounded = false

    init(_ store: borrowing SegmentStore) {
        segments = store.segments.base
        tags = store.tags.base
        count = store.count
        ids = Store(capacity: max(16, count * 2))
    }

    mutating func run() {
        guard count > 1 else { return }
        var cell = Cell(x0: .max, y0: .max, x1: .min, y1: .min)
        for i in 0..<count {
            let s = segments[i]
            cell.x0 = min(cell.x0, s.ax)
            cell.x1 = max(cell.x1, s.bx)
            cell.y0 = min(cell.y0, s.minY)
            cell.y1 = max(cell.y1, s.maxY)
            ids.append(UInt32(truncatingIfNeeded: i))
        }
        visit(0, count, in: cell, growth: 1)
    }

    /// Few enough for all pairs.
    private static let few = 24
    /// More than this are halved even where that does not thin them out well.
    private static let some = 48
    /// Segments that are asked where to halve.
    private static let sample = 16
    /// How much longer lists may grow by halving before it is given up.
    private static let patience: Float = 8

    /// Settles the segments at `ids[start..<end]`, which all meet `cell`. Leaves the stack at `start`.
    private mutating func visit(_ start: Int, _ end: Int, in cell: Cell, growth: Float) {
        let m = end - start
        if m <= Self.few { return settle(start, end, in: cell) }
        if growth > Self.patience || (m <= Self.some && growth > 2.5) || (cell.x0 == cell.x1 && cell.y0 == cell.y1) {
            return m <= Self.some ? settle(start, end, in: cell) : settleDense(start, end, in: cell)
        }
        let (left, right, isWide) = halves(start, end, of: cell)
        let (leftEnd, rightStart, rightEnd) = part(start, end, left, right, isWide)
        let newGrowth = growth * Float(leftEnd - start + rightEnd - rightStart) / Float(m)
        visit(rightStart, rightEnd, in: right, growth: newGrowth)
        ids.resize(to: leftEnd)
        visit(start, leftEnd, in: left, growth: newGrowth)
        ids.resize(to: start)
    }

    /// The cell cut across its segments' longer extent, where they are on average, as a sample tells.
    @inline(__always)
    private func halves(_ start: Int, _ end: Int, of cell: Cell) -> (left: Cell, right: Cell, isWide: Bool) {
        let step = max(1, (end - start) / Self.sample)
        var (x0, y0, x1, y1) = (cell.x1, cell.y1, cell.x0, cell.y0)
        var (sumX, sumY, count): (Int64, Int64, Int64) = (0, 0, 0)
        var k = start
        while k < end {
            let s = segments[Int(ids.base[k])]
            let (lowX, highX) = (max(s.ax, cell.x0), min(s.bx, cell.x1))
            let (lowY, highY) = (max(s.minY, cell.y0), min(s.maxY, cell.y1))
            (x0, x1) = (min(x0, lowX), max(x1, highX))
            (y0, y1) = (min(y0, lowY), max(y1, highY))
            sumX &+= Int64(lowX) &+ Int64(highX)
            sumY &+= Int64(lowY) &+ Int64(highY)
            count &+= 2
            k &+= step
        }
        let isWide = Int64(x1) &- Int64(x0) >= Int64(y1) &- Int64(y0) ? cell.x0 < cell.x1 : cell.y0 == cell.y1
        var (left, right) = (cell, cell)
        if isWide {
            left.x1 = max(cell.x0, min(Int32(truncatingIfNeeded: Self.floor(sumX, count)), cell.x1 &- 1))
            right.x0 = left.x1 &+ 1
        } else {
            left.y1 = max(cell.y0, min(Int32(truncatingIfNeeded: Self.floor(sumY, count)), cell.y1 &- 1))
            right.y0 = left.y1 &+ 1
        }
        return (left, right, isWide)
    }

    @inline(__always)
    private static func floor(_ sum: Int64, _ count: Int64) -> Int64 { (sum < 0 ? sum &- count &+ 1 : sum) / count }

    /// Moves the segments of `right` to the top of the stack and closes up those of `left` in place.
    @inline(__always)
    private mutating func part(_ start: Int, _ end: Int, _ left: Cell, _ right: Cell, _ isWide: Bool) -> (Int, Int, Int) {
        ids.ensureRoom(for: end - start)
        let list = ids.base
        var leftEnd = start
        var rightEnd = end
        for k in start..<end {
            let id = list[k]
            let s = segments[Int(id)]
            let (low, high) = isWide ? (s.ax, s.bx) : (s.minY, s.maxY)
            let split = isWide ? left.x1 : left.y1
            if high <= split {
                list[leftEnd] = id
                leftEnd &+= 1
            } else if low > split {
                list[rightEnd] = id
                rightEnd &+= 1
            } else {
                if left.mayMeet(s) {
                    list[leftEnd] = id
                    leftEnd &+= 1
                }
                if right.mayMeet(s) {
                    list[rightEnd] = id
                    rightEnd &+= 1
                }
            }
        }
        ids.resize(to: rightEnd)
        return (leftEnd, end, rightEnd)
    }

    // MARK: A box with few segments

    private mutating func settle(_ start: Int, _ end: Int, in cell: Cell) {
        if end - start < 2 { return }
        pixels.resize(to: 0)
        gatherBounds(start, end)
        let list = ids.base
        for i in start..<end {
            let s = segments[Int(list[i])]
            addVertices(of: s, tags[Int(list[i])], in: cell)
            // Those before it in its own group of four have met it already.
            let own = i &- start
            var group = own >> 2
            var found = meeting(group, s.ax, s.bx, s.minY, s.maxY) & UInt32(truncatingIfNeeded: UInt64(0xFFFF_FF00) << UInt64((own & 3) &* 8))
            while true {
                while found != 0 {
                    let k = start &+ group << 2 &+ found.trailingZeroBitCount >> 3
                    found &= found &- 1
                    addCrossing(s, segments[Int(list[k])], in: cell)
                }
                group &+= 1
                if group >= lowX.count { break }
                found = meeting(group, s.ax, s.bx, s.minY, s.maxY)
            }
        }
        for k in 0..<pixels.count {
            let p = pixels.base[k]
            for group in 0..<lowX.count {
                var found = meeting(group, p.x, p.x, p.y, p.y)
                while found != 0 {
                    let id = list[start &+ group << 2 &+ found.trailingZeroBitCount >> 3]
                    found &= found &- 1
                    note(id, segments[Int(id)], p)
                }
            }
        }
    }

    /// Lays out the bounds of the segments at `ids[start..<end]` in groups of four.
    private mutating func gatherBounds(_ start: Int, _ end: Int) {
        let groups = (end - start + 3) >> 2
        lowX.resize(to: groups)
        highX.resize(to: groups)
        lowY.resize(to: groups)
        highY.resize(to: groups)
        for group in 0..<groups {
            var (x0, x1) = (SIMD4<Int32>(repeating: 1 << 30), SIMD4<Int32>(repeating: -1 << 30))
            var (y0, y1) = (x0, x1)
            for lane in 0..<min(4, end - start - group * 4) {
                let s = segments[Int(ids.base[start + group * 4 + lane])]
                x0[lane] = s.ax
                x1[lane] = s.bx
                y0[lane] = s.minY
                y1[lane] = s.maxY
            }
            lowX.base[group] = x0
            highX.base[group] = x1
            lowY.base[group] = y0
            highY.base[group] = y1
        }
    }

    /// Which segments of a group have bounds that meet a box: the lowest bit of a byte for each.
    @inline(__always)
    private func meeting(_ group: Int, _ x0: Int32, _ x1: Int32, _ y0: Int32, _ y1: Int32) -> UInt32 {
        // Coordinates lie within ±2³⁰, so a difference fits, and its sign says all.
        let apart = (SIMD4(repeating: x1) &- lowX.base[group]) | (highX.base[group] &- SIMD4(repeating: x0))
            | (SIMD4(repeating: y1) &- lowY.base[group]) | (highY.base[group] &- SIMD4(repeating: y0))
        return ~unsafeBitCast(SIMD4<Int8>(truncatingIfNeeded: apart &>> 31), to: UInt32.self) & 0x0101_0101
    }

    @inline(__always)
    mutating func addVertices(of s: Segment, _ tag: SegmentTag, in cell: Cell) {
        // Every vertex of a closed contour is the start of one of its segments.
        let isReversed = tag.contains(.reversed)
        let first = isReversed ? s.b : s.a
        if cell.contains(first) { pixels.append(first) }
        if tag.contains(.lineEnd) {
            let last = isReversed ? s.a : s.b
            if cell.contains(last) { pixels.append(last) }
        }
    }

    /// Adds the pixel of the crossing of `s` and `t` where they cross inside of both and the pixel belongs to the cell.
    @inline(__always)
    mutating func addCrossing(_ s: Segment, _ t: Segment, in cell: Cell) {
        let (c, d) = (s.side(of: t.a), s.side(of: t.b))
        if (c >= 0 && d >= 0) || (c <= 0 && d <= 0) { return }
        let (a, b) = (t.side(of: s.a), t.side(of: s.b))
        if (a >= 0 && b >= 0) || (a <= 0 && b <= 0) { return }
        let (pixel, isExact) = Crossing.pixel(of: s, a, b)
        if cell.contains(pixel) {
            pixels.append(pixel)
            if !isExact { hasRounded = true }
        }
    }

    // MARK: Segments through pixels

    /// Notes which of the segments at `ids[start..<end]` pass through which of `pixels[low..<high]`.
    mutating func locate(_ start: Int, _ end: Int, _ low: Int, _ high: Int) {
        for i in start..<end {
            let id = ids.base[i]
            let s = segments[Int(id)]
            let (minY, maxY) = (s.minY, s.maxY)
            for k in low..<high {
                let p = pixels.base[k]
                if p.x < s.ax || p.x > s.bx || p.y < minY || p.y > maxY { continue }
                note(id, s, p)
            }
        }
    }

    /// Notes a hit where `s`, whose bounds hold `p`, passes through the half-open unit square around it.
    @inline(__always)
    private mutating func note(_ id: UInt32, _ s: Segment, _ p: LatticePoint) {
        let side = s.side(of: p)
        let (dx, dy) = (s.dx, s.dy)
        let reach = dx &+ abs(dy)
        if abs(side) > reach >> 1 || p == s.a || p == s.b { return }
        // Through a corner alone: only the lower left one belongs to the pixel.
        if abs(side) &* 2 == reach, !(side > 0 ? dy < 0 : false) { return }
        hits.append(Hit(segment: side == 0 ? id : id | Hit.offCentre, x: p.x, y: p.y))
    }
}
