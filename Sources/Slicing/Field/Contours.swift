import ImpressionGeometry

/// Closed polygons as flat arrays: loop `i` has the points `starts[i] ..< starts[i + 1]`.
struct Loops: Sendable {
    var x: [Double] = []
    var y: [Double] = []
    var starts: [Int] = [0]

    var count: Int { starts.count - 1 }
    var isEmpty: Bool { starts.count == 1 }

    mutating func removeAll() {
        x.removeAll(keepingCapacity: true)
        y.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        starts.append(0)
    }

    /// Ends the loop that the points added since the last call make; fewer than three points are taken back.
    mutating func closeLoop() {
        if x.count - starts[starts.count - 1] < 3 {
            x.removeSubrange(starts[starts.count - 1]...)
            y.removeSubrange(starts[starts.count - 1]...)
        } else {
            starts.append(x.count)
        }
    }

    func points(_ loop: Int) -> [Point] { (starts[loop]..<starts[loop + 1]).map { Point(x[$0], y[$0]) } }
    func range(_ loop: Int) -> Range<Int> { starts[loop]..<starts[loop + 1] }

    func perimeter(_ loop: Int) -> Double {
        let range = range(loop)
        var sum = 0.0, px = x[range.upperBound - 1], py = y[range.upperBound - 1]
        for i in range {
            let dx = x[i] - px, dy = y[i] - py
            sum += (dx * dx + dy * dy).squareRoot()
            (px, py) = (x[i], y[i])
        }
        return sum
    }

    func signedArea(_ loop: Int) -> Double {
        let range = range(loop)
        let ox = x[range.lowerBound], oy = y[range.lowerBound]
        var sum = 0.0, px = x[range.upperBound - 1] - ox, py = y[range.upperBound - 1] - oy
        for i in range {
            let qx = x[i] - ox, qy = y[i] - oy
            sum += px * qy - qx * py
            (px, py) = (qx, qy)
        }
        return sum / 2
    }
}

/// Traces where two bilinear fields are both at least their levels, as closed polygons, inside on the left:
/// outer boundaries counter-clockwise, holes clockwise. Beyond the grid there is nothing, so polygons close along its border.
///
/// Each grid edge that changes sides carries one point; each point has exactly one successor, hence the polygons are
/// closed and never share an edge. In a cell with two opposite corners inside, the corners stay apart.
/// One pass over the grid, eight cells at a time where nothing happens.
///
/// Source: Lorensen and Cline, "Marching cubes", SIGGRAPH 1987, in the plane.
struct ContourTracer: Sendable {
    private var next: [Int32] = []
    private var px: [Double] = []
    private var py: [Double] = []
    /// Sides of the nodes of the row below and above, one byte each, with a column outside at either end.
    private var lower: [UInt8] = []
    private var upper: [UInt8] = []
    /// Point on the edge from node to right neighbour, for both rows; and on the edge upwards.
    private var lowerPoints: [Int32] = []
    private var upperPoints: [Int32] = []
    private var risingPoints: [Int32] = []
    /// For each strip of the two rows: 0 or 1 where all its nodes are on that side, else 2.
    private var lowerKinds: [UInt8] = []
    private var upperKinds: [UInt8] = []

    /// One field and the level at which its inside begins.
    struct Bound {
        let field: StripField
        let level: Float
        init(_ field: StripField, atLeast level: Double) { (self.field, self.level) = (field, Float(level)) }
    }

    /// - Parameter tolerance: Greatest distance of a traced corner from the polygon returned, mm; 0 drops only collinear points.
    mutating func trace(_ first: Bound, and second: Bound? = nil, tolerance: Double, into loops: inout Loops) {
        loops.removeAll()
        guard first.field.frame.columns > 0, first.field.frame.rows > 0 else { return }
        first.read { a in
            if let second { second.read { sweep(a, $0, first.field.frame) } } else { sweep(a, nil, first.field.frame) }
        }
        link(tolerance: tolerance, into: &loops)
    }

    private mutating func sweep(_ first: Reader, _ second: Reader?, _ frame: GridFrame) {
        reset(frame)
        for y in -1..<frame.rows {
            swap(&lower, &upper)
            swap(&lowerKinds, &upperKinds)
            swap(&lowerPoints, &upperPoints)
            markSides(row: y + 1, first, second, frame)
            sweepCells(row: y, first, second, frame)
        }
    }

