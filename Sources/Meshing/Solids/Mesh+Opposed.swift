extension Mesh {
    /// Drops pairs of triangles with the same corners that face opposite ways: walls between neighbours, and slivers of a slope that came to lie on one
    /// another when their vertices were brought to the grid. They enclose nothing, and without them each edge still lacks what it lacked. O(n) for edges with few triangles.
    mutating func dropOpposedTriangles() {
        var isGone = [Bool](repeating: false, count: triangles.count), any = false
        MeshEdges(triangles, vertexCount: vertices.count).forEach { low, high, run in
            if run.count < 2 { return }
            // Each triangle is looked at from the edge between its two lower vertices only.
            var sides: [(third: UInt32, runsUp: Bool, triangle: Int)] = []
            for entry in run {
                let half = Int(entry.y), t = triangles[half / 3], third = t[(half % 3 + 2) % 3]
                if third > high { sides.append((third, t[half % 3] == low, half / 3)) }
            }
            if sides.count < 2 { return }
            sides.sort { ($0.third, $0.triangle) < ($1.third, $1.triangle) }
            var open: [(third: UInt32, runsUp: Bool, triangle: Int)] = []
            for side in sides {
                if let last = open.last, last.third == side.third, last.runsUp != side.runsUp {
                    open.removeLast()
                    isGone[last.triangle] = true
                    isGone[side.triangle] = true
                    any = true
                } else {
                    open.append(side)
                }
            }
        }
        if any { triangles = triangles.indices.filter { !isGone[$0] }.map { triangles[$0] } }
    }

    /// Drops vertices that no triangle has; the others keep their order.
    mutating func dropUnusedVertices() {
        var names = [UInt32](repeating: .max, count: vertices.count), used: [SIMD3<Float>] = []
        for t in triangles { for k in 0..<3 { names[Int(t[k])] = 0 } }
        for v in vertices.indices where names[v] == 0 {
            names[v] = UInt32(used.count)
            used.append(vertices[v])
        }
        if used.count == vertices.count { return }
        vertices = used
        triangles = triangles.map { SIMD3(names[Int($0.x)], names[Int($0.y)], names[Int($0.z)]) }
    }
}
