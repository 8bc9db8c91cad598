import ImpressionGeometry

/// How boundaries become curves.
struct FitSettings: Sendable {
    /// Of Selinger's α from which on a vertex stays a corner: 0 makes polygons, 4/3 and more no corners at all.
    var corner = 1.0
    /// How far joined curves may leave those that they replace, pixels; two sevenths of it where places are finer than pixels.
    var tolerance = 0.7
}

/// Every boundary of a map as curves, each fitted once for both of its sides.
struct ArcFitting<Locator: EdgeLocator>: Sendable {
    let map: LabelMap
    let boundary: BoundaryArcs
    let locator: Locator
    let settings: FitSettings

    /// Pixels that curves may leave the boundary's places, without half the tolerance. A line that parts the pixels' centres passes the middle
    /// of each pixel edge within half a pixel; places between pixels are nearer, but for those around smoothed corners.
    private static var stray: Double { Locator.isFine ? 0.1 : 0.32 }
    /// Pixels beyond those before a curve is split for it alone.
    private static var slack: Double { 0.01 }
    /// Ways to keep arcs from crossing each other that are tried; whole arcs need not more than a few.
    private static var greatestRounds: Int { 8 }
    /// Arcs that one worker takes at a time.
    private static var chunk: Int { 32 }

    /// Runs in pixels, one for each arc in its order; the first corner of the picture is the origin, y down.
    func runs(_ workers: Workers) -> [BezierPath.Run] { fitted(Junctions(map, boundary, locator), workers).map(\.run) }

    /// Runs that do not cross. Each was fitted on its own, and near junctions or in narrow places two may come too close.
    ///
    /// Pieces that cross become chords along the boundary's smoothed places, then along the middles of its pixel edges, with nodes on the lattice; at
    /// last whole arcs do, and these cannot cross each other.
    func planarRuns(_ workers: Workers) -> [BezierPath.Run] {
        var nodes = Junctions(map, boundary, locator)
        var arcs = fitted(nodes, workers)
        for round in 0..<Self.greatestRounds {
            let offenders = ArcCrossings(arcs.map(\.run)).offenders()
            if offenders.isEmpty { break }
            if round > 0 { settle(offenders, &nodes, &arcs) }
            for part in ArcCrossings.byArc(offenders) where !isFrame(boundary.arcs[part.arc]) {
                let arc = boundary.arcs[part.arc]
                let points = round == 0 ? ArcPoints(arc, boundary.headings, locator) : ArcPoints(arc, boundary.headings, PixelEdges())
                switch round {
                case 0: arcs[part.arc].follow(part.pieces, points, rounds: 2)
                case 1: arcs[part.arc].follow(part.pieces, points, rounds: 1)
                case 2, 3: arcs[part.arc].follow(part.pieces, points, rounds: 0, margin: round == 2 ? 4 : 16)
                default: arcs[part.arc] = FittedArc(along: points, ends(part.arc, nodes, points))
                }
            }
        }
        return arcs.map(\.run)
    }

    /// Moves the nodes at the ends of arcs that cross back to the lattice.
    private func settle(_ offenders: [ArcCrossings.Offender], _ nodes: inout Junctions, _ arcs: inout [FittedArc]) {
        var isMoved = [Bool](repeating: false, count: boundary.nodes.count)
        for arc in offenders.map({ boundary.arcs[$0.arc] }) where !arc.isClosed {
            for node in [Int(arc.startNode), Int(arc.endNode)] where !isMoved[node] {
                isMoved[node] = true
                nodes.settle(node, map, boundary)
            }
        }
        for (i, arc) in boundary.arcs.enumerated() where !arc.isClosed {
            if isMoved[Int(arc.startNode)] { arcs[i].moveStart(to: nodes.places[Int(arc.startNode)]) }
            if isMoved[Int(arc.endNode)] { arcs[i].moveEnd(to: nodes.places[Int(arc.endNode)]) }
        }
    }

    private func fitted(_ nodes: Junctions, _ workers: Workers) -> [FittedArc] {
        let count = boundary.arcs.count
        return workers.map((count + Self.chunk - 1) / Self.chunk) { c in
            (c * Self.chunk..<min(count, (c + 1) * Self.chunk)).map { fitted($0, nodes) }
        }.flatMap(\.self)
    }

    private func isFrame(_ arc: BoundaryArcs.Arc) -> Bool { !arc.isClosed && (arc.left == LabelMap.outside || arc.right == LabelMap.outside) }

    private func ends(_ index: Int, _ nodes: Junctions, _ points: ArcPoints) -> (Point, Point)? {
        let arc = boundary.arcs[index]
        return arc.isClosed ? nil : (nodes.places[Int(arc.startNode)] - points.origin, nodes.places[Int(arc.endNode)] - points.origin)
    }

    private func fitted(_ index: Int, _ nodes: Junctions) -> FittedArc {
        let arc = boundary.arcs[index]
        if isFrame(arc) || !arc.isClosed && arc.steps.count < 3 {
            let origin = Point(Double(arc.x), Double(arc.y))
            let (a, b) = (nodes.places[Int(arc.startNode)] - origin, nodes.places[Int(arc.endNode)] - origin)
            return FittedArc(pieces: [FittedPiece(piece: .line(from: a, to: b), low: 0, high: arc.steps.count)], origin: origin, isClosed: false)
        }
        let points = ArcPoints(arc, boundary.headings, locator)
        let ends = ends(index, nodes, points)
        let polygon = OptimalPolygon.vertices(points)
        guard polygon.count > 3 || !arc.isClosed else { return FittedArc(around: points) }
        let knots = KnotFinder(points, polygon, corner: settings.corner, ends: ends, leaving: nodes.leaving[2 * index], arriving: -nodes.leaving[2 * index + 1]).knots()
        let tolerance = Locator.isFine ? settings.tolerance * 2 / 7 : settings.tolerance
        let stray = Self.stray + settings.tolerance / 2
        let pieces = CurveFitter(points, knots, tolerance: tolerance, stray: stray).pieces()
        // Between smoothed pixels places are found, not known.
        return FittedArc(pieces: Locator.isFine ? pieces : StrayRepair(points: points, limit: stray + Self.slack).repaired(pieces), origin: points.origin, isClosed: arc.isClosed)
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
    var start: Point {
        switch self {
        case .line(let start, _): start
        case .cubic(let curve): curve.start
        }
    }

    var end: Point {
        switch self {
        case .line(_, let end): end
        case .cubic(let curve): curve.end
        }
    }
}
