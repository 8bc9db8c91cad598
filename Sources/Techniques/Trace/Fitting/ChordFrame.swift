import ImpressionGeometry

/// The chord between two knots as the unit of length.
struct ChordFrame {
    let a, b: Knot
    let length: Double
    let along: Point
    let s0, c0, s1, c1: Double

    init?(_ a: Knot, _ b: Knot) {
        (self.a, self.b) = (a, b)
        length = a.place.distance(to: b.place)
        guard length > 1e-3 else { return nil }
        along = (b.place - a.place) * (1 / length)
        (s0, c0) = (along.cross(a.leaving), along.dot(a.leaving))
        (s1, c1) = (-along.cross(b.arriving), along.dot(b.arriving))
    }

    /// Cosine of the angle between the directions at both ends.
    var turn: Double { c0 * c1 - s0 * s1 }

    func curve(_ p: Double, _ q: Double) -> CubicBezier {
        CubicBezier(a.place, a.place + a.leaving * (p * length), b.place - b.arriving * (q * length), b.place)
    }

    /// An arm that ends before the polygon's vertex.
    func within(_ arm: Double, _ knot: Knot) -> Double { min(arm, knot.reach / length) }

    /// Area and moment under the boundary's places from step i to step j.
    func fit(_ points: some BoundaryPlaces, _ i: Int, _ j: Int) -> MomentFit {
        let k = 1 / length
        var (x, y, area, moment) = (0.0, 0.0, 0.0, 0.0)
        @inline(__always) func add(_ u: Double, _ v: Double) {
            let dx = u - x
            area += dx * (y + v)
            moment += dx * (2 * x * y + x * v + u * y + 2 * u * v)
            (x, y) = (u, v)
        }
        for n in i..<j {
            let d = (points.place(n) - a.place) * k
            add(d.dot(along), along.cross(d))
        }
        add(1, 0)
        return MomentFit(s0: s0, c0: c0, s1: s1, c1: c1, area: area / 2, moment: moment / 6)
    }
}
