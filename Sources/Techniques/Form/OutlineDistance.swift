#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif
import ImpressionGeometry

extension SheetPlan {
    /// Distance from a place on the piece to its edge, mm: positive inside.
    func distanceToEdge(_ p: Point) -> Double {
        let (halfWidth, halfHeight) = (width / 2, height / 2)
        let q = Point(p.x - halfWidth, p.y - halfHeight)
        switch form.outline {
        case .rectangle:
            return form.isClosed ? distanceToRims(p) : min(halfWidth - abs(q.x), halfHeight - abs(q.y))
        case .rounded:
            let r = min(form.corner, min(halfWidth, halfHeight))
            let (dx, dy) = (abs(q.x) - halfWidth + r, abs(q.y) - halfHeight + r)
            return r - hypot(max(dx, 0), max(dy, 0)) - min(max(dx, dy), 0)
        case .circle: return ellipse(q, halfWidth, halfHeight)
        case .heart: return heart(p)
        }
    }

    /// A closed piece has edges at its ends only; a sphere that reaches a pole has none there.
    private func distanceToRims(_ p: Point) -> Double {
        let isOpenBelow = form.shape != .sphere || form.south.degrees > -89.99
        let isOpenAbove = form.shape != .sphere || form.north.degrees < 89.99
        return min(isOpenBelow ? p.y : .infinity, isOpenAbove ? height - p.y : .infinity)
    }

    /// Exact for circles; near the edge of an ellipse to second order.
    private func ellipse(_ q: Point, _ a: Double, _ b: Double) -> Double {
        if a == b { return a - q.length }
        let level = hypot(q.x / a, q.y / b)
        let slope = hypot(q.x / (a * a), q.y / (b * b))
        return slope < 1e-9 ? min(a, b) : (1 - level) * level / slope
    }

    /// A square on its corner with a half circle on each upper side, as large as the piece allows, centred.
    ///
    ///      ╭─╮ ╭─╮
    ///     (   V   )        The square has side 1, the circles radius ½:
    ///      ╲     ╱         1 + 1/√2 wide and (1 + 3/√2) / 2 high.
    ///        ╲ ╱
    private func heart(_ p: Point) -> Double {
        let root: Double = 0.5.squareRoot()
        let (shapeWidth, shapeHeight) = (1 + root, (1 + 3 * root) / 2)
        let scale = min(width / shapeWidth, height / shapeHeight)
        // The tip at the origin, the right half only.
        let q = Point(abs(p.x - width / 2) / scale, (p.y - (height - shapeHeight * scale) / 2) / scale)
        // Along the lower right side from the tip, and across it into the square.
        let (u, v) = ((q.x + q.y) * root, (q.y - q.x) * root)
        if u > 1 { return (0.5 - hypot(u - 1, v - 0.5)) * scale }
        if v >= 0 { return min(v, hypot(1 - u, 1 - v)) * scale }
        return (u >= 0 ? v : -hypot(u, v)) * scale
    }

    /// The hanging hole, inside the frame's middle at the top, or just below the edge.
    var hole: (center: Point, radius: Double)? {
        guard form.hole > 0, !form.isClosed else { return nil }
        let radius = form.hole / 2
        let margin = max(2, (frame - form.hole) / 2)
        var y = height - margin - radius
        // Below the notch of a heart, or any edge that is nearer than the rectangle's.
        while y > height / 2, distanceToEdge(Point(width / 2, y)) < radius + margin { y -= 0.1 }
        return (Point(width / 2, y), radius)
    }
}
