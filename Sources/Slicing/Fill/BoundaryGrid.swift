import ImpressionGeometry

/// A region's boundary in a grid of cells: cuts lines at it and tells inside from outside, exactly.
///
/// Every edge stands in the list of each cell it passes. Lines look only at edges of cells they pass themselves. Of every cell's
/// lower left corner it is known whether it lies inside, so that a place is located by its own cell's edges.
///
/// Where a line passes exactly through a vertex, it counts as moved by (ε, ε²): then it crosses each ring an even number of times and
/// no case is special. O(n) to build for n edges, O(cells passed + edges there) for a line.
///
/// Source of the displacement: Edelsbrunner and Mücke, "Simulation of simplicity", ACM Transactions on Graphics 9(1), 1990.
struct BoundaryGrid {
    /// Edge `i` runs from point `i` to point `next(i)`, inside on its left.
    let points: [LatticePoint]
    private(set) var ringOf: [Int32] = []
    let ends: [Int]
    /// Way from the ring's first point to point `i`, mm.
    private(set) var ways: [Double] = []
    /// Length of each ring, mm.
    private(set) var lengths: [Double] = []

    private let low: LatticePoint
    private let cellSize: Double
    private let columns: Int
    private let rows: Int
    /// Edges of a cell: `entries[starts[cell] ..< starts[cell + 1]]`.
    private var starts: [Int32] = []
    private var entries: [Int32] = []
    private var isCornerInside: [Bool] = []

    init(_ region: Region) {
        points = region.contours.points
        ends = region.contours.ends
        let bounds = region.contours.latticeBounds ?? (LatticePoint(0, 0), LatticePoint(0, 0))
        // A margin, so that the first column's corners lie outside.
        low = LatticePoint(bounds.min.x - 2, bounds.min.y - 2)
        let width = Double(bounds.max.x) - Double(low.x) + 4, height = Double(bounds.max.y) - Double(low.y) + 4
        // About one edge in two cells, and enough cells that short lines inside find an empty one.
        cellSize = max(16, (width * height / Double(max(256, 2 * points.count))).squareRoot(), max(width, height) / 4096)
        columns = Int(width / cellSize) + 1
        rows = Int(height / cellSize) + 1
        measure()
        fill()
        locateCorners()
    }

    func range(ofRing ring: Int) -> Range<Int> { (ring == 0 ? 0 : ends[ring - 1])..<ends[ring] }

    func next(_ i: Int) -> Int {
        let ring = Int(ringOf[i])
        return i + 1 == ends[ring] ? (ring == 0 ? 0 : ends[ring - 1]) : i + 1
    }

    func previous(_ i: Int) -> Int {
        let ring = Int(ringOf[i]), first = ring == 0 ? 0 : ends[ring - 1]
        return i == first ? ends[ring] - 1 : i - 1
    }

    private mutating func measure() {
        ringOf.reserveCapacity(points.count)
        ways.reserveCapacity(points.count)
        for ring in ends.indices {
            let range = range(ofRing: ring)
            var way = 0.0
            for i in range {
                ringOf.append(Int32(ring))
                ways.append(way)
                way += points[i].point.distance(to: points[i + 1 == range.upperBound ? range.lowerBound : i + 1].point)
            }
            lengths.append(way)
        }
    }

    private mutating func fill() {
        starts = .init(repeating: 0, count: columns * rows + 1)
        for i in points.indices { visitCells(points[i], points[next(i)]) { starts[$0 + 1] += 1 } }
        for i in 1..<starts.count { starts[i] += starts[i - 1] }
        entries = .init(repeating: 0, count: Int(starts[starts.count - 1]))
        var place = starts
        for i in points.indices {
            visitCells(points[i], points[next(i)]) { cell in
                entries[Int(place[cell])] = Int32(i)
                place[cell] += 1
            }
        }
    }

    private mutating func locateCorners() {
        isCornerInside = .init(repeating: false, count: columns * rows)
        for row in 0..<rows {
            var isInside = false
            for column in 0..<columns {
                if column > 0 && crossings(corner(column - 1, row), corner(column, row), columns * row + column - 1...columns * row + column) & 1 == 1 { isInside.toggle() }
                isCornerInside[row * columns + column] = isInside
            }
        }
    }

    private func corner(_ column: Int, _ row: Int) -> LatticePoint {
        LatticePoint(Int32((Double(low.x) + Double(column) * cellSize).rounded(.up)), Int32((Double(low.y) + Double(row) * cellSize).rounded(.up)))
    }

    /// How often the way from `p` to `q` crosses edges of two neighbouring cells.
    private func crossings(_ p: LatticePoint, _ q: LatticePoint, _ cells: ClosedRange<Int>) -> Int {
        var count = 0
        let first = Int(starts[cells.lowerBound])..<Int(starts[cells.lowerBound + 1])
        for k in first where crosses(p, q, Int(entries[k])) { count += 1 }
        guard cells.count > 1 else { return count }
        for k in Int(starts[cells.upperBound])..<Int(starts[cells.upperBound + 1]) where crosses(p, q, Int(entries[k])) && !entries[first].contains(entries[k]) { count += 1 }
        return count
    }

    /// Whether a place lies inside.
    func contains(_ p: LatticePoint) -> Bool {
        let x = (Double(p.x) - Double(low.x)) / cellSize, y = (Double(p.y) - Double(low.y)) / cellSize
        guard x >= 0, y >= 0, Int(x) < columns, Int(y) < rows else { return false }
        let cell = Int(y) * columns + Int(x)
        return isCornerInside[cell] != (crossings(corner(Int(x), Int(y)), p, cell...cell) & 1 == 1)
    }

