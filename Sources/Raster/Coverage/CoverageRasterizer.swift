public import ImpressionGeometry

/// Turns closed contours into the covered share of each pixel they touch.
///
/// Edges leave signed areas in the cells they pass; sums along each row give the coverage. Nothing is stored for
/// pixels without an edge. A pixel's coverage is its exact area (coordinates are rounded to 2⁻¹⁶ pixels) wherever the
/// winding number in it takes two neighbouring values. Where contours overlap inside of one pixel the sum of their
/// areas is folded by the fill rule, as is usual (`crowdedPixels`); a canonical `Region` never does that.
///
/// O(pixels passed by edges + spans). Reuse one for many paths: it keeps its memory.
///
/// Source: the cell accumulation of LibArt and FreeType's smooth rasteriser (Raph Levien; David Turner), described in
/// Levien, "Font-rs: inside the fastest font renderer in the world", 2016.
public struct CoverageRasterizer: Sendable {
    /// What the edges in one pixel add up to.
    private struct Cell: BitwiseCopyable {
        var x: Int16
        var row: Int16
        /// Height of the edges, downwards positive, in 2⁻¹⁶ pixels.
        var cover: Int32
        /// Twice the area between the edges and the pixel's left side, in 2⁻³² pixels.
        var area: Int64
    }

    public private(set) var width: Int
    public private(set) var height: Int
    /// How many pixels of the last spans may be covered less than told: four pieces of edges or more pass there, or areas that lie over each other add up to
    /// more than the whole. Where there are many, lines cross or repeat within pixels: rasterise the `Region` of the contours instead.
    public private(set) var crowdedPixels = 0
    /// What is added to coordinates before they are used.
    private var shift = Point.zero
    private var cells: [Cell] = []
    private var sorted: [Cell] = []
    private var starts: [Int] = []
    private var firstRow = Int32.max
    private var lastRow = Int32.min

    private static let one: Int64 = 1 << 16
    /// Twice the area of a pixel in 2⁻³² pixels.
    private static let whole: Int64 = 1 << 33

    /// - Parameters: Size of the clip in pixels, at most 32 767 each way.
    public init(width: Int, height: Int) {
        self.width = max(0, min(32767, width))
        self.height = max(0, min(32767, height))
    }

    /// Forgets all contours and takes another clip: `width` × `height` pixels from (x, y). Spans are told from there.
    public mutating func begin(x: Int, y: Int, width: Int, height: Int) {
        removeAll()
        (self.width, self.height) = (max(0, min(32767, width)), max(0, min(32767, height)))
        shift = Point(Double(-x), Double(-y))
    }

    /// Forgets all contours, but not its memory.
    public mutating func removeAll() {
        cells.removeAll(keepingCapacity: true)
        (firstRow, lastRow) = (.max, .min)
    }

    /// Adds one closed contour in pixels. A contour with a coordinate that is not finite is left out.
    public mutating func add(_ contour: some Collection<Point>) {
        guard width > 0, height > 0, let first = contour.first else { return }
        for p in contour where !(p.x.isFinite && p.y.isFinite) { return }
        var previous = first + shift
        for p in contour.dropFirst() {
            addEdge(previous, p + shift)
            previous = p + shift
        }
        addEdge(previous, first + shift)
    }

    /// Adds one closed contour, as above.
    public mutating func add(_ contour: Span<Point>) {
        guard width > 0, height > 0, !contour.isEmpty else { return }
        for i in contour.indices where !(contour[i].x.isFinite && contour[i].y.isFinite) { return }
        let first = contour[0] + shift
        var previous = first
        for i in 1..<contour.count {
            let p = contour[i] + shift
            addEdge(previous, p)
            previous = p
        }
        addEdge(previous, first)
    }

    // MARK: Clipping

