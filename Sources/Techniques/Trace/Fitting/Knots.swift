import ImpressionGeometry

/// A place on the fitted curve where pieces may meet, and the directions there.
struct Knot {
    var place: Point
    /// Unit directions of the curve on arriving and on leaving; equal where it is smooth.
    var arriving: Point
    var leaving: Point
    /// Lattice point before and after which the boundary's places are on this knot's sides.
    var index: Int
    var isCorner: Bool
    /// How far arms of the curve between neighbours may go from here: to the polygon's next vertex.
    var reach = Double.infinity
    /// The polygon's vertex after it, where the curve to the next knot bends.
    var turn: (place: Point, index: Int)?
}

/// From the polygon's sides to knots: one in the middle of each side that bends into a neighbour, and one at each corner.
///
/// Source of corners: Selinger, "Potrace: a polygon-based tracing algorithm", 2003, §2.3.2. That the curve passes the middle of
/// a side where a parabola through the boundary's places has it, and in that direction, is our own: on smoothed input it is
/// nearer to what was drawn than the side itself.
struct KnotFinder {
    let points: ArcPoints
    /// Lattice points of the polygon.
    let polygon: [Int]
    private let lines: [FittedLine]
    /// Places of the polygon's vertices after least squares.
    private let vertices: [Point]
    private let isCorner: [Bool]
    /// Directions of an open arc's ends; zero where they are its own.
    private let leaving: Point
    private let arriving: Point

    /// Pixels that a vertex may leave its lattice point along x and y.
    static let reach = 0.5
    /// Pixels that a knot may leave its side.
    private static let greatestBulge = 1.0
    /// A parabola needs more places than it has numbers.
    private static let leastCount = 8

    /// - Parameters:
    ///   - corner: Of the paper's α from which on a vertex is a corner.
    ///   - ends: Where an open arc's ends are; relative to the arc's origin.
    ///   - leaving: Direction of an open arc at its start, and at its end; zero where nothing but the arc says so.
    init(_ points: ArcPoints, _ polygon: [Int], corner: Double, ends: (Point, Point)?, leaving: Point, arriving: Point) {
        (self.points, self.polygon, self.leaving, self.arriving) = (points, polygon, leaving, arriving)
        lines = Self.lines(points, polygon)
        var vertices = Self.vertices(points, polygon, lines)
        if let ends { (vertices[0], vertices[vertices.count - 1]) = (ends.0, ends.1) }
        self.vertices = vertices
        let last = polygon.count - 1
        isCorner = polygon.indices.map { k in
            if points.isClosed { return Self.sharpness(vertices[(k + last - 1) % last], vertices[k], vertices[(k + 1) % last]) >= corner }
            return k == 0 || k == last || Self.sharpness(vertices[k - 1], vertices[k], vertices[k + 1]) >= corner
        }
    }

    static func lines(_ points: ArcPoints, _ polygon: [Int]) -> [FittedLine] {
        (0..<polygon.count - 1).map { k in
            let (i, j) = (polygon[k], polygon[k + 1])
            let chord = points.corners[j] &- points.corners[i]
            return FittedLine(points.sums[j] - points.sums[i], count: j - i, fallback: Point(Double(chord.x), Double(chord.y)))
        }
    }

    /// One more than there are sides; of a closed polygon the last is the first.
    private static func vertices(_ points: ArcPoints, _ polygon: [Int], _ lines: [FittedLine]) -> [Point] {
        polygon.indices.map { k in
            let corner = points.corners[polygon[k]]
            var placement = VertexPlacement(around: Point(Double(corner.x), Double(corner.y)))
            if k > 0 { placement.add(lines[k - 1]) } else if points.isClosed { placement.add(lines[lines.count - 1]) }
            if k < lines.count { placement.add(lines[k]) } else if points.isClosed { placement.add(lines[0]) }
            return placement.place(reach, reach)
        }
    }

    /// The paper's α: 4/3 of the share of the way from the middles of both sides to the vertex at which a curve touches the unit square around it.
    private static func sharpness(_ before: Point, _ vertex: Point, _ after: Point) -> Double {
        let (a, b) = (before.mix(vertex, 0.5), vertex.mix(after, 0.5))
        let chord = b - a
        let area = chord.cross(vertex - a).magnitude
        guard area > 0 else { return 0 }
        return max(0, 4.0 / 3 * (1 - (chord.x.magnitude + chord.y.magnitude) / 2 / area))
    }
}

extension KnotFinder {
    /// The knots in order; those of a closed arc end with the first again, one turn later.
    func knots() -> [Knot] {
        let sides = lines.count
        var knots: [Knot] = []
        for k in 0..<sides {
            if isCorner[k] { knots.append(corner(k)) }
            if !isCorner[k] || !isCorner[k + 1] { knots.append(middle(k)) }
        }
        if !points.isClosed {
            knots.append(corner(sides))
        } else if var again = knots.first {
            again.index += points.count
            knots.append(again)
        }
        if !points.isClosed {
            if leaving != .zero { knots[0].leaving = leaving }
            if arriving != .zero { knots[knots.count - 1].arriving = arriving }
        }
        return directed(knots)
    }