    private func crosses(_ p: LatticePoint, _ q: LatticePoint, _ edge: Int) -> Bool { share(of: edge, on: p, q) != nil }

    /// Where on the way from `p` to `q` an edge is crossed, 0 … 1.
    @inline(__always)
    private func share(of edge: Int, on p: LatticePoint, _ q: LatticePoint) -> Double? {
        let a = points[edge], b = points[next(edge)]
        let oa = LatticePoint.orientation(p, q, a), ob = LatticePoint.orientation(p, q, b)
        let zeroIsLeft = q.y > p.y || (q.y == p.y && q.x < p.x)
        guard (oa > 0 || (oa == 0 && zeroIsLeft)) != (ob > 0 || (ob == 0 && zeroIsLeft)) else { return nil }
        let op = LatticePoint.orientation(a, b, p), oq = LatticePoint.orientation(a, b, q)
        let zeroIsInside = b.y < a.y || (b.y == a.y && b.x > a.x)
        guard (op > 0 || (op == 0 && zeroIsInside)) != (oq > 0 || (oq == 0 && zeroIsInside)) else { return nil }
        return max(0, min(1, Double(op) / (Double(op) - Double(oq))))
    }

    /// The first edge to the right of a place; nil where there is none.
    func edge(rightOf p: LatticePoint) -> Int? {
        let x = (Double(p.x) - Double(low.x)) / cellSize, y = (Double(p.y) - Double(low.y)) / cellSize
        guard y >= 0, Int(y) < rows, x < Double(columns) else { return nil }
        var from = p
        for column in max(0, Int(max(0, x)))..<columns {
            let to = LatticePoint(corner(column + 1, 0).x, p.y), cell = Int(y) * columns + column
            var best: (share: Double, edge: Int)?
            if to.x > from.x {
                for k in Int(starts[cell])..<Int(starts[cell + 1]) {
                    let edge = Int(entries[k])
                    if let share = share(of: edge, on: from, to), best.map({ (share, edge) < $0 }) ?? true { best = (share, edge) }
                }
            }
            if let best { return best.edge }
            from = to
        }
        return nil
    }

    /// The edge nearest to a place, at most `limit` mm away.
    func edge(nearestTo p: LatticePoint, within limit: Double) -> Int? {
        let reach = limit * LatticePoint.unitsPerMillimetre
        func cells(_ value: Int32, _ low: Int32, _ count: Int) -> ClosedRange<Int>? {
            let first = max(0, (Double(value) - reach - Double(low)) / cellSize), last = min(Double(count - 1), (Double(value) + reach - Double(low)) / cellSize)
            return first <= last ? Int(first)...Int(last) : nil
        }
        guard let across = cells(p.x, low.x, columns), let up = cells(p.y, low.y, rows) else { return nil }
        var best: (square: Double, edge: Int)?
        for row in up {
            for column in across {
                let cell = row * columns + column
                for k in Int(starts[cell])..<Int(starts[cell + 1]) {
                    let edge = Int(entries[k]), a = points[edge].point, d = points[next(edge)].point - a, length = d.squaredLength
                    let share = length > 0 ? max(0, min(1, (p.point - a).dot(d) / length)) : 0, square = (p.point - a - d * share).squaredLength
                    if square <= limit * limit, best.map({ (square, edge) < $0 }) ?? true { best = (square, edge) }
                }
            }
        }
        return best?.edge
    }

    /// Where the way from `p` to `q` crosses the boundary, added in the order of the way.
    ///
    /// - Parameter seen: For each edge the last way that looked at it; `stamp` is this way's own number.
    func cut(_ p: LatticePoint, _ q: LatticePoint, seen: inout [Int32], stamp: Int32, into cuts: inout [(share: Double, edge: Int32)]) {
        visitCells(p, q) { cell in
            for k in Int(starts[cell])..<Int(starts[cell + 1]) {
                let edge = entries[k]
                if seen[Int(edge)] == stamp { continue }
                seen[Int(edge)] = stamp
                if let share = share(of: Int(edge), on: p, q) { cuts.append((share, edge)) }
            }
        }
        if cuts.count > 1 { cuts.sort { ($0.share, $0.edge) < ($1.share, $1.edge) } }
    }

    /// All cells that a way passes, and perhaps a few beside it.
    @inline(__always)
    private func visitCells(_ p: LatticePoint, _ q: LatticePoint, _ body: (Int) -> Void) {
        let (a, b) = p.y <= q.y ? (p, q) : (q, p)
        let ax = (Double(a.x) - Double(low.x)) / cellSize, ay = (Double(a.y) - Double(low.y)) / cellSize
        let bx = (Double(b.x) - Double(low.x)) / cellSize, by = (Double(b.y) - Double(low.y)) / cellSize
        guard by >= 0, ay < Double(rows), max(ax, bx) >= 0, min(ax, bx) < Double(columns) else { return }
        let slope = by > ay ? (bx - ax) / (by - ay) : 0
        for row in Int(max(0, ay))...Int(min(Double(rows - 1), by)) {
            // Where the way enters and leaves this row; the margin is far more than rounding and far less than a cell.
            var x0 = ax, x1 = bx
            if Double(row) > ay { x0 = ax + (Double(row) - ay) * slope }
            if Double(row + 1) < by { x1 = ax + (Double(row + 1) - ay) * slope }
            let left = min(x0, x1) - 1e-6, right = max(x0, x1) + 1e-6
            guard right >= 0, left < Double(columns) else { continue }
            for column in Int(max(0, left))...Int(min(Double(columns - 1), right)) { body(row * columns + column) }
        }
    }
}
