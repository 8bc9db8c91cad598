/// What is wrong with rings that claim to be canonical.
public enum RegionFault: Error, Equatable, Sendable {
    /// Fewer than three vertices.
    case tooShort(ring: Int)
    /// The ring does not start at its smallest vertex.
    case startsElsewhere(ring: Int)
    /// Three successive vertices are in line.
    case inLine(ring: Int, vertex: LatticePoint)
    /// A ring passes a vertex twice.
    case repeats(ring: Int, vertex: LatticePoint)
    /// The ring does not follow the ring before it.
    case outOfOrder(ring: Int)
    /// Two edges cross, overlap, or touch within one ring; they start at these vertices.
    case meets(LatticePoint, LatticePoint)
    /// The winding numbers on both sides of the edge that starts here are not 1 on its left and 0 on its right.
    case winding(LatticePoint)
}

extension Region {
    /// The first fault found, or `nil` for a valid region. Shares no code with the arrangement; exact.
    ///
    /// O(n·a) for n edges of which a overlap a column.
    public var fault: RegionFault? { RegionChecker(contours).fault() }

    /// Traps where this region is invalid. Up to 500 edges everything is looked at, as ``fault`` does. In larger regions
    /// every ring is, but only 16 of the edges are compared with all others: O(n log n).
    func assertValid() {
        let checker = RegionChecker(contours)
        let fault = contours.points.count <= 500 ? checker.fault() : checker.fault(sampling: 16)
        precondition(fault == nil, "an operation made an invalid region")
    }
}

/// Looks at every pair of edges that share a column.
struct RegionChecker {
    private struct Edge {
        var a: LatticePoint, b: LatticePoint
        var isForward: Bool
        var ring: Int, index: Int

        var start: LatticePoint { isForward ? a : b }
    }

    private let contours: Contours
    private let edges: [Edge]

    init(_ contours: Contours) {
        self.contours = contours
        var edges: [Edge] = []
        for ring in 0..<contours.count {
            let points = Array(contours[ring])
            for i in points.indices {
                let (p, q) = (points[i], points[(i + 1) % points.count])
                edges.append(p < q ? Edge(a: p, b: q, isForward: true, ring: ring, index: i) : Edge(a: q, b: p, isForward: false, ring: ring, index: i))
            }
        }
        edges.sort { ($0.a, $0.b, $0.ring) < ($1.a, $1.b, $1.ring) }
        self.edges = edges
    }

    func fault() -> RegionFault? {
        if let fault = shapeFault() { return fault }
        var active: [Edge] = []
        for (i, edge) in edges.enumerated() {
            active.removeAll { $0.b.x < edge.a.x }
            for other in active {
                if let fault = meetingFault(edge, other) { return fault }
            }
            active.append(edge)
            if let fault = windingFault(edge, active, i) { return fault }
        }
        return nil
    }

    /// Looks at every ring, and compares some edges, evenly from left to right, with all others.
    func fault(sampling count: Int) -> RegionFault? {
        if let fault = shapeFault() { return fault }
        for i in stride(from: 0, to: edges.count, by: max(1, edges.count / count)) {
            let edge = edges[i]
            for (k, other) in edges.enumerated() where k != i && other.a.x <= edge.b.x && other.b.x >= edge.a.x {
                if let fault = meetingFault(edge, other) { return fault }
            }
            if let fault = windingFault(edge, edges[..<i], i) { return fault }
        }
        return nil
    }

    private func shapeFault() -> RegionFault? {
        for ring in 0..<contours.count {
            if let fault = shapeFault(ring) { return fault }
        }
        return nil
    }

    private func shapeFault(_ ring: Int) -> RegionFault? {
        let points = Array(contours[ring])
        let n = points.count
        if n < 3 { return .tooShort(ring: ring) }
        if points.min() != points[0] { return .startsElsewhere(ring: ring) }
        for i in 0..<n where LatticePoint.orientation(points[i], points[(i + 1) % n], points[(i + 2) % n]) == 0 {
            return .inLine(ring: ring, vertex: points[(i + 1) % n])
        }
        let sorted = points.sorted()
        for i in 1..<n where sorted[i] == sorted[i - 1] { return .repeats(ring: ring, vertex: sorted[i]) }
        if ring > 0 {
            let before = contours[ring - 1]
            let (p, q) = (before[before.startIndex], before[before.startIndex + 1])
            if (points[0], points[1]) <= (p, q) { return .outOfOrder(ring: ring) }
        }
        return nil
    }

    private func meetingFault(_ e: Edge, _ f: Edge) -> RegionFault? {
        if max(min(e.a.y, e.b.y), min(f.a.y, f.b.y)) > min(max(e.a.y, e.b.y), max(f.a.y, f.b.y)) { return nil }
        let fault = RegionFault.meets(e.start, f.start)
        let (c, d) = (LatticePoint.orientation(e.a, e.b, f.a), LatticePoint.orientation(e.a, e.b, f.b))
        let (a, b) = (LatticePoint.orientation(f.a, f.b, e.a), LatticePoint.orientation(f.a, f.b, e.b))
        if c == 0 && d == 0 { return max(e.a, f.a) < min(e.b, f.b) ? fault : nil }
        if c.signum() * d.signum() > 0 || a.signum() * b.signum() > 0 { return nil }
        if c.signum() * d.signum() < 0 && a.signum() * b.signum() < 0 { return fault }
        // They touch. In one ring only neighbours may, at the vertex they share.
        if e.ring != f.ring { return nil }
        let n = contours.range(e.ring).count
        let areNeighbours = (e.index + 1) % n == f.index || (f.index + 1) % n == e.index
        let sharesEnd = e.a == f.a || e.a == f.b || e.b == f.a || e.b == f.b
        return areNeighbours && sharesEnd ? nil : fault
    }

    /// Counts the edges below the middle of `e`, on a line just right of it.
    private func windingFault(_ e: Edge, _ before: some Sequence<Edge>, _ index: Int) -> RegionFault? {
        if e.a.x == e.b.x { return nil }
        let x = Int64(e.a.x) + Int64(e.b.x)
        let y = Int64(e.a.y) + Int64(e.b.y)
        var winding = 0
        func count(_ f: Edge) {
            guard Int64(f.a.x) * 2 <= x, x < Int64(f.b.x) * 2 else { return }
            let (dx, dy) = (Int128(f.b.x) - Int128(f.a.x), Int128(f.b.y) - Int128(f.a.y))
            var side = dx * (Int128(y) - Int128(f.a.y) * 2) - dy * (Int128(x) - Int128(f.a.x) * 2)
            if side == 0 { side = dx * (Int128(e.b.y) - Int128(e.a.y)) - dy * (Int128(e.b.x) - Int128(e.a.x)) }
            if side > 0 { winding += f.isForward ? 1 : -1 }
        }
        for f in before { count(f) }
        for f in edges[(index + 1)...] {
            if Int64(f.a.x) * 2 > x { break }
            count(f)
        }
        return winding == (e.isForward ? 0 : 1) ? nil : .winding(e.start)
    }
}