    private mutating func reset(_ frame: GridFrame) {
        let width = frame.stride + GridFrame.strip + 2
        next.removeAll(keepingCapacity: true)
        px.removeAll(keepingCapacity: true)
        py.removeAll(keepingCapacity: true)
        if lowerPoints.count != width {
            lowerPoints = .init(repeating: -1, count: width)
            upperPoints = lowerPoints
            risingPoints = lowerPoints
        }
        // One strip more than the frame has: it lies outside and closes the polygons on the right.
        lower = .init(repeating: 0, count: width)
        upper = lower
        lowerKinds = .init(repeating: 0, count: frame.strips + 1)
        upperKinds = lowerKinds
    }

    private mutating func markSides(row: Int, _ first: Reader, _ second: Reader?, _ frame: GridFrame) {
        for strip in 0..<frame.strips {
            let kindA = row < frame.rows ? first.kind(row, strip) : 0
            let kindB = row < frame.rows ? second?.kind(row, strip) ?? 1 : 0
            let kind = Self.both(kindA, kindB)
            let columns = frame.columns(ofStrip: strip)
            if kind == 2 {
                // A field that decides nothing here may have no values here.
                let deciding = kindA == 1 ? second ?? first : first
                Self.mark(&upper, columns, row * frame.stride, deciding, kindA == 2 && kindB == 2 ? second : nil)
            } else if upperKinds[strip] != kind {
                for x in columns { upper[x + 1] = kind }
            }
            upperKinds[strip] = kind
        }
    }

    /// A strip's kind from those of its two fields.
    private static func both(_ a: UInt8, _ b: UInt8) -> UInt8 { a == 0 || b == 0 ? 0 : a == 1 && b == 1 ? 1 : 2 }

    private static func mark(_ upper: inout [UInt8], _ columns: Range<Int>, _ rowStart: Int, _ first: Reader, _ second: Reader?) {
        var all = upper.mutableSpan
        var sides = all._mutatingExtracting(columns.lowerBound + 1..<columns.upperBound + 1)
        let a = first.values + (rowStart + columns.lowerBound), level = first.level
        if let second {
            let b = second.values + (rowStart + columns.lowerBound), levelB = second.level
            for x in 0..<sides.count { sides[x] = a[x] >= level && b[x] >= levelB ? 1 : 0 }
        } else {
            for x in 0..<sides.count { sides[x] = a[x] >= level ? 1 : 0 }
        }
    }

    /// Cells between row `y` and the next; column and row −1 lie outside the grid.
    private mutating func sweepCells(row y: Int, _ first: Reader, _ second: Reader?, _ frame: GridFrame) {
        for strip in 0...frame.strips {
            let start = strip * GridFrame.strip   // cell between padded columns start and start + 1
            let kind = lowerKinds[strip]
            if kind < 2, kind == upperKinds[strip], lower[start] == kind, upper[start] == kind, isWhole(strip, frame) || kind == 0 { continue }
            var x = start
            let end = min(start + GridFrame.strip, frame.columns + 1)
            while x < end {
                if let uniform = uniformCells(at: x) {
                    x += uniform
                    continue
                }
                let corners = lower[x] | lower[x + 1] << 1 | upper[x + 1] << 2 | upper[x] << 3
                if corners != 0 && corners != 15 { cell(x, y, corners, first, second, frame) }
                x += 1
            }
        }
    }

    private func isWhole(_ strip: Int, _ frame: GridFrame) -> Bool { (strip + 1) * GridFrame.strip <= frame.columns }

    /// 7 where the next seven cells lie wholly on one side, nil otherwise.
    private func uniformCells(at x: Int) -> Int? {
        let below = lower.span.bytes.unsafeLoadUnaligned(fromByteOffset: x, as: UInt64.self)
        let above = upper.span.bytes.unsafeLoadUnaligned(fromByteOffset: x, as: UInt64.self)
        return below == above && (below == 0 || below == 0x0101_0101_0101_0101) ? 7 : nil
    }

