/// Draws a bundle: many segments that rise from left to right (or all fall: then the plane is mirrored), through hot pixels
/// that each meets very many of.
///
///        ╱╱╱  A stair of pixel sides, falling from left to right, passes one hot pixel after the other in the order of x,
///      ╱╱▪╱   then y. Each rising segment crosses the stair once, so they stand on it in one order. Those through the next
///     ╱╱╱▪    pixel stand side by side; they leave it in the order that their crossings in it make.
///
/// Side by side too are those that came from one pixel and go to the same: they are one piece with the sum of their turns.
/// So pieces, not segments through pixels, are what is drawn. The work on a segment through a pixel is a test and a write;
/// all else is per crossing, vertex and piece.
///
/// Source: the idea of bundles is in de Berg, Halperin and Overmars, "An intersection-sensitive algorithm for snap rounding",
/// Computational Geometry 36(3), 2007; the stair is ours.
struct BundleSweep: ~Copyable {
    /// Segments of the bundle and pixels of the box in the mirrored plane, or as they are.
    private let isFalling: Bool
    private let cell: HotPixelFinder.Cell
    private var lines: Store<Segment>
    private var isMember: Store<Bool>
    /// The pixels of the box that members may reach.
    private var reach = HotPixelFinder.Cell(x0: .max, y0: .max, x1: .min, y1: .min)
    /// A member on the stair: the line dx·y − dy·x + shift = 0.
    private struct Standing: BitwiseCopyable {
        let dx: Int32, dy: Int32
        let shift: Int64
        let member: UInt32
        /// Its last pixel, −1 where it came from outside.
        var last: Int32 = -1

        init(_ s: Segment, _ member: UInt32) {
            (dx, dy) = (Int32(s.dx), Int32(s.dy))
            shift = s.dy &* Int64(s.ax) &- s.dx &* Int64(s.ay)
            self.member = member
        }
    }

    /// The members on the stair from lower right to upper left.
    private var order = Store<Standing>(capacity: 64)
    /// Where each member stands, −1 where it does not.
    private let positions: Store<Int32>
    /// The hot pixels so far.
    private var pixels = Store<LatticePoint>(capacity: 64)
    /// The first and last pixel of each member, −1 for none.
    private let firstPixel: Store<Int32>
    private let lastPixel: Store<Int32>
    private let shifts: Store<Int32>
    private var moved = Store<Standing>(capacity: 16)
    private var starting = Store<UInt32>(capacity: 16)
    private(set) var merged = Store<MergedPiece>(capacity: 64)

    init(_ crowd: borrowing Crowd, in cell: HotPixelFinder.Cell, isFalling: Bool) {
        let n = crowd.segments.count
        self.isFalling = isFalling
        self.cell = isFalling ? HotPixelFinder.Cell(x0: cell.x0, y0: -cell.y1, x1: cell.x1, y1: -cell.y0) : cell
        lines = Store(capacity: n)
        isMember = Store(capacity: n)
        for i in 0..<n {
            let s = crowd.segments[i]
            lines.append(isFalling ? Segment(LatticePoint(s.ax, -s.ay), LatticePoint(s.bx, -s.by)) : s)
            isMember.append(!crowd.isLine[i] && (s.dy < 0) == isFalling)
            if isMember[i] { reach.include(lines[i]) }
        }
        positions = Store(repeating: -1, count: n)
        firstPixel = Store(repeating: -1, count: n)
        lastPixel = Store(repeating: -1, count: n)
        shifts = Store(repeating: 0, count: n)
    }

    // MARK: Pixel by pixel

    /// Marks of events that are neither a crossing nor a start.
    private static let vertex = UInt32.max, pixelOnly = UInt32.max - 1

    mutating func run(_ crowd: borrowing Crowd, vertices: borrowing Store<LatticePoint>) {
        enter()
        let crossings = crowd.crossings.count
        let bitsY = UInt64(64 - (Int64(cell.y1) - Int64(cell.y0)).leadingZeroBitCount)
        let events = events(crowd, vertices, bitsY)
        var i = 0
        while i < events.count {
            let key = events[i].key
            let q = LatticePoint(cell.x0 &+ Int32(truncatingIfNeeded: key &>> bitsY), cell.y0 &+ Int32(truncatingIfNeeded: key & (1 << bitsY &- 1)))
            let first = i
            var isVertex = false
            starting.resize(to: 0)
            while i < events.count && events[i].key == key {
                let item = events[i].item
                if item >= Self.pixelOnly { isVertex = isVertex || item == Self.vertex } else if Int(item) >= crossings { starting.append(item - UInt32(crossings)) }
                i += 1
            }
            pass(q, crowd, events.base + first, i - first, isVertex)
        }
        for k in 0..<order.count { lastPixel[Int(order[k].member)] = order[k].last }
    }

