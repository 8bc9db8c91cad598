/// Drops corners of closed polygons that lie within a tolerance of the sides that remain. O(n), greedy.
///
/// From the last corner kept, a cone of directions is narrowed by each further point so that all points passed lie within
/// the tolerance of any ray inside it; a point outside the cone, or one that turns back, ends the side.
///
/// Source: Sklansky and Gonzalez, "Fast polygonal approximation of digitized curves", Pattern Recognition 12, 1980.
public struct LoopSimplifier: Sendable {
    public let tolerance: Double
    @usableFromInline var x: [Double] = []
    @usableFromInline var y: [Double] = []

    /// - Parameter tolerance: In the unit of the points.
    public init(tolerance: Double) { self.tolerance = max(tolerance, 1e-7) }

    /// Forgets the polygon before.
    public mutating func begin() {
        x.removeAll(keepingCapacity: true)
        y.removeAll(keepingCapacity: true)
    }

    /// Adds a corner; one that repeats the last is left out.
    @inlinable
    public mutating func add(_ px: Double, _ py: Double) {
        if let lastX = x.last, let lastY = y.last, lastX == px, lastY == py { return }
        x.append(px)
        y.append(py)
    }

    /// Hands the corners that stay to `keep`, in order. Polygons of fewer than three corners have none.
    public func finish(_ keep: (_ x: Double, _ y: Double) -> Void) {
        let start = sharpest()
        let n = x.count
        guard n > 2 else { return }
        var anchor = start, i = 1
        while i <= n {
            keep(x[anchor], y[anchor])
            let end = reach(from: anchor, offset: i - 1, start: start)
            i = end + 1
            anchor = (start + end) % n
            if end >= n { break }
        }
    }

    /// A corner that is surely kept: the one farthest from the first point.
    private func sharpest() -> Int {
        var best = 0, bestDistance = -1.0
        for i in x.indices {
            let dx = x[i] - x[0], dy = y[i] - y[0]
            if dx * dx + dy * dy > bestDistance { (best, bestDistance) = (i, dx * dx + dy * dy) }
        }
        return best
    }

    /// The last point, counted from `start`, that the side from `anchor` (the `offset`-th) may end at; at most n.
    private func reach(from anchor: Int, offset: Int, start: Int) -> Int {
        let n = x.count, ax = x[anchor], ay = y[anchor]
        var left = Point(0, 0), right = Point(0, 0), isOpen = true, farthest = 0.0
        var k = offset + 1
        while k <= n {
            let index = start + k < n ? start + k : start + k < 2 * n ? start + k - n : start
            let dx = x[index] - ax, dy = y[index] - ay
            let distance = (dx * dx + dy * dy).squareRoot()
            if distance < farthest { break }
            if !isOpen && (left.x * dy - left.y * dx > 0 || right.x * dy - right.y * dx < 0) { break }
            farthest = distance
            if distance > tolerance {
                let s = tolerance / distance, c = (1 - s * s).squareRoot()
                let newLeft = Point(dx * c - dy * s, dy * c + dx * s), newRight = Point(dx * c + dy * s, dy * c - dx * s)
                if isOpen || left.cross(newLeft) < 0 { left = newLeft }
                if isOpen || right.cross(newRight) > 0 { right = newRight }
                isOpen = false
            }
            k += 1
        }
        return max(offset + 1, k - 1)
    }
}
