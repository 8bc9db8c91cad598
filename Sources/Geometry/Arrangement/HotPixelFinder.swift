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

    /// Between two of its hot pixels a segment is drawn by ``merged`` pieces.
    struct Gap: BitwiseCopyable {
        var segment: UInt32
        var from: LatticePoint
        var to: LatticePoint
    }

    /// What becomes of near-parallel segments by the hundred.
    enum Bundles {
        /// Each is cut, to be known afterwards.
        case cut
        /// Pieces stand for many, and those that the wanted area has on both sides or on none may be left out.
        case outlined(AreaRule)

        var areMerged: Bool {
            if case .outlined = self { return true }
            return false
        }
    }

    let segments: UnsafeMutablePointer<Segment>
    let tags: UnsafeMutablePointer<SegmentTag>
    let count: Int
    let hasLines: Bool
    let bundles: Bundles
    /// A stack of lists of segments.
    var ids: Store<UInt32>
    var pixels = Store<LatticePoint>(capacity: 256)
    var hits = Store<Hit>(capacity: 256)
    /// Pieces that stand for many, wholly inside of crowded boxes.
    var merged = Store<MergedPiece>(capacity: 1)
    var gaps = Store<Gap>(capacity: 1)
    /// The small box at hand.
    var box = SmallBox()
    /// Whether some crossing had to be rounded. Where none was, no segment needs to leave its line.
    var hasRounded = false

    init(_ store: borrowing SegmentStore, bundles: Bundles) {
        self.bundles = bundles
        segments = store.segments.base
        tags = store.tags.base
        count = store.count
        hasLines = store.hasLines
        ids = Store(capacity: 256)
    }

    mutating func run() {
        guard count > 1 else { return }
        var cell = Cell(x0: .max, y0: .max, x1: .min, y1: .min)
        for i in 0..<count { cell.include(segments[i]) }
        if count < SegmentGrid.least {
            for i in 0..<count { ids.append(UInt32(truncatingIfNeeded: i)) }
            return visit(0, count, in: cell, growth: 1)
        }
        let grid = SegmentGrid(segments, count, around: cell)
        for row in 0..<grid.rows {
            for column in 0..<grid.columns {
                ids.resize(to: 0)
                grid.list(column: column, row: row, onto: &ids)
                if ids.count > 1 { visit(0, ids.count, in: grid.cell(column: column, row: row, in: cell), growth: 1) }
            }
        }
    }

    /// Few enough for all pairs.
    private static let few = 24
    /// More than this are halved even where that does not thin them out well.
    private static let some = most
    /// More than this are asked whether halving will thin them out.
    private static let many = 256
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
        var (left, right, isWide) = halves(start, end, of: cell)
        if m > Self.many && !isThinned(start, end, left, right, isWide) {
            (left, right, isWide) = halves(start, end, of: cell, isTurned: true)
            if !isThinned(start, end, left, right, isWide) { return settleDense(start, end, in: cell) }
        }
        let (leftEnd, rightStart, rightEnd) = part(start, end, left, right, isWide)
        let newGrowth = growth * Float(leftEnd - start + rightEnd - rightStart) / Float(m)
        visit(rightStart, rightEnd, in: right, growth: newGrowth)
        ids.resize(to: leftEnd)
        visit(start, leftEnd, in: left, growth: newGrowth)
        ids.resize(to: start)
    }

    /// Whether halving saves pairs, as a sample tells: bundles and lines all across a box have as many in both halves together.
    private func isThinned(_ start: Int, _ end: Int, _ left: Cell, _ right: Cell, _ isWide: Bool) -> Bool {
        var (asked, inLeft, inRight) = (0, 0, 0)
        for k in 0..<4 * Self.sample {
            // Steps of the golden section: even ones would see one side of every triangle.
            let share = UInt64(truncatingIfNeeded: k) &* 0x9E37_79B9_7F4A_7C15 >> 32
            let s = segments[Int(ids.base[start + Int(share * UInt64(end - start) >> 32)])]
            let (low, high) = isWide ? (s.ax, s.bx) : (s.minY, s.maxY)
            let split = isWide ? left.x1 : left.y1
            asked += 1
            inLeft += low <= split && (high <= split || left.mayMeet(s)) ? 1 : 0
            inRight += high > split && (low > split || right.mayMeet(s)) ? 1 : 0
        }
        return 8 * (inLeft * inLeft + inRight * inRight) <= 7 * asked * asked
    }

    /// The cell cut across its segments' longer extent (or the other), where they are on average, as a sample tells.
    @inline(__always)
    private func halves(_ start: Int, _ end: Int, of cell: Cell, isTurned: Bool = false) -> (left: Cell, right: Cell, isWide: Bool) {
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
        let isLong = (Int64(x1) &- Int64(x0) >= Int64(y1) &- Int64(y0)) != isTurned
        let isWide = isLong ? cell.x0 < cell.x1 : cell.y0 == cell.y1
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

    // MARK: Pairs and pixels one by one

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
        if s.visit(to: p, side).passes == 0 { return }
        hits.append(Hit(segment: side == 0 ? id : id | Hit.offCentre, x: p.x, y: p.y))
    }
}
