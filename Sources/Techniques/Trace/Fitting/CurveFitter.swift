import ImpressionGeometry

/// Where a boundary or line passes, step by step.
protocol BoundaryPlaces {
    func place(_ i: Int) -> Point
}

extension ArcPoints: BoundaryPlaces {}

/// The fewest cubics through some of the knots that stay within a tolerance of the curve through all of them.
///
/// Between neighbouring knots the curve has the boundary's area over the chord. A cubic over more knots has its area and its
/// moment, and is taken where every knot and three places between each two of them are near it.
///
/// Source: Selinger, "Potrace: a polygon-based tracing algorithm", 2003, §2.4, for joining curves by a shortest path; the fit by area
/// and moment instead of area alone joins more of them, also where they bend both ways.
struct CurveFitter<Places: BoundaryPlaces> {
    let points: Places
    let knots: [Knot]
    /// Pixels.
    let tolerance: Double

    /// The piece from each knot to the next.
    private var short: [CubicBezier] = []

    /// A cubic that turns more is a poor likeness: cosine of 150°.
    private static var greatestTurn: Double { -0.87 }
    /// Knots that one cubic may pass.
    private static var greatestRun: Int { 24 }

    init(_ points: Places, _ knots: [Knot], tolerance: Double) {
        (self.points, self.knots, self.tolerance) = (points, knots, tolerance)
        short = knots.indices.dropLast().map { piece($0) }
    }

    /// Pieces relative to the arc's origin.
    func pieces() -> [BezierPath.Piece] {
        var pieces: [BezierPath.Piece] = []
        var start = 0
        while start < knots.count - 1 {
            var end = start + 1
            while end < knots.count - 1 && !knots[end].isCorner { end += 1 }
            append(start, end, &pieces)
            start = end
        }
        return pieces
    }

    // MARK: Runs between corners

    private func append(_ start: Int, _ end: Int, _ pieces: inout [BezierPath.Piece]) {
        let count = end - start
        // The best way to each knot: how many pieces, how far off, and from where with which curve.
        var ways = [Way](repeating: Way(), count: count + 1)
        ways[0].pieces = 0
        for i in 0..<count {
            for j in i + 1...min(count, i + Self.greatestRun) {
                guard let (curve, distance) = j == i + 1 ? (short[start + i], 0) : joined(start + i, start + j) else { break }
                let way = Way(pieces: ways[i].pieces + 1, distance: ways[i].distance + distance, from: i, curve: curve)
                if (way.pieces, way.distance) < (ways[j].pieces, ways[j].distance) { ways[j] = way }
            }
        }
        var found: [BezierPath.Piece] = []
        var at = count
        while at > 0, let curve = ways[at].curve {
            found.append(curve.isFlat(tolerance / 2) ? .line(from: curve.start, to: curve.end) : .cubic(curve))
            at = ways[at].from
        }
        pieces += found.reversed()
    }

    private struct Way {
        var pieces = Int.max / 2
        var distance = 0.0
        var from = 0
        var curve: CubicBezier?
    }

    /// One cubic over knots i … j with its greatest distance; nil where none is near enough.
    private func joined(_ i: Int, _ j: Int) -> (CubicBezier, Double)? {
        guard let frame = Frame(knots[i], knots[j]), frame.turn > Self.greatestTurn, frame.c0 > -0.2, frame.c1 > -0.2 else { return nil }
        let fit = frame.fit(points, knots[i].index, knots[j].index)
        var best: (CubicBezier, Double)?
        if let (p, q) = fit.arms { best = near(frame.curve(p, q), i, j) }
        if best == nil, let arm = fit.equalArm { best = near(frame.curve(arm, arm), i, j) }
        return best
    }

    /// The curve with its greatest distance from the knots and places between i and j, if that is within the tolerance.
    private func near(_ curve: CubicBezier, _ i: Int, _ j: Int) -> (CubicBezier, Double)? {
        var walk = CurveWalk(curve, chords: min(48, 6 * (j - i)))
        var greatest = 0.0
        let limit = tolerance * tolerance
        for k in i..<j {
            for step in 1...3 {
                greatest = max(greatest, walk.squaredDistance(to: short[k].point(at: Double(step) / 4)))
            }
            if k + 1 < j { greatest = max(greatest, walk.squaredDistance(to: knots[k + 1].place)) }
            if greatest > limit { return nil }
        }
        return (curve, greatest.squareRoot())
    }

    // MARK: Neighbours

    private func piece(_ i: Int) -> CubicBezier {
        let (a, b) = (knots[i], knots[i + 1])
        guard let frame = Frame(a, b), !(a.isCorner && b.isCorner && a.leaving == b.arriving) else {
            return CubicBezier(a.place, a.place.mix(b.place, 1.0 / 3), a.place.mix(b.place, 2.0 / 3), b.place)
        }
        let fit = frame.fit(points, a.index, b.index)
        if let (p, q) = fit.evenArms { return frame.curve(frame.within(p, a), frame.within(q, b)) }
        let round = fit.roundArm
        let arm = max(0.6 * round, min(1.5 * round, fit.equalArm ?? round))
        return frame.curve(frame.within(arm, a), frame.within(arm, b))
    }
}

/// The chord between two knots as the unit of length.
private struct Frame {
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

/// Chords of a curve, walked once from end to end.
private struct CurveWalk {
    private var chords: [Point] = []
    private var at = 0

    init(_ curve: CubicBezier, chords count: Int) {
        chords.reserveCapacity(count + 1)
        for k in 0...count { chords.append(curve.point(at: Double(k) / Double(count))) }
    }

    /// From a place to the chords from where the last place was, as far as it goes on being nearer.
    mutating func squaredDistance(to p: Point) -> Double {
        var best = distance(p, at)
        while at + 2 < chords.count {
            let next = distance(p, at + 1)
            if next > best { break }
            (best, at) = (next, at + 1)
        }
        return best
    }

    @inline(__always)
    private func distance(_ p: Point, _ k: Int) -> Double {
        let (a, b) = (chords[k], chords[k + 1])
        let d = b - a
        let t = max(0, min(1, (p - a).dot(d) / max(d.squaredLength, 1e-12)))
        return (p - a - d * t).squaredLength
    }
}

extension CubicBezier {
    /// Whether its control points lie within a distance of its chord, and in order.
    func isFlat(_ distance: Double) -> Bool {
        let chord = end - start
        let length = chord.length
        guard length > 0 else { return true }
        let (a, b) = (control1 - start, control2 - start)
        return chord.cross(a).magnitude <= distance * length && chord.cross(b).magnitude <= distance * length
            && chord.dot(a) >= 0 && chord.dot(b) <= length * length
    }
}