    /// Crossings of members, their starts, and the pixels that others make hot, in the order of the stair.
    private func events(_ crowd: borrowing Crowd, _ vertices: borrowing Store<LatticePoint>, _ bitsY: UInt64) -> Store<KeyedItem> {
        let n = crowd.crossings.count
        var events = Store<KeyedItem>(capacity: n + vertices.count + lines.count)
        let (cell, reach) = (cell, reach)
        let sign: Int32 = isFalling ? -1 : 1
        func key(_ p: LatticePoint) -> UInt64 {
            UInt64(truncatingIfNeeded: Int64(p.x) - Int64(cell.x0)) &<< bitsY | UInt64(truncatingIfNeeded: Int64(p.y &* sign) - Int64(cell.y0))
        }
        for i in 0..<n {
            let crossing = crowd.crossings[i]
            let isOwn = isMember[Int(crossing.first)] && isMember[Int(crossing.second)]
            if isOwn || reach.contains(LatticePoint(crossing.pixel.x, crossing.pixel.y &* sign)) {
                events.append(KeyedItem(key: key(crossing.pixel), item: isOwn ? UInt32(i) : Self.pixelOnly))
            }
        }
        for i in 0..<vertices.count where reach.contains(LatticePoint(vertices[i].x, vertices[i].y &* sign)) { events.append(KeyedItem(key: key(vertices[i]), item: Self.vertex)) }
        for i in 0..<lines.count where isMember[i] && cell.contains(lines[i].a) {
            events.append(KeyedItem(key: key(LatticePoint(lines[i].ax, lines[i].ay &* sign)), item: UInt32(n + i)))
        }
        let bitsX = 64 - (Int64(cell.x1) - Int64(cell.x0)).leadingZeroBitCount
        events.sortByKey(bits: bitsX + Int(bitsY))
        return events
    }

    private mutating func pass(_ q: LatticePoint, _ crowd: borrowing Crowd, _ events: UnsafeMutablePointer<KeyedItem>, _ count: Int, _ isVertex: Bool) {
        let (low, high) = interval(q, crowd, events, count)
        if low == high && starting.isEmpty { return }
        let pixel = Int32(truncatingIfNeeded: pixels.count)
        pixels.append(q)
        draw(low, high, to: pixel, crowd)
        var end = high
        if isVertex { end = removeEnding(at: q, pixel, low, high) }
        exchange(crowd, events, count)
        if !starting.isEmpty { end = insertStarting(at: q, pixel, low, end, crowd, events, count) }
        for i in low..<end { order.base[i].last = pixel }
    }

    // MARK: Who passes

    /// 0 where a member passes through the pixel around `q`, −1 where it lies below, 1 above.
    @inline(__always)
    private func side(_ i: Int, _ q: LatticePoint) -> Int {
        let one = order[i]
        let (dx, dy) = (Int64(one.dx), Int64(one.dy))
        let side = dx &* Int64(q.y) &- dy &* Int64(q.x) &+ one.shift, reach = dx &+ dy
        // The corner that belongs to a pixel is the lower left one; in the mirrored plane it is the upper left one.
        if side > 0 { return side >= (reach &+ 1) &>> 1 ? -1 : 0 }
        return 0 &- side >= (isFalling ? reach &>> 1 &+ 1 : (reach &+ 1) &>> 1) ? 1 : 0
    }

    /// The positions of those that pass.
    private func interval(_ q: LatticePoint, _ crowd: borrowing Crowd, _ events: UnsafeMutablePointer<KeyedItem>, _ count: Int) -> (Int, Int) {
        var low = 0, high = order.count
        if events[0].item < UInt32(crowd.crossings.count) {
            // One that crosses here is a good place to start from.
            let crossing = crowd.crossings[Int(events[0].item)]
            let at = Int(max(positions[Int(crossing.first)], positions[Int(crossing.second)]))
            if at >= 0 {
                (low, high) = (at, at &+ 1)
                while low > 0 && side(low &- 1, q) == 0 { low &-= 1 }
                while high < order.count && side(high, q) == 0 { high &+= 1 }
                return (low, high)
            }
        }
        while low < high {
            let middle = (low &+ high) &>> 1
            if side(middle, q) < 0 { low = middle &+ 1 } else { high = middle }
        }
        while high < order.count && side(high, q) == 0 { high &+= 1 }
        return (low, high)
    }

