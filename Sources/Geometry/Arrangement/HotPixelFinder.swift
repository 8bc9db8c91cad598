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

    /// Lattice points with x0 ≤ x ≤ x1 and y0 ≤ y ≤ y1.
    struct Cell: BitwiseCopyable {
        var x0: Int32, y0: Int32, x1: Int32, y1: Int32

        @inline(__always)
        func contains(_ p: LatticePoint) -> Bool { p.x >= x0 && p.x <= x1 && p.y >= y0 && p.y <= y1 }

        /// Whether `s`, whose bounds meet the cell, may pass through a pixel of the cell. Never wrongly false.
        @inline(__always)
        func mayMeet(_ s: Segment) -> Bool {
            // Products reach 2⁶², so a rounding costs at most 2¹⁰; it only occurs where |dx| + |dy| > 2²¹,
            // and the half unit to spare beyond the pixels' own half is then worth more than that.
            let (dx, dy) = (Double(s.dx), Double(s.dy))
            let halfWidth = Double(Int64(x1) &- Int64(x0)) * 0.5 + 1
            let halfHeight = Double(Int64(y1) &- Int64(y0)) * 0.5 + 1
            let cx = Double(Int64(x0) &+ Int64(x1)) * 0.5 - Double(s.ax)
            let cy = Double(Int64(y0) &+ Int64(y1)) * 0.5 - Double(s.ay)
            return (dx * cy - dy * cx).magnitude <= dx * halfHeight + dy.magnitude * halfWidth
        }

        @inline(__always)
        func overlaps(_ s: Segment) -> Bool { s.ax <= x1 && s.bx >= x0 && s.minY <= y1 && s.maxY >= y0 }
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
        if m < 2 || m <= Self.few { return settle(start, end, in: cell) }
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
    private mutating func addVertices(of s: Segment, _ tag: SegmentTag, in cell: Cell) {
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
    private mutating func addCrossing(_ s: Segment, _ t: Segment, in cell: Cell) {
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
    private mutating func locate(_ start: Int, _ end: Int, _ low: Int, _ high: Int) {
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

    // MARK: A box with many segments that do not part

    private mutating func settleDense(_ start: Int, _ end: Int, in cell: Cell) {
        pixels.resize(to: 0)
        for i in start..<end { addVertices(of: segments[Int(ids.base[i])], tags[Int(ids.base[i])], in: cell) }
        addDenseCrossings(start, end, in: cell)
        dropRepeatedPixels()
        locateDense(start, end, 0, pixels.count)
    }

    /// Tests the pairs whose shadows on the normal of the longest segment overlap: near-parallel bundles have few.
    private mutating func addDenseCrossings(_ start: Int, _ end: Int, in cell: Cell) {
        var longest = segments[Int(ids.base[start])]
        for i in start..<end {
            let s = segments[Int(ids.base[i])]
            if s.dx &+ abs(s.dy) > longest.dx &+ abs(longest.dy) { longest = s }
        }
        let shadows = shadows(start, end, x: -Double(longest.dy), y: Double(longest.dx))
        var active: [Int] = []
        var room = 1 << 20
        for (k, shadow) in shadows.enumerated() {
            let s = shadow.segment
            var kept = 0
            for other in active where shadows[other].high >= shadow.low {
                active[kept] = other
                kept += 1
                let t = shadows[other].segment
                if t.ax > s.bx || t.bx < s.ax || t.minY > s.maxY || t.maxY < s.minY { continue }
                addCrossing(s, t, in: cell)
            }
            if pixels.count > room {
                dropRepeatedPixels()
                room = max(room, pixels.count * 2)
            }
            active.removeLast(active.count - kept)
            active.append(k)
        }
    }

    /// The extents of the segments along a direction, by their lower ends. Of equal segments there is one.
    private func shadows(_ start: Int, _ end: Int, x: Double, y: Double) -> [(low: Double, high: Double, segment: Segment)] {
        // Products reach 2⁶², each rounding 2⁹: wider by more than their sum.
        let slack = 0x1p13
        var sorted = (start..<end).map { segments[Int(ids.base[$0])] }
        sorted.sort { ($0.a, $0.b) < ($1.a, $1.b) }
        var shadows: [(low: Double, high: Double, segment: Segment)] = []
        shadows.reserveCapacity(end - start)
        for (i, s) in sorted.enumerated() where i == 0 || sorted[i - 1].a != s.a || sorted[i - 1].b != s.b {
            let a = x * Double(s.ax) + y * Double(s.ay)
            let b = x * Double(s.bx) + y * Double(s.by)
            shadows.append((min(a, b) - slack, max(a, b) + slack, s))
        }
        shadows.sort { ($0.low, $0.high, $0.segment.a, $0.segment.b) < ($1.low, $1.high, $1.segment.a, $1.segment.b) }
        return shadows
    }

    private mutating func dropRepeatedPixels() {
        pixels.sort(0..<pixels.count, by: <)
        var kept = 0
        for i in 0..<pixels.count where i == 0 || pixels[i] != pixels[kept - 1] {
            pixels[kept] = pixels[i]
            kept += 1
        }
        pixels.resize(to: kept)
    }

    /// As ``locate(_:_:_:_:)``, halving the pixels until a few are left with the segments near them.
    private mutating func locateDense(_ start: Int, _ end: Int, _ low: Int, _ high: Int) {
        if end <= start || high <= low { return }
        if high - low <= 4 || (high - low) * (end - start) <= 1024 { return locate(start, end, low, high) }
        var around = bounds(low, high)
        let isWide = Int64(around.x1) - Int64(around.x0) >= Int64(around.y1) - Int64(around.y0)
        pixels.sort(low..<high) { isWide ? $0 < $1 : ($0.y, $0.x) < ($1.y, $1.x) }
        let middle = (low + high) / 2
        for (from, to) in [(low, middle), (middle, high)] {
            around = bounds(from, to)
            let top = ids.count
            for k in start..<end {
                let s = segments[Int(ids.base[k])]
                if around.overlaps(s) && around.mayMeet(s) { ids.append(ids.base[k]) }
            }
            locateDense(top, ids.count, from, to)
            ids.resize(to: top)
        }
    }

    private func bounds(_ low: Int, _ high: Int) -> Cell {
        var cell = Cell(x0: .max, y0: .max, x1: .min, y1: .min)
        for k in low..<high {
            let p = pixels.base[k]
            cell = Cell(x0: min(cell.x0, p.x), y0: min(cell.y0, p.y), x1: max(cell.x1, p.x), y1: max(cell.y1, p.y))
        }
        return cell
    }
}
