/// Square cells over boxes on the lattice, each with the list of those that meet it.
///
/// Boxes of like size are found in it with less work than in a ``BoxTree``; boxes of very different sizes want the tree.
/// O(n) to build, at most 40 bytes a box: cells are so large that lists hold no more than eight entries a box.
public struct BoxGrid: Sendable {
    public typealias Extent = BoxTree.Extent

    private let extents: [Extent]
    private let origin: LatticePoint
    /// Cells are 2^shift units wide and high.
    private let shift: Int
    private let columns: Int
    private let rows: Int
    /// The boxes of cell i: `items[starts[i]..<starts[i + 1]]`.
    private let starts: [UInt32]
    private let items: [UInt32]

    public init(_ boxes: [Extent]) {
        extents = boxes
        var all = boxes.first ?? Extent(low: LatticePoint(0, 0), high: LatticePoint(0, 0))
        for box in boxes { all.add(box) }
        origin = all.low
        let shift = Self.shift(boxes, all)
        let (columns, rows) = (Self.cell(all.high.x, all.low.x, shift) + 1, Self.cell(all.high.y, all.low.y, shift) + 1)
        var starts = [UInt32](repeating: 0, count: columns * rows + 1)
        func forEachCell(_ box: Extent, _ body: (Int) -> Void) {
            for row in Self.cell(box.low.y, all.low.y, shift)...Self.cell(box.high.y, all.low.y, shift) {
                for column in Self.cell(box.low.x, all.low.x, shift)...Self.cell(box.high.x, all.low.x, shift) { body(row * columns + column) }
            }
        }
        for box in boxes { forEachCell(box) { starts[$0 + 1] += 1 } }
        for i in 1..<starts.count { starts[i] += starts[i - 1] }
        var next = starts
        var items = [UInt32](repeating: 0, count: Int(starts[starts.count - 1]))
        for (i, box) in boxes.enumerated() {
            forEachCell(box) { cell in
                items[Int(next[cell])] = UInt32(truncatingIfNeeded: i)
                next[cell] += 1
            }
        }
        (self.shift, self.columns, self.rows, self.starts, self.items) = (shift, columns, rows, starts, items)
    }

    /// Cells as large as a box is on average, then larger until cells and entries are few enough.
    private static func shift(_ boxes: [Extent], _ all: Extent) -> Int {
        guard !boxes.isEmpty else { return 32 }
        var sum: Int64 = 0
        for box in boxes { sum += max(Int64(box.high.x) - Int64(box.low.x), Int64(box.high.y) - Int64(box.low.y)) }
        var shift = 64 - (sum / Int64(boxes.count)).leadingZeroBitCount
        while shift < 32 {
            let cells = (cell(all.high.x, all.low.x, shift) + 1) * (cell(all.high.y, all.low.y, shift) + 1)
            if cells <= boxes.count + 16 && entries(boxes, all, shift) <= 8 * boxes.count { break }
            shift += 1
        }
        return shift
    }

    private static func entries(_ boxes: [Extent], _ all: Extent, _ shift: Int) -> Int {
        boxes.reduce(0) { sum, box in
            sum + (cell(box.high.x, all.low.x, shift) - cell(box.low.x, all.low.x, shift) + 1) * (cell(box.high.y, all.low.y, shift) - cell(box.low.y, all.low.y, shift) + 1)
        }
    }

    @inline(__always)
    private static func cell(_ value: Int32, _ origin: Int32, _ shift: Int) -> Int { Int((Int64(value) - Int64(origin)) >> Int64(shift)) }

    /// Calls `body` for every box that overlaps `extent`, once and in a fixed order, until it returns false.
    public func search(_ extent: Extent, _ body: (Int) -> Bool) {
        let (left, right) = (max(0, Self.cell(extent.low.x, origin.x, shift)), min(columns - 1, Self.cell(extent.high.x, origin.x, shift)))
        let (first, last) = (max(0, Self.cell(extent.low.y, origin.y, shift)), min(rows - 1, Self.cell(extent.high.y, origin.y, shift)))
        guard left <= right, first <= last else { return }
        for row in first...last {
            for column in left...right {
                let cell = row * columns + column
                for k in starts[cell]..<starts[cell + 1] {
                    let item = Int(items[Int(k)]), box = extents[item]
                    // A box that meets several of the cells counts in the first.
                    guard box.overlaps(extent), max(left, Self.cell(box.low.x, origin.x, shift)) == column, max(first, Self.cell(box.low.y, origin.y, shift)) == row else { continue }
                    if !body(item) { return }
                }
            }
        }
    }
}
