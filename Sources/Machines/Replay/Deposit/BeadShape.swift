import ImpressionGeometry

/// What a line of plastic covers, seen from above: a rectangle, with half-round ends or without.
struct BeadShape {
    private let a: Point, b: Point
    private let radius: Double
    private let isRound: Bool
    /// From the line to its left side.
    private let side: Point

    init(_ a: Point, _ b: Point, width: Double, isRound: Bool = true) {
        (self.a, self.b, self.isRound, radius) = (a, b, isRound, width / 2)
        let d = b - a, length = d.length
        side = length > 1e-9 ? d.perpendicular * (width / 2 / length) : .zero
    }

    var bounds: Box { Box(min: Point(min(a.x, b.x) - radius, min(a.y, b.y) - radius), max: Point(max(a.x, b.x) + radius, max(a.y, b.y) + radius)) }

    /// Where a horizontal line enters and leaves it; nil where it passes by.
    func span(y: Double) -> (left: Double, right: Double)? {
        var left = Double.infinity, right = -Double.infinity
        if isRound {
            for end in [a, b] {
                let h = radius * radius - (y - end.y) * (y - end.y)
                if h >= 0 { (left, right) = (min(left, end.x - h.squareRoot()), max(right, end.x + h.squareRoot())) }
            }
        }
        let corners = (a + side, b + side, b - side, a - side)
        for (p, q) in [(corners.0, corners.1), (corners.1, corners.2), (corners.2, corners.3), (corners.3, corners.0)] where (p.y <= y) != (q.y <= y) {
            let x = p.x + (q.x - p.x) * ((y - p.y) / (q.y - p.y))
            (left, right) = (min(left, x), max(right, x))
        }
        return left <= right ? (left, right) : nil
    }
}
