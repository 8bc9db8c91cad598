/// The distance from a region's boundary as a surface of triangles: 45° slopes over the edges, cones around the reflex vertices.
///
/// Seen from above the triangles fill the region once. Neighbours share whole sides.
public struct Roof: Sendable, Hashable {
    /// mm.
    public internal(set) var points: [Point]
    /// Distance from the boundary, mm; at each point.
    public internal(set) var heights: [Double]
    /// Three indices into ``points`` for each triangle, counter-clockwise from above.
    public internal(set) var indices: [UInt32]
    /// The site whose cell each triangle is in.
    public internal(set) var sites: [MedialAxis.Site]

    public var count: Int { sites.count }
}

extension Region {
    /// The roof over this region, or its bevel up to an inset.
    ///
    /// O(n log n) for n edges, and what the curves need.
    ///
    /// - Parameter limit: Greatest height, mm; what would be higher is level.
    /// - Parameter tolerance: Greatest difference between a height and the distance from the boundary, mm.
    ///
    /// Source: cells of the Voronoi diagram as in Held, "On the computational geometry of pocket machining", 1991.
    public func roof(upTo limit: Double = .infinity, tolerance: Double) -> Roof {
        let dual = voronoi()
        let (vertexOf, disks) = dual.merged(within: MedialAxis.mergeDistance)
        let (axis, halfEdges) = medialAxis(dual, vertexOf, disks)
        var builder = RoofBuilder(axis, dual, vertexOf)
        for (i, h) in halfEdges.enumerated() { builder.add(axis.edges[i], h, dual, axis, vertexOf, tolerance) }
        return limit < .infinity ? builder.roof.levelled(at: limit) : builder.roof
    }
}

/// Cuts the cells into strips between the axis and the boundary, one on either side of every edge of the axis.
private struct RoofBuilder {
    private(set) var roof: Roof
    /// The point of each vertex of the axis.
    private var nodes: [UInt32]
    /// The point where a vertex of the axis has its foot on an edge.
    private var feet: [UInt64: UInt32] = [:]

    init(_ axis: MedialAxis, _ dual: borrowing SiteTriangulation, _ vertexOf: [Int32]) {
        roof = Roof(points: [], heights: [], indices: [], sites: [])
        let boundary = dual.boundary.count
        // Corners first: points 0 ..< boundary.
        for i in 0..<boundary {
            roof.points.append(dual.boundary.start(i).point)
            roof.heights.append(0)
        }
        nodes = [UInt32](repeating: .max, count: axis.vertices.count)
        for t in 0..<dual.triangleCount {
            for k in 0..<3 where !dual.boundary.isEdge(dual.sites[3 * t + k]) {
                let corner = dual.sites[3 * t + k]
                if dual.circles[t].radius == 0 { nodes[Int(vertexOf[t])] = UInt32(corner) }
                for other in 0..<3 where dual.boundary.isEdge(dual.sites[3 * t + other]) {
                    let edge = dual.boundary.edge(dual.sites[3 * t + other])
                    if edge == Int(corner) || dual.boundary.next[edge] == corner { feet[Self.key(vertexOf[t], edge)] = UInt32(corner) }
                }
            }
        }
        for v in nodes.indices where nodes[v] == .max { nodes[v] = point(axis.vertices[v].center, axis.vertices[v].clearance) }
    }

    private static func key(_ vertex: Int32, _ edge: Int) -> UInt64 { UInt64(UInt32(bitPattern: vertex)) << 32 | UInt64(edge) }

    private mutating func point(_ place: Point, _ height: Double) -> UInt32 {
        roof.points.append(place)
        roof.heights.append(height)
        return UInt32(roof.points.count - 1)
    }

    /// The strips on both sides of an edge of the axis.
    mutating func add(_ edge: MedialAxis.Edge, _ h: Int32, _ dual: borrowing SiteTriangulation, _ axis: MedialAxis, _ vertexOf: [Int32], _ tolerance: Double) {
        let disks = axis.disks(along: edge, tolerance: tolerance)
        var chain = [nodes[edge.start]]
        for disk in disks.dropFirst().dropLast() { chain.append(point(disk.center, disk.clearance)) }
        chain.append(nodes[edge.end])
        let g = dual.twins[Int(h)]
        strip(chain, disks, edge, dual.sites[Int(g)], edge.left, dual, axis, isLeft: true)
        strip(chain, disks, edge, dual.sites[Int(h)], edge.right, dual, axis, isLeft: false)
    }

