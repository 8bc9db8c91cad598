import ImpressionGeometry

/// How boundaries become curves.
struct FitSettings: Sendable {
    /// Of Selinger's α from which on a vertex stays a corner: 0 makes polygons, 4/3 and more no corners at all.
    var corner = 1.0
    /// How far joined curves may leave those that they replace, pixels; half of it where places are finer than pixels.
    var tolerance = 0.4
}

/// Every boundary of a map as curves, each fitted once for both of its sides.
struct ArcFitting<Locator: EdgeLocator>: Sendable {
    let map: LabelMap
    let boundary: BoundaryArcs
    let locator: Locator
    let settings: FitSettings

    /// Places near an end that tell where its node is.
    private static var endCount: Int { 8 }
    /// Pixels that curves may leave the boundary's places, without half the tolerance. A line that parts the pixels' centres passes the middle
    /// of each pixel edge within half a pixel; places between pixels are about as far off where an edge was smoothed around a corner.
    private static var stray: Double { 0.4 }
    /// Arcs that one worker takes at a time.
    private static var chunk: Int { 32 }

    /// Runs in pixels, one for each arc in its order; the first corner of the picture is the origin, y down.
    func runs(_ workers: Workers) -> [BezierPath.Run] {
        let nodes = nodePlaces()
        let arcs = boundary.arcs
        let chunks = workers.map((arcs.count + Self.chunk - 1) / Self.chunk) { c in
            arcs[c * Self.chunk..<min(arcs.count, (c + 1) * Self.chunk)].map { run($0, nodes, .curves) }
        }
        return chunks.flatMap { $0 }
    }

    /// Runs that do not cross: arcs that did are polygons or, where that is not enough, follow the pixels.
    func planarRuns(_ workers: Workers) -> [BezierPath.Run] {
        var runs = runs(workers)
        let nodes = nodePlaces()
        for likeness in [Likeness.polygon, .pixels, .pixels] {
            let offenders = ArcCrossings(runs).offenders()
            if !offenders.contains(true) { break }
            for i in runs.indices where offenders[i] { runs[i] = run(boundary.arcs[i], nodes, likeness) }
        }
        return runs
    }

    /// How an arc is drawn, the finest last.
    private enum Likeness { case curves, polygon, pixels }

    private func run(_ arc: BoundaryArcs.Arc, _ nodes: [Point], _ likeness: Likeness) -> BezierPath.Run {
        let isFrame = arc.left == LabelMap.outside || arc.right == LabelMap.outside
        if !arc.isClosed, isFrame || arc.steps.count < 3 {
            let (a, b) = (nodes[Int(arc.startNode)], nodes[Int(arc.endNode)])
            return BezierPath.Run(start: a, pieces: [.line(from: a, to: b)])
        }
        let points = ArcPoints(arc, boundary.headings, locator)
        let ends = arc.isClosed ? nil : (nodes[Int(arc.startNode)] - points.origin, nodes[Int(arc.endNode)] - points.origin)
        if likeness == .pixels { return pixels(points, ends) }
        let polygon = OptimalPolygon.vertices(points)
        guard polygon.count > 3 || !arc.isClosed else { return pixels(points, ends) }
        let knots = KnotFinder(points, polygon, corner: likeness == .curves ? settings.corner : 0, bends: true, ends: ends).knots()
        let pieces = CurveFitter(points, knots, tolerance: Locator.isFine ? settings.tolerance / 2 : settings.tolerance, stray: Self.stray + settings.tolerance / 2).pieces()
        return BezierPath.Run(start: knots[0].place, pieces: pieces, isClosed: arc.isClosed).moved(by: points.origin)
    }

