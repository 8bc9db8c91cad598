#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension MedialAxis {
    /// The greatest angle along an edge under which the two places where its disks touch the boundary are seen from their centres, 0 ... 180°.
    ///
    /// It is half a turn where a wall is as thin as it gets, half a turn less the inner angle on the branch into a convex corner, and small
    /// on branches that only tell of a slightly bent boundary.
    public func angle(of edge: Edge) -> Angle {
        if case .edge = edge.left, case .edge = edge.right {
            let (a, b) = (ends(of: edge.left), ends(of: edge.right))
            let (u, v) = (a.1 - a.0, b.1 - b.0)
            return Angle(radians: abs(atan2(u.cross(v), u.dot(v))))
        }
        let (start, end) = (vertices[edge.start], vertices[edge.end])
        let way = end.center - start.center
        // The two places face each other where the way passes between them.
        func seen(_ disk: Disk) -> (angle: Double, side: Double) {
            let (u, v) = (foot(of: disk.center, on: edge.left) - disk.center, foot(of: disk.center, on: edge.right) - disk.center)
            return (abs(atan2(u.cross(v), u.dot(v))), (u + v).dot(way))
        }
        let (s, t) = (seen(start), seen(end))
        return Angle(radians: (s.side > 0) != (t.side > 0) ? .pi : max(s.angle, t.angle))
    }

    /// The greatest distance between the two places where a disk of an edge touches the boundary, mm.
    public func spread(of edge: Edge) -> Double {
        [vertices[edge.start].center, vertices[edge.end].center].map { foot(of: $0, on: edge.left).distance(to: foot(of: $0, on: edge.right)) }.max() ?? 0
    }

    /// The axis without branches that end in edges of a smaller angle or a smaller spread, taken off from their tips.
    ///
    /// Cycles and connections stay; of a part that would vanish one vertex is left. An angle above a quarter turn drops the branches into square corners.
    /// O(n).
    ///
    /// Source: Foskey, Lin and Manocha, "Efficient computation of a simplified medial axis", 2003 (angle);
    /// Chazal and Lieutier, "The λ-medial axis", 2005 (spread).
    public func pruned(angle leastAngle: Angle = .zero, spread leastSpread: Double = 0) -> MedialAxis {
        pruned { angle(of: $0) < leastAngle || spread(of: $0) < leastSpread }
    }

    /// The axis without branches whose edges, from their tips on, are unwanted.
    public func pruned(where isUnwanted: (Edge) -> Bool) -> MedialAxis {
        let incident = incidence
        var degrees = incident.map(\.count)
        var isGone = [Bool](repeating: false, count: edges.count)
        var isCut = [Bool](repeating: false, count: vertices.count)
        var tips = vertices.indices.filter { degrees[$0] == 1 }.sorted { (vertices[$0].clearance, $0) < (vertices[$1].clearance, $1) }
        var next = 0
        while next < tips.count {
            let tip = tips[next]
            next += 1
            guard degrees[tip] == 1, let i = incident[tip].first(where: { !isGone[$0] }), isUnwanted(edges[i]) else { continue }
            let other = edges[i].start == tip ? edges[i].end : edges[i].start
            isGone[i] = true
            isCut[tip] = true
            degrees[tip] = 0
            degrees[other] -= 1
            if degrees[other] == 1 { tips.append(other) }
        }
        var names = [Int](repeating: -1, count: vertices.count)
        var kept: [Disk] = []
        for i in vertices.indices where !isCut[i] {
            names[i] = kept.count
            kept.append(vertices[i])
        }
        let left = edges.indices.filter { !isGone[$0] }.map { i in
            Edge(start: names[edges[i].start], end: names[edges[i].end], left: edges[i].left, right: edges[i].right)
        }
        return MedialAxis(region: region, vertices: kept, edges: left)
    }
}
