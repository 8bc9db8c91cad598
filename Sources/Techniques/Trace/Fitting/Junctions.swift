import ImpressionGeometry

/// Where arcs meet, and how they go on there.
///
/// Two arcs that meet nearly straight are one edge that a third ends at: the node lies on the parabola through the places of both, and both
/// have its direction there. Other arcs end where their lines meet. On the frame nodes stay on the frame.
struct Junctions: Sendable {
    /// By node, picture coordinates.
    private(set) var places: [Point] = []
    /// Directions away from their nodes of each arc's start and end; zero where they are the arc's own.
    private(set) var leaving: [Point]

    /// Places near an arc's end that tell where it points.
    private static let endCount = 8
    /// Cosine of the bend up to which two arcs are one edge: 35°.
    private static let straight = 0.82
    /// Pixels that a node may leave its lattice point where places are finer than pixels.
    private static let fineReach = 0.75

    init(_ map: LabelMap, _ boundary: BoundaryArcs, _ locator: some EdgeLocator) {
        leaving = .init(repeating: .zero, count: 2 * boundary.arcs.count)
        guard !boundary.nodes.isEmpty else { return }
        let reach = type(of: locator).isFine ? Self.fineReach : KnotFinder.reach
        var ends = [InlineArray<4, Int32>](repeating: .init(repeating: -1), count: boundary.nodes.count)
        for (i, arc) in boundary.arcs.enumerated() where !arc.isClosed && arc.steps.count > 2 {
            for (half, node) in [(2 * i, arc.startNode), (2 * i + 1, arc.endNode)] {
                if let free = (0..<4).first(where: { ends[Int(node)][$0] < 0 }) { ends[Int(node)][free] = Int32(half) }
            }
        }
        let found = boundary.nodes.enumerated().map { k, node in
            let (x, y) = (Int(node) % map.stride, Int(node) / map.stride)
            let lattice = Point(Double(x), Double(y))
            let arms = (0..<4).map { ends[k][$0] }.filter { $0 >= 0 }.map { Arm(boundary, Int($0), lattice, locator, count: Self.endCount) }
            let q = LabelMap.around(map.cells.span, Int(node), map.stride)
            if q.x == LabelMap.outside || q.y == LabelMap.outside || q.z == LabelMap.outside || q.w == LabelMap.outside {
                return Self.met(arms, lattice, x == 0 || x == map.width ? 0 : reach, y == 0 || y == map.height ? 0 : reach)
            }
            return place(arms, lattice, reach)
        }
        // On a fine grid, so that arcs with different origins end at the same place to the last bit.
        places = found.map { Point(($0.x * 0x1p20).rounded() * 0x1p-20, ($0.y * 0x1p20).rounded() * 0x1p-20) }
    }

    /// Moves a node back to its lattice point.
    mutating func settle(_ node: Int, _ map: LabelMap, _ boundary: BoundaryArcs) {
        places[node] = Point(Double(Int(boundary.nodes[node]) % map.stride), Double(Int(boundary.nodes[node]) / map.stride))
    }

    /// The end of an arc, seen from its node.
    private struct Arm {
        let half: Int
        let places: [Point]
        let sums: ArcPoints.Sums
        let line: FittedLine

        init(_ boundary: BoundaryArcs, _ half: Int, _ node: Point, _ locator: some EdgeLocator, count: Int) {
            var arc = boundary.arcs[half / 2]
            let isStart = half & 1 == 0
            arc.steps = isStart ? arc.steps.prefix(count) : arc.steps.suffix(count)
            if !isStart {
                var start = node
                for heading in boundary.headings[arc.steps] { start = start - Point(Double(Heading.dx(heading)), Double(Heading.dy(heading))) }
                (arc.x, arc.y) = (Int32(start.x), Int32(start.y))
            }
            let points = ArcPoints(arc, boundary.headings, locator)
            let shift = points.origin - node
            places = points.places[0..<points.count].map { $0 + shift }
            var sums = ArcPoints.Sums()
            for p in places { sums.add(p) }
            let corner = points.corners[points.count]
            let onward = Point(Double(corner.x), Double(corner.y)) * (isStart ? 1 : -1)
            (self.half, self.sums) = (half, sums)
            line = FittedLine(sums, count: points.count, fallback: onward)
        }
    }

    private static func met(_ arms: [Arm], _ lattice: Point, _ reachX: Double, _ reachY: Double) -> Point {
        var placement = VertexPlacement(around: .zero)
        for arm in arms { placement.add(arm.line) }
        return lattice + placement.place(reachX, reachY)
    }

    private mutating func place(_ arms: [Arm], _ lattice: Point, _ reach: Double) -> Point {
        guard let (a, b) = Self.straightest(arms), let edge = Self.edge(arms[a], arms[b]) else { return Self.met(arms, lattice, reach, reach) }
        var placement = VertexPlacement(around: .zero)
        // The edge's own place counts for more than those of the arcs that end at it.
        let (found, direction) = Self.near(.zero, edge)
        for _ in 0..<4 { placement.add(FittedLine(center: found, direction: direction)) }
        for (k, arm) in arms.enumerated() where k != a && k != b { placement.add(arm.line) }
        let (place, tangent) = Self.near(placement.place(reach, reach), edge)
        guard place.x.magnitude <= 1, place.y.magnitude <= 1 else { return Self.met(arms, lattice, reach, reach) }
        let forward = tangent.dot(arms[b].line.direction) > 0 ? tangent : -tangent
        (leaving[arms[b].half], leaving[arms[a].half]) = (forward, -forward)
        return lattice + place
    }

    private static func straightest(_ arms: [Arm]) -> (Int, Int)? {
        var (best, least): ((Int, Int)?, Double) = (nil, -straight)
        for a in arms.indices {
            for b in arms.indices.dropFirst(a + 1) where arms[a].places.count > 3 && arms[b].places.count > 3 {
                let cosine = arms[a].line.direction.dot(arms[b].line.direction)
                if cosine < least { (best, least) = ((a, b), cosine) }
            }
        }
        return best
    }

    private static func edge(_ a: Arm, _ b: Arm) -> Parabola? {
        var sums = a.sums
        for p in b.places { sums.add(p) }
        let line = FittedLine(sums, count: a.places.count + b.places.count, fallback: b.line.direction)
        return Parabola(along: line, a.places + b.places)
    }

    private static func near(_ p: Point, _ edge: Parabola) -> (Point, Point) {
        let x = (p - edge.origin).dot(edge.axis)
        return (edge.place(at: x), edge.direction(at: x))
    }
}
