import ImpressionGeometry

/// The curve through all knots in pieces from each to the next, and more knots where that leaves the boundary.
struct ShortPieces<Places: BoundaryPlaces> {
    private let points: Places
    /// Pixels that the curve may leave the boundary's places.
    private let stray: Double
    private(set) var knots: [Knot] = []
    private(set) var curves: [CubicBezier] = []

    /// A knot is put between two that are at least so many places apart, and so many times over.
    private static var leastSpan: Int { 16 }
    private static var greatestDepth: Int { 2 }
    /// Of the way to where the directions of both knots meet.
    private static var shares: [Double] { [0.35, 0.55, 0.75, 0.95] }

    init(_ points: Places, _ knots: [Knot], stray: Double) {
        (self.points, self.stray) = (points, stray)
        self.knots.reserveCapacity(knots.count)
        curves.reserveCapacity(knots.count)
        for (a, b) in zip(knots, knots.dropFirst()) {
            let way = way(a, b, depth: 0)
            self.knots += [a] + way.between
            curves += way.curves
        }
        if let last = knots.last { self.knots.append(last) }
    }

    /// From one knot to another.
    private struct Way {
        var between: [Knot] = []
        var curves: [CubicBezier]
        /// Greatest squared distance of a place.
        var strayed: Double
    }

    private func way(_ a: Knot, _ b: Knot, depth: Int) -> Way {
        let curve = Self.piece(a, b, points)
        var best = Way(curves: [curve], strayed: stray.isFinite ? points.strayed(a, b, curve, stray: .infinity) : 0)
        if stray.isFinite, b.index > a.index, curve.hasLongArms, !points.hold(curve, a.index..<b.index) { best.strayed = .infinity }
        func consider(_ way: @autoclosure () -> Way?) {
            if best.strayed > stray * stray, let way = way(), way.strayed < best.strayed { best = way }
        }
        consider(moment(a, b))
        consider(bent(a, b))
        consider(split(a, b, depth))
        consider(cornered(a, b))
        return best
    }

    private func moment(_ a: Knot, _ b: Knot) -> Way? {
        guard let frame = ChordFrame(a, b), let (p, q) = frame.fit(points, a.index, b.index).arms else { return nil }
        let curve = frame.curve(p, q)
        return Way(curves: [curve], strayed: points.strayed(a, b, curve, stray: .infinity))
    }

    /// The arms of a few that bring the curve nearest to the boundary, whatever its area.
    private func bent(_ a: Knot, _ b: Knot) -> Way? {
        guard let frame = ChordFrame(a, b), !a.isCorner || !b.isCorner else { return nil }
        // To where both directions meet, if they do ahead.
        let sum = frame.s0 * frame.c1 + frame.c0 * frame.s1, meets = sum.magnitude > 1e-3 && frame.s0 * sum > 0 && frame.s1 * sum > 0
        let (p, q) = meets ? (min(frame.s1 / sum, 2), min(frame.s0 / sum, 2)) : (0.8, 0.8)
        var best: Way?
        for i in Self.shares {
            for j in Self.shares {
                let curve = frame.curve(frame.within(p * i, a), frame.within(q * j, b))
                let way = Way(curves: [curve], strayed: points.strayed(a, b, curve, stray: best?.strayed.squareRoot() ?? .infinity))
                if way.strayed < best?.strayed ?? .infinity, points.hold(curve, a.index..<b.index) { best = way }
            }
        }
        return best
    }

    private func split(_ a: Knot, _ b: Knot, _ depth: Int) -> Way? {
        let span = b.index - a.index
        guard depth < Self.greatestDepth, span >= Self.leastSpan else { return nil }
        let (low, high, middle) = (a.index + span / 8, b.index - span / 8, a.index + span / 2)
        var sums = ArcPoints.Sums()
        for n in low..<high { sums.add(points.place(n)) }
        let line = FittedLine(sums, count: high - low, fallback: points.place(high) - points.place(low))
        guard let parabola = Parabola(along: line, (low..<high).lazy.map { points.place($0) }) else { return nil }
        let x = (points.place(middle) - parabola.origin).dot(parabola.axis)
        let direction = parabola.direction(at: x)
        var (a, knot) = (a, Knot(place: parabola.place(at: x), arriving: direction, leaving: direction, index: middle, isCorner: false))
        if let turn = a.turn, turn.index > middle { (a.turn, knot.turn) = (nil, turn) }
        return joined(way(a, knot, depth: depth + 1), knot, way(knot, b, depth: depth + 1))
    }