    /// Corners look along straight sides at their neighbours.
    private func directed(_ knots: [Knot]) -> [Knot] {
        var knots = knots
        let last = knots.count - 1
        for i in knots.indices where knots[i].isCorner {
            if i < last, knots[i].leaving == .zero { knots[i].leaving = (knots[i + 1].place - knots[i].place).unit }
            if i > 0, knots[i].arriving == .zero { knots[i].arriving = (knots[i].place - knots[i - 1].place).unit }
        }
        if points.isClosed, knots[0].isCorner {
            knots[0].arriving = knots[last].arriving
            knots[last].leaving = knots[0].leaving
        }
        return knots
    }

    private func corner(_ k: Int) -> Knot {
        let (place, sides) = (vertices[k], lines.count)
        let before = k > 0 ? k - 1 : points.isClosed ? sides - 1 : nil
        let after = k < sides ? k : points.isClosed ? 0 : nil
        return Knot(place: place, arriving: before.map { bend($0, at: place, isStraight: isCorner[$0]) } ?? .zero,
                    leaving: after.map { bend($0, at: place, isStraight: isCorner[$0 + 1]) } ?? .zero, index: polygon[k], isCorner: true)
    }

    /// The direction of a side at its corner, where it bends; zero where it is straight or too short to tell.
    private func bend(_ k: Int, at place: Point, isStraight: Bool) -> Point {
        let (i, j) = (polygon[k], polygon[k + 1])
        guard !isStraight, j - i >= 2 * Self.leastCount, let parabola = parabola(i, j, lines[k]) else { return .zero }
        let direction = parabola.direction(at: (place - lines[k].center).dot(lines[k].direction))
        return direction.dot(lines[k].direction) > 0.8 ? direction : .zero
    }

    private func middle(_ k: Int) -> Knot {
        let (i, j) = (polygon[k], polygon[k + 1])
        let side = vertices[k + 1] - vertices[k]
        let place = vertices[k].mix(vertices[k + 1], 0.5)
        var knot = Knot(place: place, arriving: side.unit, leaving: side.unit, index: (i + j) / 2, isCorner: false, reach: side.length / 2,
                        turn: isCorner[k + 1] ? nil : (vertices[k + 1], j))
        // Neighbours help where no corner is between, as far as the side is long on its own.
        let half = (j - i) / 2
        let sides = lines.count
        let low = isCorner[k] ? i : i - min(half, span(k > 0 ? k - 1 : sides - 1) / 2)
        let high = isCorner[k + 1] ? j : j + min(half, span(k + 1 < sides ? k + 1 : 0) / 2)
        guard high - low >= Self.leastCount, let parabola = parabola(low, high, lines[k]) else { return knot }
        let x = (place - parabola.origin).dot(parabola.axis)
        let (found, direction) = (parabola.place(at: x), parabola.direction(at: x))
        guard found.distance(to: place) < Self.greatestBulge, direction.dot(knot.leaving) > 0.8 else { return knot }
        (knot.place, knot.arriving, knot.leaving) = (found, direction, direction)
        return knot
    }

    private func span(_ k: Int) -> Int { polygon[k + 1] - polygon[k] }

    private func parabola(_ low: Int, _ high: Int, _ line: FittedLine) -> Parabola? {
        Parabola(along: line, (low..<high).lazy.map { points.place($0) })
    }
}

/// y = a + b x + c x² over an axis, nearest to some places.
struct Parabola {
    let origin: Point
    let axis: Point
    private var a = 0.0, b = 0.0, c = 0.0

    init?(along line: FittedLine, _ places: some Sequence<Point>) {
        (origin, axis) = (line.center, line.direction)
        let up = line.normal
        var (s0, s1, s2, s3, s4, t0, t1, t2) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for p in places {
            let d = p - origin
            let (x, y) = (d.dot(axis), d.dot(up))
            let xx = x * x
            s0 += 1
            s1 += x
            s2 += xx
            s3 += xx * x
            s4 += xx * xx
            t0 += y
            t1 += y * x
            t2 += y * xx
        }
        // Cramer's rule for the normal equations.
        let (m0, m1, m2) = (s2 * s4 - s3 * s3, s1 * s4 - s2 * s3, s1 * s3 - s2 * s2)
        let determinant = s0 * m0 - s1 * m1 + s2 * m2
        guard determinant > 1e-9 * s0 * s2 * s4 else { return nil }
        a = (t0 * m0 - s1 * (t1 * s4 - s3 * t2) + s2 * (t1 * s3 - s2 * t2)) / determinant
        b = (s0 * (t1 * s4 - t2 * s3) - t0 * m1 + s2 * (s1 * t2 - t1 * s2)) / determinant
        c = (s0 * (s2 * t2 - t1 * s3) - s1 * (s1 * t2 - t1 * s2) + t0 * m2) / determinant
    }

    func place(at x: Double) -> Point { origin + axis * x + axis.perpendicular * (a + x * (b + x * c)) }
    func direction(at x: Double) -> Point { (axis + axis.perpendicular * (b + 2 * x * c)).unit }
}

extension ArcPoints {
    /// Where the boundary passes the edge after lattice point `i`, −count … 3 · count on a closed arc.
    @inline(__always)
    func place(_ i: Int) -> Point { places[i < 0 ? i + count : i < places.count ? i : i - count] }
}

extension Point {
    /// Of length 1; zero stays zero.
    var unit: Point {
        let length = length
        return length > 0 ? self * (1 / length) : .zero
    }
}