    /// Draws the pieces that end at a pixel: one for each run of members with the same last pixel.
    private mutating func draw(_ low: Int, _ high: Int, to pixel: Int32, _ crowd: borrowing Crowd) {
        var i = low
        while i < high {
            let from = order[i].last
            var turns = Turns(a: 0, b: 0)
            let start = i
            repeat {
                let own = crowd.turns[Int(order[i].member)]
                turns.a &+= own.a
                turns.b &+= own.b
                i &+= 1
            } while i < high && order[i].last == from
            if from < 0 {
                for k in start..<i { firstPixel[Int(order[k].member)] = pixel }
            } else if turns.a != 0 || turns.b != 0 {
                append(from, pixel, turns)
            }
        }
    }

    private mutating func append(_ from: Int32, _ to: Int32, _ turns: Turns) {
        let (p, q) = (unmirrored(pixels[Int(from)]), unmirrored(pixels[Int(to)]))
        merged.append(p < q ? MergedPiece(segment: Segment(p, q), turns: turns) : MergedPiece(segment: Segment(q, p), turns: Turns(a: -turns.a, b: -turns.b)))
    }

    @inline(__always)
    private func unmirrored(_ p: LatticePoint) -> LatticePoint { isFalling ? LatticePoint(p.x, -p.y) : p }

    // MARK: How the order changes

    private mutating func removeEnding(at q: LatticePoint, _ pixel: Int32, _ low: Int, _ high: Int) -> Int {
        var kept = low
        for i in low..<high {
            let member = Int(order[i].member)
            if lines[member].b == q {
                lastPixel[member] = pixel
                positions[member] = -1
            } else {
                order[kept] = order[i]
                kept += 1
            }
        }
        if kept == high { return high }
        (order.base + kept).update(from: order.base + high, count: order.count - high)
        order.resize(to: order.count - (high - kept))
        renumber(from: low)
        return kept
    }

    private func renumber(from start: Int) {
        for i in start..<order.count { positions[Int(order[i].member)] = Int32(truncatingIfNeeded: i) }
    }

    /// Where two members cross that were here before and stay, the steeper one came from below and leaves above. Each crossing
    /// moves one of them up by a place and the other down.
    private mutating func exchange(_ crowd: borrowing Crowd, _ events: UnsafeMutablePointer<KeyedItem>, _ count: Int) {
        for k in 0..<count where events[k].item < UInt32(crowd.crossings.count) {
            let (up, down) = steeperFirst(crowd.crossings[Int(events[k].item)])
            if positions[up] < 0 || positions[down] < 0 { continue }
            shifts[up] &+= 1
            shifts[down] &-= 1
        }
        moved.resize(to: 0)
        for k in 0..<count where events[k].item < UInt32(crowd.crossings.count) {
            let crossing = crowd.crossings[Int(events[k].item)]
            lift(crossing.first)
            lift(crossing.second)
        }
        for k in 0..<moved.count { order[Int(positions[Int(moved[k].member)])] = moved[k] }
    }

    /// Takes a member up that will stand elsewhere.
    @inline(__always)
    private mutating func lift(_ member: UInt32) {
        let way = shifts[Int(member)]
        if way == 0 { return }
        shifts[Int(member)] = 0
        moved.append(order[Int(positions[Int(member)])])
        positions[Int(member)] &+= way
    }

    private func steeperFirst(_ crossing: Crowd.CrossingPair) -> (Int, Int) {
        let (first, second) = (Int(crossing.first), Int(crossing.second))
        return lines[first].turn(to: lines[second]) > 0 ? (second, first) : (first, second)
    }

    /// Puts in those that start at `q`: by how they leave, among the `low..<high` that pass.
    private mutating func insertStarting(at q: LatticePoint, _ pixel: Int32, _ low: Int, _ high: Int, _ crowd: borrowing Crowd, _ events: UnsafeMutablePointer<KeyedItem>, _ count: Int) -> Int {
        let all = lines.base
        starting.sort(0..<starting.count) { i, k in
            let turn = all[Int(i)].turn(to: all[Int(k)])
            return turn != 0 ? turn > 0 : i < k
        }
        let n = starting.count
        var places: [Int] = []
        for i in 0..<n { places.append(place(of: starting[i], at: q, low, high, crowd, events, count)) }
        order.resize(to: order.count + n)
        var from = order.count - n
        for i in (0..<n).reversed() {
            (order.base + places[i] + i + 1).update(from: order.base + places[i], count: from - places[i])
            from = places[i]
            order[from + i] = Standing(lines[Int(starting[i])], starting[i])
            firstPixel[Int(starting[i])] = pixel
        }
        renumber(from: low)
        return high + n
    }