    /// The boundary along the pixels.
    private func pixels(_ points: ArcPoints, _ ends: (Point, Point)?) -> BezierPath.Run {
        var corners = points.corners[0...points.count].map { Point(Double($0.x), Double($0.y)) }
        if let ends { (corners[0], corners[corners.count - 1]) = (ends.0, ends.1) }
        let pieces = (1..<corners.count).map { BezierPath.Piece.line(from: corners[$0 - 1], to: corners[$0]) }
        return BezierPath.Run(start: corners[0], pieces: pieces, isClosed: points.isClosed).moved(by: points.origin)
    }

    // MARK: Nodes

    /// Where arcs meet: near the lines in which they arrive, and on the frame where they meet that.
    private func nodePlaces() -> [Point] {
        guard !boundary.nodes.isEmpty else { return [] }
        var placements = boundary.nodes.map { VertexPlacement(around: lattice($0)) }
        for arc in boundary.arcs where !arc.isClosed && arc.steps.count > 2 {
            let count = min(Self.endCount, arc.steps.count)
            var (first, last) = (arc, arc)
            first.steps = arc.steps.prefix(count)
            placements[Int(arc.startNode)].add(line(first, from: Point(Double(arc.x), Double(arc.y))))
            last.steps = arc.steps.suffix(count)
            let end = lattice(boundary.nodes[Int(arc.endNode)])
            var start = end
            for heading in boundary.headings[last.steps] { start = start - Point(Double(Heading.dx(heading)), Double(Heading.dy(heading))) }
            (last.x, last.y) = (Int32(start.x), Int32(start.y))
            placements[Int(arc.endNode)].add(line(last, from: start))
        }
        return boundary.nodes.indices.map { k in
            let reach = reach(ofNode: boundary.nodes[k])
            return placements[k].place(reach.x, reach.y)
        }
    }

    private func lattice(_ node: Int32) -> Point { Point(Double(Int(node) % map.stride), Double(Int(node) / map.stride)) }

    /// The line of an arc's end in picture coordinates.
    private func line(_ arc: BoundaryArcs.Arc, from start: Point) -> FittedLine {
        let points = ArcPoints(arc, boundary.headings, locator)
        let corner = points.corners[points.count]
        let sums = points.sums[points.count] - points.sums[0]
        var line = FittedLine(sums, count: points.count, fallback: Point(Double(corner.x), Double(corner.y)))
        line.center = line.center + start
        return line
    }

    private func reach(ofNode node: Int32) -> Point {
        let (x, y) = (Int(node) % map.stride, Int(node) / map.stride)
        let q = LabelMap.around(map.cells.span, Int(node), map.stride)
        guard q.x == LabelMap.outside || q.y == LabelMap.outside || q.z == LabelMap.outside || q.w == LabelMap.outside else {
            return Point(KnotFinder.reach, KnotFinder.reach)
        }
        return Point(x == 0 || x == map.width ? 0 : KnotFinder.reach, y == 0 || y == map.height ? 0 : KnotFinder.reach)
    }
}

extension BezierPath.Run {
    /// Each point through `map`.
    func mapped(_ map: (Point) -> Point) -> BezierPath.Run {
        BezierPath.Run(start: map(start), pieces: pieces.map { piece in
            switch piece {
            case .line(let a, let b): .line(from: map(a), to: map(b))
            case .cubic(let c): .cubic(CubicBezier(map(c.start), map(c.control1), map(c.control2), map(c.end)))
            }
        }, isClosed: isClosed)
    }

    func moved(by offset: Point) -> BezierPath.Run { mapped { $0 + offset } }

    /// The same run from its end to its start.
    var reversed: BezierPath.Run {
        BezierPath.Run(start: pieces.last?.end ?? start, pieces: pieces.reversed().map { piece in
            switch piece {
            case .line(let a, let b): .line(from: b, to: a)
            case .cubic(let c): .cubic(CubicBezier(c.end, c.control2, c.control1, c.start))
            }
        }, isClosed: isClosed)
    }
}

extension BezierPath.Piece {
    var end: Point {
        switch self {
        case .line(_, let end): end
        case .cubic(let curve): curve.end
        }
    }
}
