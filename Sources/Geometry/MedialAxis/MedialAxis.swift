/// The places inside a region that are equally near to two or more places of its boundary, with their distance from it.
///
///     ┌───────────────┐
///     │╲             ╱│
///     │ ╲───────────╱ │      A planar graph: one component for each connected part of the inside, one cycle around each hole.
///     │╱             ╲│      Its leaves are the convex corners, where the clearance is 0.
///     └───────────────┘
///
/// Every edge lies between the cells of two sites, an edge of the region or a reflex vertex each, and has the same distance from both.
public struct MedialAxis: Sendable, Hashable {
    /// A part of the boundary. Edges and vertices have the index of their (first) point in the region's contours.
    public enum Site: Sendable, Hashable {
        case edge(Int)
        case vertex(Int)
    }

    /// A disk inside the region that touches its boundary.
    public struct Disk: Sendable, Hashable {
        /// mm.
        public var center: Point
        /// Distance of the centre from the boundary, mm.
        public var clearance: Double

        public init(center: Point, clearance: Double) {
            self.center = center
            self.clearance = clearance
        }
    }

    public enum Kind: Sendable, Hashable {
        /// Between two edges, where the clearance is linear, or two vertices, where it is a hyperbola.
        case straight
        /// Between an edge and a vertex.
        case parabola
    }

    /// A curve between two vertices of the axis.
    public struct Edge: Sendable, Hashable {
        public var start: Int
        public var end: Int
        /// The sites to the left and right on the way from start to end.
        public var left: Site
        public var right: Site

        public var kind: Kind {
            switch (left, right) {
            case (.edge, .edge), (.vertex, .vertex): .straight
            default: .parabola
            }
        }
    }

    public let region: Region
    public let vertices: [Disk]
    public let edges: [Edge]

    public init(region: Region, vertices: [Disk], edges: [Edge]) {
        self.region = region
        self.vertices = vertices
        self.edges = edges
    }

    /// The edges at each vertex.
    var incidence: [[Int]] {
        var incident: [[Int]] = .init(repeating: [], count: vertices.count)
        for (i, edge) in edges.enumerated() {
            incident[edge.start].append(i)
            incident[edge.end].append(i)
        }
        return incident
    }

    /// The ends of a site, mm; equal for a vertex.
    public func ends(of site: Site) -> (Point, Point) {
        switch site {
        case .vertex(let i):
            let p = region.contours.points[i].point
            return (p, p)
        case .edge(let i):
            return (region.contours.points[i].point, region.contours.points[region.contours.successor(i)].point)
        }
    }

    /// The place of a site nearest to `p`, mm. An edge counts as its whole line.
    public func foot(of p: Point, on site: Site) -> Point {
        let (a, b) = ends(of: site)
        if a == b { return a }
        return a + (b - a) * ((p - a).dot(b - a) / (b - a).squaredLength)
    }
}

extension Contours {
    /// The point after point `i` on its contour.
    func successor(_ i: Int) -> Int {
        let contour = ends.partitioningIndex { $0 > i }
        return i + 1 < ends[contour] ? i + 1 : range(contour).lowerBound
    }
}
