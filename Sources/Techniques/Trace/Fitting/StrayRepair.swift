import ImpressionGeometry

/// Curves that leave the boundary farther than any may, split where they are farthest off.
///
/// Narrow places and short bends can have so few places that no curve through their knots comes near all of them. There a knot is put between the
/// curve and the place that it misses, or where the boundary passes near it, and both parts are fitted anew; a corner there is the last way. The one
/// that misses least is taken, and its parts are looked at again.
struct StrayRepair<Places: BoundaryPlaces> {
    let points: Places
    /// Pixels that no place may be away from its curve.
    let limit: Double

    /// Pixels that the place which was missed may be away from the new knot.
    private static var nearness: Double { 0.4 }
    private static var greatestDepth: Int { 4 }
    /// Pixels that the walk's chords may hide.
    private static var sagitta: Double { 0.02 }
    /// Places to both sides that tell where the boundary passes.
    private static var reach: Int { 6 }

    /// - Parameter pieces: In order, each from where the one before ends.
    func repaired(_ pieces: [FittedPiece]) -> [FittedPiece] {
        pieces.flatMap { repaired($0, depth: 0) }
    }

    /// The place that is farthest from its curve, and where the curve passes it.
    private struct Miss {
        var index: Int
        var distance: Double
        var place: Point
        var nearest: Point
        var tangent: Point
    }

    private func repaired(_ piece: FittedPiece, depth: Int) -> [FittedPiece] {
        guard depth < Self.greatestDepth, let miss = miss(piece) else { return [piece] }
        var best: (parts: [FittedPiece], distance: Double) = ([piece], miss.distance)
        for parts in candidates(piece, miss) where parts.allSatisfy({ points.hold(CubicBezier($0.piece), $0.low..<$0.high) }) {
            let distance = parts.lazy.map { self.miss($0)?.distance ?? 0 }.max() ?? 0
            if distance < best.distance { best = (parts, distance) }
            if distance == 0 { break }
        }
        return best.parts.count == 1 ? best.parts : best.parts.flatMap { repaired($0, depth: depth + 1) }
    }

    // MARK: Ways to split

    private func candidates(_ piece: FittedPiece, _ miss: Miss) -> [[FittedPiece]] {
        let middle = (piece.low + piece.high) / 2
        let past = miss.index + (miss.index < middle ? 1 : 0), place = miss.place.mix(miss.nearest, Self.nearness / miss.distance)
        let knots = [Knot(place: place, arriving: miss.tangent, leaving: miss.tangent, index: past, isCorner: false)]
            + [past, (past + middle) / 2, middle].compactMap { onBoundary($0, piece) }
        return knots.compactMap { split(piece, $0) } + [cornered(piece, miss)].compactMap(\.self)
    }

    /// A knot where the boundary passes a lattice point, from the places near it.
    private func onBoundary(_ index: Int, _ piece: FittedPiece) -> Knot? {
        let (low, high) = (max(piece.low, index - Self.reach), min(piece.high, index + Self.reach))
        guard high - low > 3 else { return nil }
        var sums = ArcPoints.Sums()
        for n in low..<high { sums.add(points.place(n)) }
        let line = FittedLine(sums, count: high - low, fallback: points.place(high - 1) - points.place(low))
        let at = points.place(index - 1).mix(points.place(index), 0.5), curve = Parabola(along: line, (low..<high).lazy.map { points.place($0) })
        let x = (at - line.center).dot(line.direction)
        let place = curve?.place(at: x) ?? line.center + line.direction * x, direction = curve?.direction(at: x) ?? line.direction
        // At the ends of a piece a parabola may turn away.
        guard place.distance(to: at) < limit else { return nil }
        return Knot(place: place, arriving: direction, leaving: direction, index: index, isCorner: false)
    }

    private func split(_ piece: FittedPiece, _ knot: Knot) -> [FittedPiece]? {
        let curve = CubicBezier(piece.piece), (leaving, arriving) = (curve.startDirection, curve.endDirection)
        guard piece.low < knot.index, knot.index < piece.high, knot.place.distance(to: curve.start) > 0.3, knot.place.distance(to: curve.end) > 0.3 else { return nil }
        let a = Knot(place: curve.start, arriving: leaving, leaving: leaving, index: piece.low, isCorner: false)
        let b = Knot(place: curve.end, arriving: arriving, leaving: arriving, index: piece.high, isCorner: false)
        return [best(a, knot), best(knot, b)]
    }

    /// By the area alone, or by the area and its moment.
    private func best(_ a: Knot, _ b: Knot) -> FittedPiece {
        let plain = FittedPiece(piece: .cubic(ShortPieces.piece(a, b, points)), low: a.index, high: b.index)
        guard let missed = miss(plain), let frame = ChordFrame(a, b), let (p, q) = frame.fit(points, a.index, b.index).arms else { return plain }
        let other = FittedPiece(piece: .cubic(frame.curve(p, q)), low: a.index, high: b.index)
        return points.hold(frame.curve(p, q), a.index..<b.index) && miss(other)?.distance ?? 0 < missed.distance ? other : plain
    }

    private func cornered(_ piece: FittedPiece, _ miss: Miss) -> [FittedPiece]? {
        let place = miss.place.mix(miss.nearest, Self.nearness / 2 / miss.distance), index = max(piece.low + 1, min(piece.high - 1, miss.index))
        guard piece.low < index, index < piece.high else { return nil }
        return [FittedPiece(piece: .line(from: piece.piece.start, to: place), low: piece.low, high: index),
                FittedPiece(piece: .line(from: place, to: piece.piece.end), low: index, high: piece.high)]
    }

    /// nil where all places are near enough.
    private func miss(_ piece: FittedPiece) -> Miss? {
        let curve = CubicBezier(piece.piece), span = piece.high - piece.low
        guard span > 0 else { return nil }
        // A walk along the curve says that most places are near enough; only the others are compared with all of it.
        var walk = CurveWalk(curve, chords: max(6, min(64, span))), samples: [Point] = []
        let enough = (limit - Self.sagitta) * (limit - Self.sagitta), count = min(96, 8 + 2 * span)
        var found: Miss?
        for n in piece.low..<piece.high {
            let p = points.place(n)
            if walk.squaredDistance(to: p) <= enough { continue }
            if samples.isEmpty { samples = (0...count).map { curve.point(at: Double($0) / Double(count)) } }
            var (best, nearest, tangent) = (Double.infinity, p, Point.zero)
            for k in 0..<count {
                let a = samples[k], step = samples[k + 1] - a, t = max(0, min(1, (p - a).dot(step) / max(step.squaredLength, 1e-12)))
                let q = a + step * t, distance = p.distance(to: q)
                if distance < best { (best, nearest, tangent) = (distance, q, step) }
            }
            if best > max(limit, found?.distance ?? 0) { found = Miss(index: n, distance: best, place: p, nearest: nearest, tangent: tangent.unit) }
        }
        return found
    }
}

extension CubicBezier {
    /// A line as a curve.
    fileprivate init(_ piece: BezierPath.Piece) {
        switch piece {
        case .line(let a, let b): self.init(a, a.mix(b, 1.0 / 3), a.mix(b, 2.0 / 3), b)
        case .cubic(let curve): self = curve
        }
    }

    fileprivate var startDirection: Point { [control1, control2, end].lazy.map { $0 - start }.first { $0.squaredLength > 1e-12 }?.unit ?? .zero }
    fileprivate var endDirection: Point { [control2, control1, start].lazy.map { end - $0 }.first { $0.squaredLength > 1e-12 }?.unit ?? .zero }
}