    /// Joins the crossing points of one cell. Bits: lower left, lower right, upper right, upper left.
    private mutating func cell(_ x: Int, _ y: Int, _ corners: UInt8, _ first: Reader, _ second: Reader?, _ frame: GridFrame) {
        let a = corners & 1 != 0, b = corners & 2 != 0, c = corners & 4 != 0, d = corners & 8 != 0
        // The cell's edges in the order of its corners. Lower edge and left edge were met before, the others are new,
        // except that the outermost row's lower edges have nothing inside.
        let bottom = a != b ? lowerPoints[x] : -1
        let left = a != d ? risingPoints[x] : -1
        var right: Int32 = -1, top: Int32 = -1
        if b != c {
            right = crossing(x, y, x, y + 1, insideFirst: b, first, second, frame)
            risingPoints[x + 1] = right
        }
        if d != c {
            top = crossing(x - 1, y + 1, x, y + 1, insideFirst: d, first, second, frame)
            upperPoints[x] = top
        }
        switch corners {
        case 1: join(bottom, left)
        case 2: join(right, bottom)
        case 3: join(right, left)
        case 4: join(top, right)
        case 5: join(bottom, left); join(top, right)
        case 6: join(top, bottom)
        case 7: join(top, left)
        case 8: join(left, top)
        case 9: join(bottom, top)
        case 10: join(right, bottom); join(left, top)
        case 11: join(right, top)
        case 12: join(left, right)
        case 13: join(bottom, right)
        default: join(left, bottom)
        }
    }

    private mutating func join(_ from: Int32, _ to: Int32) { next[Int(from)] = to }

    /// The point where the edge between nodes (x0, y0) and (x1, y1) leaves the inside.
    private mutating func crossing(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int, insideFirst: Bool, _ first: Reader, _ second: Reader?, _ frame: GridFrame) -> Int32 {
        let (ix, iy, ox, oy) = insideFirst ? (x0, y0, x1, y1) : (x1, y1, x0, y0)
        var share = 0.0
        if ox >= 0, oy >= 0, ox < frame.columns, oy < frame.rows {
            let inner = iy * frame.stride + ix, outer = oy * frame.stride + ox
            share = first.share(inner, outer)
            if let second { share = min(share, second.share(inner, outer)) }
        }
        px.append((Double(ix) + Double(ox - ix) * share) * frame.pitchX)
        py.append((Double(iy) + Double(oy - iy) * share) * frame.pitchY)
        next.append(-1)
        return Int32(next.count - 1)
    }

    private mutating func link(tolerance: Double, into loops: inout Loops) {
        var simplifier = LoopSimplifier(tolerance: tolerance)
        for start in next.indices where next[start] >= 0 {
            var i = start
            simplifier.begin()
            while next[i] >= 0 {
                simplifier.add(px[i], py[i])
                let following = Int(next[i])
                next[i] = -1
                i = following
            }
            simplifier.finish { x, y in
                loops.x.append(x)
                loops.y.append(y)
            }
            loops.closeLoop()
        }
    }
}

extension ContourTracer {
    /// A bound's memory while it is traced: reference counts in the inner loops would cost as much as the work.
    fileprivate struct Reader {
        let values: UnsafePointer<Float>
        let ranges: UnsafePointer<SIMD2<Float>>
        let strips: Int
        let level: Float

        @inline(__always)
        private func value(_ node: Int) -> Double {
            let range = ranges[node / GridFrame.strip]
            return Double((range.x == range.y ? range.x : values[node]) - level)
        }

        /// Share of the way from an inside node to an outside one at which the field falls below its level; 1 if it does not.
        @inline(__always)
        func share(_ inner: Int, _ outer: Int) -> Double {
            let a = value(inner), b = value(outer)
            return b < 0 ? a / (a - b) : 1
        }

        /// 0 where a strip lies wholly outside, 1 wholly inside, 2 neither.
        @inline(__always)
        func kind(_ row: Int, _ strip: Int) -> UInt8 {
            let range = ranges[row * strips + strip]
            return range.y < level ? 0 : range.x >= level ? 1 : 2
        }
    }
}

extension ContourTracer.Bound {
    fileprivate func read(_ body: (ContourTracer.Reader) -> Void) {
        field.values.withUnsafeBufferPointer { values in
            field.ranges.withUnsafeBufferPointer { ranges in
                guard let first = values.baseAddress, let firstRange = ranges.baseAddress else { return }
                body(ContourTracer.Reader(values: first, ranges: firstRange, strips: field.frame.strips, level: level))
            }
        }
    }
}
