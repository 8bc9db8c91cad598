import ImpressionGeometry

/// Square cells of the plate that a region reaches into.
struct CellMap {
    private let size: Double
    private let column0: Int
    private let row0: Int
    private let columns: Int
    private let rows: Int
    private var isSet: [Bool]

    /// - Parameter size: Edge of a cell, mm. Cells are aligned to the plate's origin.
    init(_ region: Region, size: Double) {
        let box = region.bounds
        self.size = size
        guard !box.isEmpty, size > 0 else {
            (column0, row0, columns, rows, isSet) = (0, 0, 0, 0, [])
            return
        }
        column0 = Int((box.min.x / size).rounded(.down))
        row0 = Int((box.min.y / size).rounded(.down))
        columns = Int((box.max.x / size).rounded(.down)) - column0 + 1
        rows = Int((box.max.y / size).rounded(.down)) - row0 + 1
        isSet = .init(repeating: false, count: columns * rows)
        for i in 0..<region.ringCount {
            let ring = region.contours[i]
            var a = ring[ring.endIndex - 1].point
            for b in ring.lazy.map(\.point) {
                setEdge(a, b)
                a = b
            }
        }
        fillInside(region)
    }

    /// Every cell that an edge passes.
    private mutating func setEdge(_ a: Point, _ b: Point) {
        let (l, r) = a.x <= b.x ? (a, b) : (b, a)
        let first = Int((l.x / size).rounded(.down)), last = Int((r.x / size).rounded(.down))
        for column in first...last {
            let x0 = max(l.x, Double(column) * size), x1 = min(r.x, Double(column + 1) * size)
            let y0 = r.x > l.x ? l.y + (r.y - l.y) * (x0 - l.x) / (r.x - l.x) : l.y
            let y1 = r.x > l.x ? l.y + (r.y - l.y) * (x1 - l.x) / (r.x - l.x) : r.y
            for row in clampedRow(min(y0, y1))...clampedRow(max(y0, y1)) { isSet[row * columns + column - column0] = true }
        }
    }

    private func clampedRow(_ y: Double) -> Int { max(0, min(rows - 1, Int((y / size).rounded(.down)) - row0)) }

    /// Every cell whose middle lies inside.
    private mutating func fillInside(_ region: Region) {
        var turns = [[Double]](repeating: [], count: rows)
        for i in 0..<region.ringCount {
            let ring = region.contours[i]
            var a = ring[ring.endIndex - 1].point
            for b in ring.lazy.map(\.point) {
                let first = Int((min(a.y, b.y) / size - 0.5).rounded(.up)), last = Int((max(a.y, b.y) / size - 0.5).rounded(.up))
                for row in first..<max(first, last) where turns.indices.contains(row - row0) {
                    let y = (Double(row) + 0.5) * size
                    turns[row - row0].append(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y))
                }
                a = b
            }
        }
        for row in 0..<rows {
            let xs = turns[row].sorted()
            for k in stride(from: 0, to: xs.count - 1, by: 2) {
                let first = max(0, Int((xs[k] / size - 0.5).rounded(.up)) - column0), last = min(columns - 1, Int((xs[k + 1] / size - 0.5).rounded(.down)) - column0)
                if first <= last { for column in first...last { isSet[row * columns + column] = true } }
            }
        }
    }

    /// Sets single cells between two that are set.
    mutating func closeGaps() {
        let old = isSet
        for row in 0..<rows {
            for column in 0..<columns where !old[row * columns + column] {
                let i = row * columns + column
                let isBetween = column > 0 && column + 1 < columns && old[i - 1] && old[i + 1]
                let isStacked = row > 0 && row + 1 < rows && old[i - columns] && old[i + columns]
                isSet[i] = isBetween || isStacked
            }
        }
    }

    /// The union of the cells.
    var region: Region {
        var runs = Contours()
        for row in 0..<rows {
            var column = 0
            while column < columns {
                guard isSet[row * columns + column] else {
                    column += 1
                    continue
                }
                let start = column
                while column < columns, isSet[row * columns + column] { column += 1 }
                let low = corner(start, row), high = corner(column, row + 1)
                runs.append([low, LatticePoint(high.x, low.y), high, LatticePoint(low.x, high.y)])
            }
        }
        return Region(runs)
    }

    private func corner(_ column: Int, _ row: Int) -> LatticePoint { LatticePoint(Point(Double(column0 + column) * size, Double(row0 + row) * size)) }
}
