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
    let isFalling: Bool
    let cell: HotPixelFinder.Cell
    var lines: Store<Segment>
    var isMember: Store<Bool>
    /// The pixels of the box that members may reach.
    private var reach = HotPixelFinder.Cell(x0: .max, y0: .max, x1: .min, y1: .min)
    var stair = BundleStair()
    /// The windings between the members on the stair, where they are known.
    var windings: BundleWindings
    /// Where each member stands, −1 where it does not.
    let positions: Store<Int32>
    /// The hot pixels so far.
    var pixels = Store<LatticePoint>(capacity: 64)
    /// The first and last pixel of each member, −1 for none.
    let firstPixel: Store<Int32>
    let lastPixel: Store<Int32>
    let shifts: Store<Int32>
    var moved = Store<UInt32>(capacity: 16)
    var starting = Store<UInt32>(capacity: 16)
    var merged = Store<MergedPiece>(capacity: 64)

    /// - Parameter outline: What is wanted of the box, where all its segments lie within it: pieces inside and outside of the area may go.
    init(_ crowd: borrowing Crowd, in cell: HotPixelFinder.Cell, isFalling: Bool, outline: BundleWindings.Outline? = nil) {
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
        windings = BundleWindings(outline, lines, isMember, isFalling: isFalling)
    }

    /// Marks of events that are neither a crossing of two members nor the start of one.
    private static let vertex = UInt32.max, pixelOnly = UInt32.max - 1

    mutating func run(_ crowd: borrowing Crowd, vertices: borrowing Store<LatticePoint>) {
        enter()
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
                isVertex = isVertex || item == Self.vertex
                if events[i].isStart { starting.append(item) }
                i += 1
            }
            pass(q, crowd, events.base + first, i - first, isVertex)
        }
        for k in 0..<stair.count { lastPixel[Int(stair[k])] = stair.lasts[k] }
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
                events.append(isOwn ? KeyedItem(key: key(crossing.pixel), item: crossing.first, second: crossing.second) : KeyedItem(key: key(crossing.pixel), item: Self.pixelOnly))
            }
        }
        for i in 0..<vertices.count where reach.contains(LatticePoint(vertices[i].x, vertices[i].y &* sign)) { events.append(KeyedItem(key: key(vertices[i]), item: Self.vertex)) }
        for i in 0..<lines.count where isMember[i] && cell.contains(lines[i].a) {
            events.append(KeyedItem(key: key(LatticePoint(lines[i].ax, lines[i].ay &* sign)), item: UInt32(i), second: .max))
        }
        let bitsX = 64 - (Int64(cell.x1) - Int64(cell.x0)).leadingZeroBitCount
        events.sortByKey(bits: bitsX + Int(bitsY))
        return events
    }

    private mutating func pass(_ q: LatticePoint, _ crowd: borrowing Crowd, _ events: UnsafeMutablePointer<KeyedItem>, _ count: Int, _ isVertex: Bool) {
        let (low, high) = interval(q, events)
        if low == high && starting.isEmpty { return }
        let pixel = Int32(truncatingIfNeeded: pixels.count)
        pixels.append(q)
        windings.reach(q, stair.members, crowd)
        draw(low, high, to: pixel, crowd)
        let below = windings.below(low, stair.members, crowd)
        var end = high
        if isVertex { end = removeEnding(at: q, pixel, low, high) }
        exchange(events, count)
        if !starting.isEmpty { end = insertStarting(at: q, pixel, low, end, events, count) }
        for i in low..<end { stair.lasts.base[i] = pixel }
        windings.leave(low, end, below, stair.members, crowd)
    }

    /// Calls `body` with every segment that passes pixels of the box, and the first and the last of them.
    func report(_ crowd: borrowing Crowd, _ body: (UInt32, LatticePoint, LatticePoint) -> Void) {
        for i in 0..<lines.count where firstPixel[i] >= 0 {
            let (from, to) = (unmirrored(pixels[Int(firstPixel[i])]), unmirrored(pixels[Int(lastPixel[i])]))
            for k in crowd.starts[i]..<crowd.starts[i + 1] { body(crowd.copies[k], from, to) }
        }
    }
}

/// What happens at a pixel of the stair.
extension KeyedItem {
    @inline(__always) var isStart: Bool { second == .max }
    /// Two members cross: names below 2²⁰.
    @inline(__always) var isCrossing: Bool { item < 1 << 20 && second != .max }
}
