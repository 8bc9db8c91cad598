extension Region {
    /// The medial axis of the inside, which is the Voronoi diagram of edges and vertices without the spokes between an edge and its own ends.
    ///
    /// The graph is planar, and has the region's holes for cycles, whatever the rounding; see Docs/design/medial-axis.md. Clearances are
    /// exact to about 10⁻⁶ lattice units in usual input. Vertices nearer than 2⁻¹² units to each other along the axis are one.
    /// O(n log n) expected, for n edges.
    ///
    /// Source: Brévilliers, Chevallier and Schmitt, "Triangulations of line segment sets in the plane", FSTTCS 2007;
    /// Klein, Mehlhorn and Meiser, "Randomized incremental construction of abstract Voronoi diagrams", Computational Geometry 3, 1993.
    public func medialAxis() -> MedialAxis {
        let dual = voronoi()
        let (vertexOf, disks) = dual.merged(within: MedialAxis.mergeDistance)
        return medialAxis(dual, vertexOf, disks).axis
    }

    /// The axis, and the half edge of the dual behind each of its edges.
    func medialAxis(_ dual: borrowing SiteTriangulation, _ vertexOf: [Int32], _ disks: [MedialAxis.Disk]) -> (axis: MedialAxis, halfEdges: [Int32]) {
        let names = SiteNames(contours, dual.boundary)
        var edges: [MedialAxis.Edge] = []
        var halfEdges: [Int32] = []
        edges.reserveCapacity(dual.triangleCount)
        halfEdges.reserveCapacity(dual.triangleCount)
        for h in 0..<Int32(truncatingIfNeeded: dual.sites.count) {
            let g = dual.twins[Int(h)]
            if g < h { continue }
            let (start, end) = (vertexOf[Int(h / 3)], vertexOf[Int(g / 3)])
            if start == end { continue }
            edges.append(MedialAxis.Edge(start: Int(start), end: Int(end), left: names[dual.sites[Int(g)]], right: names[dual.sites[Int(h)]]))
            halfEdges.append(h)
        }
        return (MedialAxis(region: self, vertices: disks, edges: edges), halfEdges)
    }

    /// The dual of the Voronoi diagram inside.
    func voronoi() -> SiteTriangulation {
        var dual = SiteTriangulation(delaunay())
        dual.insertEdges()
        return dual
    }
}

extension SiteTriangulation {
    /// The vertex of each triangle, where neighbours of one that lie within a distance of it share its vertex; and the vertices.
    func merged(within distance: Double) -> ([Int32], [MedialAxis.Disk]) {
        var vertexOf = [Int32](repeating: -1, count: triangleCount)
        var disks: [MedialAxis.Disk] = []
        var pending: [Int] = []
        for t in 0..<triangleCount where vertexOf[t] < 0 {
            let vertex = Int32(truncatingIfNeeded: disks.count)
            let circle = circles[t]
            disks.append(MedialAxis.Disk(circle))
            vertexOf[t] = vertex
            pending.append(t)
            while let s = pending.popLast() {
                for h in 3 * s..<3 * s + 3 where twins[h] >= 0 {
                    let n = Int(twins[h] / 3)
                    if vertexOf[n] >= 0 { continue }
                    let way = circles[n].center - circle.center
                    if way.x * way.x + way.y * way.y > distance * distance { continue }
                    vertexOf[n] = vertex
                    pending.append(n)
                }
            }
        }
        return (vertexOf, disks)
    }
}

extension MedialAxis {
    /// Vertices nearer than this to each other along the axis are one, lattice units. Rounding is a thousand times less.
    static let mergeDistance = 0x1p-12
}

extension MedialAxis.Disk {
    init(_ circle: TangentCircle) {
        let unit = LatticePoint.unitsPerMillimetre
        self.init(center: Point(circle.center.x / unit, circle.center.y / unit), clearance: circle.radius / unit)
    }
}