    /// A corner at the polygon's vertex.
    private func cornered(_ a: Knot, _ b: Knot) -> Way? {
        guard let turn = a.turn, turn.index > a.index, turn.index < b.index, !b.isCorner else { return nil }
        let knot = Knot(place: turn.place, arriving: (turn.place - a.place).unit, leaving: (b.place - turn.place).unit, index: turn.index, isCorner: true)
        let (before, after) = (Self.piece(a, knot, points), Self.piece(knot, b, points))
        return joined(Way(curves: [before], strayed: points.strayed(a, knot, before, stray: .infinity)), knot,
                      Way(curves: [after], strayed: points.strayed(knot, b, after, stray: .infinity)))
    }

    private func joined(_ before: Way, _ knot: Knot, _ after: Way) -> Way {
        Way(between: before.between + [knot] + after.between, curves: before.curves + after.curves, strayed: max(before.strayed, after.strayed))
    }

    /// The curve between neighbours by its area, with arms in the paper's proportion.
    static func piece(_ a: Knot, _ b: Knot, _ points: Places) -> CubicBezier {
        guard let frame = ChordFrame(a, b), !(a.isCorner && b.isCorner && a.leaving == b.arriving) else {
            return CubicBezier(a.place, a.place.mix(b.place, 1.0 / 3), a.place.mix(b.place, 2.0 / 3), b.place)
        }
        let fit = frame.fit(points, a.index, b.index)
        if let (p, q) = fit.evenArms { return frame.curve(frame.within(p, a), frame.within(q, b)) }
        let round = fit.roundArm
        let arm = max(0.6 * round, min(1.5 * round, fit.equalArm ?? round))
        return frame.curve(frame.within(arm, a), frame.within(arm, b))
    }
}

extension BoundaryPlaces {
    /// The greatest squared distance of the places between two knots from a curve, or the first one that is above `stray`'s square.
    func strayed(_ a: Knot, _ b: Knot, _ curve: CubicBezier, stray: Double, stride: Int = 1) -> Double {
        let span = b.index - a.index
        return span > 0 ? strayed(a.index..<b.index, curve, chords: max(4, min(24, span / 3)), stray: stray, stride: stride) : 0
    }

    func strayed(_ range: Range<Int>, _ curve: CubicBezier, chords: Int, stray: Double = .infinity, stride: Int = 1) -> Double {
        var walk = CurveWalk(curve, chords: chords)
        return strayed(range, &walk, stray: stray, stride: stride)
    }

    func strayed(_ range: Range<Int>, _ walk: inout CurveWalk, stray: Double, stride: Int) -> Double {
        var greatest = 0.0
        for n in Swift.stride(from: range.lowerBound, to: range.upperBound, by: stride) {
            greatest = max(greatest, walk.squaredDistance(to: place(n)))
            if greatest > stray * stray { break }
        }
        return greatest
    }
}

extension CubicBezier {
    /// Whether it may swing out.
    fileprivate var hasLongArms: Bool {
        start.distance(to: control1) + control1.distance(to: control2) + control2.distance(to: end) > 1.5 * start.distance(to: end) + 2
    }
}

extension BoundaryPlaces {
    /// Whether a curve stays near the boundary between two steps, and does not swing out where no place is to see it.
    func hold(_ curve: CubicBezier, _ range: Range<Int>) -> Bool {
        let count = 12, reach = 1.8
        return (1..<count).allSatisfy { k in
            let p = curve.point(at: Double(k) / Double(count))
            return range.contains { (place($0) - p).squaredLength < reach * reach }
        }
    }
}
