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
    /// Pixels that a joined curve may leave those between its knots.
    let tolerance: Double
    /// Pixels that it may leave the boundary's places.
    let stray: Double

    /// The piece from each knot to the next.
    private let short: [CubicBezier]

    /// A cubic that turns more is a poor likeness: cosine of 150°.
    private static var greatestTurn: Double { -0.87 }
    /// Knots that one cubic may pass.
    private static var greatestRun: Int { 24 }

    init(_ points: Places, _ knots: [Knot], tolerance: Double, stray: Double = .infinity) {
        let pieces = ShortPieces(points, knots, stray: stray)
        (self.points, self.tolerance, self.stray) = (points, tolerance, stray)
        (self.knots, short) = (pieces.knots, pieces.curves)
    }

    /// Pieces relative to the arc's origin.
    func pieces() -> [FittedPiece] {
        var pieces: [FittedPiece] = []
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

    private func append(_ start: Int, _ end: Int, _ pieces: inout [FittedPiece]) {
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
        var found: [FittedPiece] = []
        var at = count
        while at > 0, let curve = ways[at].curve {
            let from = ways[at].from
            let piece: BezierPath.Piece = curve.isFlat(tolerance / 2) ? .line(from: curve.start, to: curve.end) : .cubic(curve)
            found.append(FittedPiece(piece: piece, low: knots[start + from].index, high: knots[start + at].index))
            at = from
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
        guard let frame = ChordFrame(knots[i], knots[j]), frame.turn > Self.greatestTurn, frame.c0 > -0.2, frame.c1 > -0.2 else { return nil }
        let fit = frame.fit(points, knots[i].index, knots[j].index)
        var best: (CubicBezier, Double)?
        if let (p, q) = fit.arms { best = near(frame.curve(p, q), i, j) }
        if best == nil, let arm = fit.equalArm { best = near(frame.curve(arm, arm), i, j) }
        return best
    }

    /// The curve with its greatest distance from the knots and places between i and j, if that is within the tolerance.
    private func near(_ curve: CubicBezier, _ i: Int, _ j: Int) -> (CubicBezier, Double)? {
        let (low, high) = (knots[i].index, knots[j].index)
        var walk = CurveWalk(curve, chords: min(48, max(6 * (j - i), min(24, (high - low) / 3))))
        var greatest = 0.0
        let limit = tolerance * tolerance
        for k in i..<j {
            for step in 1...3 {
                greatest = max(greatest, walk.squaredDistance(to: short[k].point(at: Double(step) / 4)))
            }
            if k + 1 < j { greatest = max(greatest, walk.squaredDistance(to: knots[k + 1].place)) }
            if greatest > limit { return nil }
        }
        guard stray.isFinite, low < high else { return (curve, greatest.squareRoot()) }
        walk.rewind()
        guard points.strayed(low..<high, &walk, stray: stray, stride: 2) <= stray * stray else { return nil }
        return (curve, greatest.squareRoot())
    }
}

/// A piece of a fitted curve and the steps of the boundary that it stands for.
struct FittedPiece {
    var piece: BezierPath.Piece
    var low: Int
    var high: Int
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
