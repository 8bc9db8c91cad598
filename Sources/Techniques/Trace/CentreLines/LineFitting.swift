import ImpressionGeometry

/// A dense line as cubics.
struct LineFitting: BoundaryPlaces {
    /// About as far apart as the step; first and last are the line's ends. Closed lines end at their start.
    private let places: [Point]
    private let isClosed: Bool

    /// Steps between knots, and to both sides of one that tell its direction.
    private static let spacing = 6
    private static let window = 6
    /// Cosine of the bend within a window from which on it is a corner: 50°.
    private static let sharp = 0.64

    init(_ line: [Point], step: Double) {
        isClosed = line.count > 3 && line[0] == line[line.count - 1]
        places = Self.resampled(line, step)
    }

    func place(_ i: Int) -> Point {
        let n = places.count - 1
        return isClosed ? places[(i % n + n) % n] : places[max(0, min(n, i))]
    }

    /// - Parameter tolerance: In the line's unit.
    func path(tolerance: Double) -> BezierPath {
        let knots = knots()
        guard knots.count > 1 else { return BezierPath(Polyline(places)) }
        var path = BezierPath()
        path.append(BezierPath.Run(start: knots[0].place, pieces: CurveFitter(self, knots, tolerance: tolerance).pieces().map(\.piece), isClosed: isClosed))
        return path
    }

    private static func resampled(_ line: [Point], _ step: Double) -> [Point] {
        let length = Polyline(line).length
        let ideal = (length / step).rounded()
        let count = ideal.isFinite ? max(2, min(1_000_000, Int(ideal))) : 2
        var places = [line[0]]
        var (walked, next) = (0.0, 1)
        for i in line.indices.dropFirst() {
            let part = line[i - 1].distance(to: line[i])
            while next < count, part > 0, length * Double(next) / Double(count) <= walked + part {
                places.append(line[i - 1].mix(line[i], (length * Double(next) / Double(count) - walked) / part))
                next += 1
            }
            walked += part
        }
        places.append(line[line.count - 1])
        return places
    }

    private func knots() -> [Knot] {
        let n = places.count - 1
        let corners = corners()
        var knots: [Knot] = []
        let stops = ([0] + corners + [n]).sorted()
        for (a, b) in zip(stops, stops.dropFirst()) where a < b {
            let isStop = !isClosed || a > 0 || corners.contains(0)
            knots.append(isStop ? corner(a, n) : smooth(a))
            let count = max(1, (b - a) / Self.spacing)
            for k in 1..<max(1, count) { knots.append(smooth(a + (b - a) * k / count, within: isClosed && corners.isEmpty ? nil : a...b)) }
        }
        if isClosed {
            var last = knots[0]
            last.index += n
            knots.append(last)
        } else {
            knots.append(corner(n, n))
        }
        return knots
    }

    private func corners() -> [Int] {
        let n = places.count - 1
        let w = Self.window
        guard n > 2 * w else { return [] }
        let bends = (0...n).map { i -> Double in
            guard isClosed || i >= w && i <= n - w else { return 1 }
            return (place(i) - place(i - w)).unit.dot((place(i + w) - place(i)).unit)
        }
        return bends.indices.filter { i in
            guard bends[i] < Self.sharp, i < n else { return false }
            return (max(0, i - w)...min(n, i + w)).allSatisfy { bends[$0] > bends[i] || bends[$0] == bends[i] && $0 >= i }
        }
    }

    private func corner(_ i: Int, _ n: Int) -> Knot {
        let near = max(1, min(Self.window / 2, n / 2))
        return Knot(place: place(i), arriving: (place(i) - place(i - near)).unit, leaving: (place(i + near) - place(i)).unit, index: i, isCorner: true)
    }

    private func smooth(_ i: Int, within range: ClosedRange<Int>? = nil) -> Knot {
        var (low, high) = (i - Self.window, i + Self.window)
        if let range { (low, high) = (max(low, range.lowerBound), min(high, range.upperBound)) }
        var sums = ArcPoints.Sums()
        for k in low...high { sums.add(place(k)) }
        let line = FittedLine(sums, count: high - low + 1, fallback: place(high) - place(low))
        var knot = Knot(place: place(i), arriving: line.direction, leaving: line.direction, index: i, isCorner: false)
        if let parabola = Parabola(along: line, (low...high).lazy.map { place($0) }) {
            let x = (knot.place - parabola.origin).dot(parabola.axis)
            knot.place = parabola.place(at: x)
            knot.arriving = parabola.direction(at: x)
            knot.leaving = knot.arriving
        }
        return knot
    }
}
