/// Square cells over all segments, and for each the list of segments that may pass through a pixel of it.
///
/// Cells are a power of two wide and high, about as large as a segment is long and as many as hold a handful each.
/// Linked lists take eight bytes an entry and one pass. O(n) where segments are of like length.
struct SegmentGrid: ~Copyable {
    private struct Entry: BitwiseCopyable {
        var segment: UInt32
        /// The entry before it in the same cell, or −1.
        var next: Int32
    }

    private let x0: Int32, y0: Int32
    private var shiftX: Int32, shiftY: Int32
    let columns: Int
    let rows: Int
    private var heads: Store<Int32>
    private var entries: Store<Entry>

    /// Segments that a cell would hold if each lay in one.
    private static let share = 5
    /// Fewer are not worth a grid.
    static let least = 64

    init(_ segments: UnsafeMutablePointer<Segment>, _ count: Int, around cell: HotPixelFinder.Cell) {
        (x0, y0) = (cell.x0, cell.y0)
        let (width, height) = (UInt64(Int64(cell.x1) &- Int64(cell.x0)) + 1, UInt64(Int64(cell.y1) &- Int64(cell.y0)) + 1)
        var (sumX, sumY): (Int64, Int64) = (0, 0)
        for i in 0..<count {
            sumX &+= segments[i].dx
            sumY &+= abs(segments[i].dy)
        }
        // As wide and as high as the segments are on average, then larger until there are few enough.
        func bits(_ mean: UInt64) -> Int32 { Int32(64 - mean.leadingZeroBitCount) }
        (shiftX, shiftY) = (bits(UInt64(sumX) / UInt64(count)), bits(UInt64(sumY) / UInt64(count)))
        while (width >> UInt64(shiftX) + 1) * (height >> UInt64(shiftY) + 1) > UInt64(count / Self.share + 1) {
            if shiftX <= shiftY { shiftX += 1 } else { shiftY += 1 }
        }
        columns = Int((width - 1) >> UInt64(shiftX)) + 1
        rows = Int((height - 1) >> UInt64(shiftY)) + 1
        heads = Store(repeating: -1, count: columns * rows)
        entries = Store(capacity: count * 2)
        for i in 0..<count { add(segments[i], UInt32(truncatingIfNeeded: i)) }
    }

    @inline(__always)
    private mutating func add(_ segment: UInt32, column: Int, row: Int) {
        let cell = row &* columns &+ column
        entries.append(Entry(segment: segment, next: heads[cell]))
        heads[cell] = Int32(truncatingIfNeeded: entries.count &- 1)
    }

    @inline(__always)
    private func column(_ x: Int32) -> Int { Int(truncatingIfNeeded: UInt32(bitPattern: x &- x0) >> UInt32(bitPattern: shiftX)) }

    @inline(__always)
    private func row(_ y: Int32) -> Int { Int(truncatingIfNeeded: UInt32(bitPattern: y &- y0) >> UInt32(bitPattern: shiftY)) }

    @inline(__always)
    private mutating func add(_ s: Segment, _ id: UInt32) {
        let (left, right, first, last) = (column(s.ax), column(s.bx), row(s.ay), row(s.by))
        if left == right && first == last { return add(id, column: left, row: first) }
        if left == right || first == last {
            for row in min(first, last)...max(first, last) {
                for column in left...right { add(id, column: column, row: row) }
            }
            return
        }
        addSlanted(s, id, left, right, first, last)
    }

    /// Row by row, between the columns of where it enters and leaves.
    private mutating func addSlanted(_ s: Segment, _ id: UInt32, _ left: Int, _ right: Int, _ first: Int, _ last: Int) {
        let slope = Double(s.dx) / Double(s.dy)
        let up = last > first
        var row = first
        var from = left
        while true {
            var to = right
            if row != last {
                // The border to the next row lies half a unit beside a lattice line, and pixels reach half a unit from their centres:
                // both, and the rounding of a value below 2³¹, are less than one unit in y, and one more in x.
                let border = Int64(y0) &+ Int64(up ? row &+ 1 : row) << Int64(shiftY)
                let y = Double(border &- Int64(s.ay))
                let (a, b) = ((y - 1.5) * slope, (y + 1.5) * slope)
                to = min(right, column(clampedX(s, max(a, b) + 1)))
                let next = max(left, column(clampedX(s, min(a, b) - 1)))
                for column in from...max(from, to) { add(id, column: column, row: row) }
                from = next
                row = up ? row &+ 1 : row &- 1
            } else {
                for column in from...right { add(id, column: column, row: row) }
                return
            }
        }
    }

    @inline(__always)
    private func clampedX(_ s: Segment, _ step: Double) -> Int32 {
        s.ax &+ Int32(truncatingIfNeeded: Int64(max(0, min(Double(s.dx), step))))
    }

    func cell(column: Int, row: Int, in all: HotPixelFinder.Cell) -> HotPixelFinder.Cell {
        let (left, low) = (Int64(x0) + Int64(column) << Int64(shiftX), Int64(y0) + Int64(row) << Int64(shiftY))
        return HotPixelFinder.Cell(x0: Int32(truncatingIfNeeded: left), y0: Int32(truncatingIfNeeded: low),
                                   x1: Int32(truncatingIfNeeded: min(Int64(all.x1), left + 1 << Int64(shiftX) - 1)),
                                   y1: Int32(truncatingIfNeeded: min(Int64(all.y1), low + 1 << Int64(shiftY) - 1)))
    }

    /// Puts the segments of a cell on a stack.
    @inline(__always)
    func list(column: Int, row: Int, onto ids: inout Store<UInt32>) {
        var entry = heads[row &* columns &+ column]
        while entry >= 0 {
            ids.append(entries[Int(entry)].segment)
            entry = entries[Int(entry)].next
        }
    }
}