    private mutating func strip(_ chain: [UInt32], _ disks: [MedialAxis.Disk], _ edge: MedialAxis.Edge, _ site: Int32, _ name: MedialAxis.Site, _ dual: borrowing SiteTriangulation, _ axis: MedialAxis, isLeft: Bool) {
        guard dual.boundary.isEdge(site) else {
            for i in 1..<chain.count { triangle(chain[i - 1], chain[i], UInt32(site), name, isLeft) }
            return
        }
        let e = dual.boundary.edge(site)
        var before = foot(e, edge.start, disks[0], name, axis)
        for i in 1..<chain.count {
            let after = i + 1 < chain.count ? point(axis.foot(of: disks[i].center, on: name), 0) : foot(e, edge.end, disks[i], name, axis)
            triangle(chain[i - 1], chain[i], after, name, isLeft)
            triangle(chain[i - 1], after, before, name, isLeft)
            before = after
        }
    }

    private mutating func foot(_ e: Int, _ vertex: Int, _ disk: MedialAxis.Disk, _ name: MedialAxis.Site, _ axis: MedialAxis) -> UInt32 {
        if Int(nodes[vertex]) < roof.points.count, roof.heights[Int(nodes[vertex])] == 0 { return nodes[vertex] }
        let key = Self.key(Int32(vertex), e)
        if let known = feet[key] { return known }
        let new = point(axis.foot(of: disk.center, on: name), 0)
        feet[key] = new
        return new
    }

    private mutating func triangle(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ site: MedialAxis.Site, _ isLeft: Bool) {
        if a == b || b == c || a == c { return }
        roof.indices += isLeft ? [a, b, c] : [a, c, b]
        roof.sites.append(site)
    }
}

extension Roof {
    /// The roof with everything above a height brought down to it. Triangles are cut where they cross it.
    func levelled(at limit: Double) -> Roof {
        var roof = split(at: limit)
        for i in roof.heights.indices { roof.heights[i] = min(roof.heights[i], limit) }
        return roof
    }

    /// The same surface with its triangles cut along a height: none reaches from below it to above.
    public func split(at limit: Double) -> Roof {
        var roof = Roof(points: points, heights: heights, indices: [], sites: [])
        var cuts: [UInt64: UInt32] = [:]
        func cut(_ a: UInt32, _ b: UInt32) -> UInt32 {
            let (low, high) = (min(a, b), max(a, b))
            let key = UInt64(low) << 32 | UInt64(high)
            if let known = cuts[key] { return known }
            let t = (limit - heights[Int(low)]) / (heights[Int(high)] - heights[Int(low)])
            roof.points.append(points[Int(low)].mix(points[Int(high)], t))
            roof.heights.append(limit)
            cuts[key] = UInt32(roof.points.count - 1)
            return UInt32(roof.points.count - 1)
        }
        func side(_ i: UInt32) -> Int { heights[Int(i)] < limit ? -1 : heights[Int(i)] > limit ? 1 : 0 }
        for t in 0..<count {
            // The ring of corners and crossings, split into what is below and above.
            var (below, above): ([UInt32], [UInt32]) = ([], [])
            for k in 0..<3 {
                let (a, b) = (indices[3 * t + k], indices[3 * t + (k + 1) % 3])
                if side(a) <= 0 { below.append(a) }
                if side(a) >= 0 { above.append(a) }
                if side(a) * side(b) < 0 {
                    let c = cut(a, b)
                    below.append(c)
                    above.append(c)
                }
            }
            // A level triangle is one part.
            if above == below { above = [] }
            for part in [below, above] where part.count > 2 {
                for k in 2..<part.count {
                    roof.indices += [part[0], part[k - 1], part[k]]
                    roof.sites.append(sites[t])
                }
            }
        }
        return roof
    }
}