    /// Above those below its start, but for those that it crosses in this very pixel.
    private func place(of member: UInt32, at q: LatticePoint, _ low: Int, _ high: Int, _ crowd: borrowing Crowd, _ events: UnsafeMutablePointer<KeyedItem>, _ count: Int) -> Int {
        let t = lines[Int(member)]
        func isBelow(_ other: UInt32) -> Bool {
            let s = lines[Int(other)]
            let side = s.side(of: q)
            return side != 0 ? side > 0 : s.turn(to: t) > 0
        }
        var place = low
        for i in low..<high where isBelow(order[i].member) { place += 1 }
        for k in 0..<count where events[k].item < UInt32(crowd.crossings.count) {
            let crossing = crowd.crossings[Int(events[k].item)]
            guard crossing.first == member || crossing.second == member else { continue }
            let other = crossing.first == member ? crossing.second : crossing.first
            if positions[Int(other)] >= 0 { place += isBelow(other) ? -1 : 1 }
        }
        return place
    }

    // MARK: The rim of the box

    /// Puts the members that come from outside on the first stair: the lower and the left side of the box.
    private mutating func enter() {
        var entering: [(member: UInt32, isLow: Bool)] = []
        for i in 0..<lines.count where isMember[i] {
            let s = lines[i]
            if s.bx < cell.x0 || s.by < cell.y0 || (s.ax >= cell.x0 && s.ay >= cell.y0) { continue }
            entering.append((UInt32(i), s.ay < cell.y0 && (s.ax >= cell.x0 || cornerHeight(over: s) >= 0)))
        }
        entering.sort { e, f in
            if e.isLow != f.isLow { return e.isLow }
            let comes = e.isLow ? compareLow(lines[Int(e.member)], lines[Int(f.member)]) : compareLeft(lines[Int(e.member)], lines[Int(f.member)])
            return comes != 0 ? comes < 0 : e.member < f.member
        }
        for (i, one) in entering.enumerated() {
            order.append(Standing(lines[Int(one.member)], one.member))
            positions[Int(one.member)] = Int32(i)
        }
    }

    /// Twice the height of the box's lower left corner over a segment.
    private func cornerHeight(over s: Segment) -> Int128 {
        Int128(s.dx) * Int128(2 * Int64(cell.y0) - 1 - 2 * Int64(s.ay)) - Int128(s.dy) * Int128(2 * Int64(cell.x0) - 1 - 2 * Int64(s.ax))
    }

    /// Negative where `s` meets the lower side right of `t`. A crossing on that side belongs to this box as it is, and to the next in the mirrored plane.
    private func compareLow(_ s: Segment, _ t: Segment) -> Int128 {
        func place(_ s: Segment, _ t: Segment) -> Int128 {
            (Int128(s.ax) * 2 * Int128(s.dy) + Int128(s.dx) * Int128(2 * Int64(cell.y0) - 1 - 2 * Int64(s.ay))) * Int128(t.dy)
        }
        let apart = place(t, s) - place(s, t)
        return apart != 0 ? apart : Int128(isFalling ? 0 - s.turn(to: t) : s.turn(to: t))
    }

    /// Negative where `s` meets the left side below `t`. A crossing on that side belongs to this box.
    private func compareLeft(_ s: Segment, _ t: Segment) -> Int128 {
        func place(_ s: Segment, _ t: Segment) -> Int128 {
            (Int128(s.ay) * 2 * Int128(s.dx) + Int128(s.dy) * Int128(2 * Int64(cell.x0) - 1 - 2 * Int64(s.ax))) * Int128(t.dx)
        }
        let apart = place(s, t) - place(t, s)
        return apart != 0 ? apart : Int128(s.turn(to: t))
    }

    /// Calls `body` with every segment that passes pixels of the box, and the first and the last of them.
    func report(_ crowd: borrowing Crowd, _ body: (UInt32, LatticePoint, LatticePoint) -> Void) {
        for i in 0..<lines.count where firstPixel[i] >= 0 {
            let (from, to) = (unmirrored(pixels[Int(firstPixel[i])]), unmirrored(pixels[Int(lastPixel[i])]))
            for k in crowd.starts[i]..<crowd.starts[i + 1] { body(crowd.copies[k], from, to) }
        }
    }
}