    /// Cuts the edge off above and below and presses it against the left and right sides.
    private mutating func addEdge(_ a: Point, _ b: Point) {
        if a.y == b.y { return }
        let (w, h) = (Double(width), Double(height))
        if max(a.y, b.y) <= 0 || min(a.y, b.y) >= h || min(a.x, b.x) >= w { return }
        if min(a.x, b.x, a.y, b.y) >= 0 && max(a.x, b.x) <= w && max(a.y, b.y) <= h { return addLine(fixed(a.x), fixed(a.y), fixed(b.x), fixed(b.y)) }
        func atY(_ y: Double) -> Point { Point(a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)), y) }
        let start = a.y < 0 ? atY(0) : a.y > h ? atY(h) : a
        let end = b.y < 0 ? atY(0) : b.y > h ? atY(h) : b
        var corners = [start]
        for x in a.x < b.x ? [0, w] : [w, 0] where (start.x - x) * (end.x - x) < 0 {
            corners.append(Point(x, start.y + (end.y - start.y) * ((x - start.x) / (end.x - start.x))))
        }
        corners.append(end)
        for (p, q) in zip(corners, corners.dropFirst()) {
            addLine(fixed(max(0, min(w, p.x))), fixed(max(0, min(h, p.y))), fixed(max(0, min(w, q.x))), fixed(max(0, min(h, q.y))))
        }
    }

    @inline(__always)
    private func fixed(_ v: Double) -> Int64 { Int64(v * 65536 + 0.5) }

    // MARK: Cells

    /// Walks the rows between two points in 2⁻¹⁶ pixels, inside of the clip.
    private mutating func addLine(_ x0: Int64, _ y0: Int64, _ x1: Int64, _ y1: Int64) {
        if y0 == y1 { return }
        let isDown = y1 > y0
        let (dx, dy) = (x1 &- x0, y1 &- y0)
        // Upwards a point on a boundary belongs to the row above.
        var row = isDown ? y0 >> 16 : (y0 &- 1) >> 16
        let last = isDown ? (y1 &- 1) >> 16 : y1 >> 16
        firstRow = min(firstRow, Int32(truncatingIfNeeded: min(row, last)))
        lastRow = max(lastRow, Int32(truncatingIfNeeded: max(row, last)))
        var (x, y) = (x0, y0)
        while row != last {
            let edge = isDown ? (row &+ 1) << 16 : row << 16
            let crossing = dx == 0 ? x0 : x0 &+ dx &* (edge &- y0) / dy
            addRow(row, x, y, crossing, edge)
            (x, y) = (crossing, edge)
            row &+= isDown ? 1 : -1
        }
        addRow(row, x, y, x1, y1)
    }

    /// Walks the cells of one row.
    @inline(__always)
    private mutating func addRow(_ row: Int64, _ x0: Int64, _ y0: Int64, _ x1: Int64, _ y1: Int64) {
        let isRight = x1 >= x0
        var column = isRight ? x0 >> 16 : (x0 &- 1) >> 16
        let last = isRight ? (x1 > x0 ? (x1 &- 1) >> 16 : column) : x1 >> 16
        var (x, y) = (x0, y0)
        let (dx, dy) = (x1 &- x0, y1 &- y0)
        while column != last {
            let edge = isRight ? (column &+ 1) << 16 : column << 16
            let crossing = y0 &+ dy &* (edge &- x0) / dx
            append(row, column, crossing &- y, (x &- column << 16) &+ (edge &- column << 16))
            (x, y) = (edge, crossing)
            column &+= isRight ? 1 : -1
        }
        append(row, column, y1 &- y, (x &- column << 16) &+ (x1 &- column << 16))
    }

    @inline(__always)
    private mutating func append(_ row: Int64, _ column: Int64, _ height: Int64, _ doubledX: Int64) {
        if height == 0 { return }
        cells.append(Cell(x: Int16(truncatingIfNeeded: column), row: Int16(truncatingIfNeeded: row), cover: Int32(truncatingIfNeeded: height), area: height &* doubledX))
    }

    // MARK: Spans

    /// The covered pixels of all contours added so far, row by row from left to right.
    public mutating func spans(_ fill: FillRule) -> [CoverageSpan] {
        var spans: [CoverageSpan] = []
        forEachRow(fill) { _, row in spans.append(contentsOf: row) }
        return spans
    }

    /// As `spans`, added to a list that may keep its memory.
    public mutating func appendSpans(_ fill: FillRule, to spans: inout [CoverageSpan]) {
        crowdedPixels = 0
        guard firstRow <= lastRow else { return }
        sortByRow()
        for row in 0...Int(lastRow - firstRow) where starts[row] < starts[row + 1] {
            sortCells(starts[row]..<starts[row + 1])
            crowdedPixels += sweep(Int32(truncatingIfNeeded: row) &+ firstRow, starts[row]..<starts[row + 1], fill, &spans)
        }
    }

    /// Hands the spans of each row that has any to `body`, from the top.
    public mutating func forEachRow(_ fill: FillRule, _ body: (Int, [CoverageSpan]) -> Void) {
        crowdedPixels = 0
        guard firstRow <= lastRow else { return }
        sortByRow()
        var spans: [CoverageSpan] = []
        for row in 0...Int(lastRow - firstRow) where starts[row] < starts[row + 1] {
            sortCells(starts[row]..<starts[row + 1])
            spans.removeAll(keepingCapacity: true)
            crowdedPixels += sweep(Int32(truncatingIfNeeded: row) &+ firstRow, starts[row]..<starts[row + 1], fill, &spans)
            if !spans.isEmpty { body(row + Int(firstRow), spans) }
        }
    }

    private mutating func sortByRow() {
        let count = Int(lastRow - firstRow) + 1
        starts.removeAll(keepingCapacity: true)
        starts.append(contentsOf: repeatElement(0, count: count + 2))
        for cell in cells { starts[Int(Int32(cell.row) &- firstRow) &+ 2] &+= 1 }
        for i in 2..<count + 2 { starts[i] &+= starts[i - 1] }
        if sorted.count < cells.count { sorted = cells }
        for i in cells.indices {
            let row = Int(Int32(cells[i].row) &- firstRow) &+ 1
            sorted[starts[row]] = cells[i]
            starts[row] &+= 1
        }
    }

    private mutating func sortCells(_ range: Range<Int>) {
        if range.count > 32 { return sorted[range].sort { $0.x < $1.x } }
        for i in range {
            let cell = sorted[i]
            var k = i
            while k > range.lowerBound && sorted[k - 1].x > cell.x {
                sorted[k] = sorted[k - 1]
                k -= 1
            }
            sorted[k] = cell
        }
    }

    /// Returns how many pixels are crowded.
    private func sweep(_ y: Int32, _ range: Range<Int>, _ fill: FillRule, _ spans: inout [CoverageSpan]) -> Int {
        var cover: Int64 = 0
        var crowded = 0
        var i = range.lowerBound
        while i < range.upperBound {
            let column = sorted[i].x
            let x = Int32(column)
            var area: Int64 = 0
            let (before, first) = (cover, i)
            repeat {
                cover &+= Int64(sorted[i].cover)
                area &+= sorted[i].area
                i &+= 1
            } while i < range.upperBound && sorted[i].x == column
            let doubled = cover << 17 &- area
            if x < width { Self.append(y, x, 1, Self.share(doubled, fill), &spans) }
            if i &- first >= 4 || abs(doubled) > Self.whole + Self.whole >> 6, abs(before) < Self.one || abs(cover) < Self.one { crowded &+= 1 }
            let end = i < range.upperBound ? Int32(sorted[i].x) : Int32(width)
            if end > x &+ 1 && cover != 0 { Self.append(y, x &+ 1, end &- x &- 1, Self.share(cover << 17, fill), &spans) }
        }
        return crowded
    }

    @inline(__always)
    private static func append(_ y: Int32, _ x: Int32, _ length: Int32, _ coverage: Float, _ spans: inout [CoverageSpan]) {
        if coverage <= 0 { return }
        if let last = spans.last, last.coverage == coverage, last.x &+ last.length == x, last.y == y {
            spans[spans.count - 1].length &+= length
        } else {
            spans.append(CoverageSpan(y: y, x: x, length: length, coverage: coverage))
        }
    }

    /// Folds twice a signed area in 2⁻³² pixels by the fill rule.
    @inline(__always)
    private static func share(_ doubled: Int64, _ fill: FillRule) -> Float {
        let full = whole
        let folded: Int64
        switch fill {
        case .nonZero: folded = min(full, abs(doubled))
        case .positive: folded = min(full, max(0, doubled))
        case .negative: folded = min(full, max(0, -doubled))
        case .evenOdd:
            let rest = doubled & (2 &* full &- 1)
            folded = rest > full ? 2 &* full &- rest : rest
        }
        return Float(folded) * 0x1p-33
    }
}
