extension BezierPath {
    /// The smallest box around the path itself; control points that it does not reach do not count.
    ///
    /// A cubic turns along an axis where its derivative, a quadratic, has a root.
    public var bounds: Box {
        var box = Box.empty
        var next = 0
        for verb in verbs {
            switch verb {
            case .move, .line:
                box.add(points[next])
                next += 1
            case .cubic:
                let curve = CubicBezier(points[next - 1], points[next], points[next + 1], points[next + 2])
                box.add(curve.end)
                if !box.contains(curve.control1) || !box.contains(curve.control2) {
                    for t in curve.turns { box.add(curve.point(at: t)) }
                }
                next += 3
            case .close: break
            }
        }
        return box
    }
}

extension CubicBezier {
    /// Shares, inside of 0 … 1, at which the curve turns along x or y.
    fileprivate var turns: [Double] {
        Self.roots(start.x, control1.x, control2.x, end.x) + Self.roots(start.y, control1.y, control2.y, end.y)
    }

    private static func roots(_ p0: Double, _ p1: Double, _ p2: Double, _ p3: Double) -> [Double] {
        let (a, b, c) = (p3 - p0 + 3 * (p1 - p2), 2 * (p0 - 2 * p1 + p2), p1 - p0)
        let discriminant = b * b - 4 * a * c
        guard discriminant >= 0 else { return [] }
        // The root with the larger sum, and the other by the product of both: no digits cancel.
        let q = -(b + (b < 0 ? -1 : 1) * discriminant.squareRoot()) / 2
        return [q / a, c / q].filter { $0 > 0 && $0 < 1 }
    }
}
