import ImpressionGeometry

/// Points that belong to owners; gives the nearest that is left and forgets owners that are done.
///
/// A grid of cells with a few points each, searched in growing rings and built anew whenever three quarters of its points are gone:
/// near constant time a query where points are spread, and never worse than a look at every point left.
struct NearestPool {
    private let points: [Point]
    private let owners: [Int32]
    private var isDone: [Bool]
    private var left: [Int32]
    private var leftCount = 0

    private var box = Box.empty
    private var cell = 1.0
    private var columns = 1
    private var rows = 1
    private var starts: [Int32] = []
    private var entries: [Int32] = []
    private var builtCount = 0
    private let pointsOfOwner: [Int32]

    /// - Parameter ownerCount: Owners are 0 ..< ownerCount.
    init(points: [Point], owners: [Int32], ownerCount: Int) {
        (self.points, self.owners) = (points, owners)
        isDone = .init(repeating: false, count: ownerCount)
        var counts = [Int32](repeating: 0, count: ownerCount)
        for owner in owners { counts[Int(owner)] += 1 }
        pointsOfOwner = counts
        left = points.indices.map { Int32($0) }
        leftCount = points.count
        build()
    }

    mutating func remove(_ owner: Int) {
        guard !isDone[owner] else { return }
        isDone[owner] = true
        leftCount -= Int(pointsOfOwner[owner])
        if leftCount * 4 < builtCount { build() }
    }

    /// The nearest point of an owner that is left; ties go to the lesser index. nil when none is left.
    func nearest(to place: Point) -> (point: Int, owner: Int)? {
        guard leftCount > 0 else { return nil }
        let cx = clamp((place.x - box.min.x) / cell, columns), cy = clamp((place.y - box.min.y) / cell, rows)
        // From a place outside the box, every ring is farther by that much: the bound below stays true.
        var best = Int32.max, bestSquare = Double.infinity
        for ring in 0...max(columns, rows) {
            visitRing(ring, cx, cy) { index in
                let square = (points[index] - place).squaredLength
                if square < bestSquare || square == bestSquare && Int32(index) < best { (bestSquare, best) = (square, Int32(index)) }
            }
            let bound = Double(ring) * cell
            if best != .max && bestSquare <= bound * bound { break }
        }
        return best == .max ? nil : (Int(best), Int(owners[Int(best)]))
    }

    private func visitRing(_ ring: Int, _ cx: Int, _ cy: Int, _ body: (Int) -> Void) {
        for y in max(0, cy - ring)...min(rows - 1, max(0, cy + ring)) where y >= cy - ring && y <= cy + ring {
            let isEdge = y == cy - ring || y == cy + ring
            var x = max(0, cx - ring)
            if !isEdge && cx - ring < 0 { x = cx + ring }
            while x <= min(columns - 1, cx + ring) {
                visitCell(y * columns + x, body)
                x += isEdge || ring == 0 ? 1 : max(1, cx + ring - x)
            }
        }
    }

    private func visitCell(_ cell: Int, _ body: (Int) -> Void) {
        for i in Int(starts[cell])..<Int(starts[cell + 1]) {
            let index = Int(entries[i])
            if !isDone[Int(owners[index])] { body(index) }
        }
    }

    private func clamp(_ value: Double, _ count: Int) -> Int { max(0, min(count - 1, Int(max(-1, min(1e9, value))))) }

    private mutating func build() {
        left.removeAll { isDone[Int(owners[Int($0)])] }
        builtCount = left.count
        box = .empty
        for index in left { box.add(points[Int(index)]) }
        guard !left.isEmpty else { return }
        cell = max(((box.width * box.height + 1e-6) * 2 / Double(left.count)).squareRoot(), max(box.width, box.height) / min(2000, Double(2 * left.count)), 1e-3)
        columns = 1 + Int(box.width / cell)
        rows = 1 + Int(box.height / cell)
        var counts = [Int32](repeating: 0, count: columns * rows + 1)
        for index in left { counts[cellOf(index) + 1] += 1 }
        for i in 1..<counts.count { counts[i] += counts[i - 1] }
        starts = counts
        entries = .init(repeating: 0, count: left.count)
        for index in left {
            let at = cellOf(index)
            entries[Int(counts[at])] = index
            counts[at] += 1
        }
    }

    private func cellOf(_ index: Int32) -> Int {
        let point = points[Int(index)]
        return clamp((point.y - box.min.y) / cell, rows) * columns + clamp((point.x - box.min.x) / cell, columns)
    }
}
