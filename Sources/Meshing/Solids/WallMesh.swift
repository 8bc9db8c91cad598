import ImpressionGeometry

/// Triangles that stand between level planes, and what closes them.
struct WallMesh {
    private var mesh = Mesh()
    private var table = WeldTable(capacity: 1024)
    /// Of each vertex.
    private var places: [LatticePoint] = []

    /// A vertex at a place that lies on the grid.
    mutating func vertex(_ place: LatticePoint, _ height: Double) -> UInt32 {
        let p = place.point
        let number = table.number(of: SIMD3(Float(p.x), Float(p.y), Float(height)), in: &mesh.vertices)
        if Int(number) == places.count { places.append(place) }
        return number
    }

    /// A triangle; none where two corners are one.
    mutating func add(_ a: UInt32, _ b: UInt32, _ c: UInt32) {
        if a != b && b != c && c != a { mesh.triangles.append(SIMD3(a, b, c)) }
    }

    /// An upright wall over an edge that has the body on its left, between the same two heights at both ends; more may lie between them.
    mutating func addWall(_ p: LatticePoint, _ q: LatticePoint, _ left: [Float], _ right: [Float]) {
        guard var a = left.first.map({ vertex(p, Double($0)) }), var b = right.first.map({ vertex(q, Double($0)) }) else { return }
        var (i, j) = (1, 1)
        while i < left.count || j < right.count {
            // Upwards on the side that comes next; where both do, the diagonal rises from the left.
            if j < right.count, i == left.count || right[j] <= left[i] {
                let next = vertex(q, Double(right[j]))
                add(a, b, next)
                (b, j) = (next, j + 1)
            } else {
                let next = vertex(p, Double(left[i]))
                add(a, b, next)
                (a, i) = (next, i + 1)
            }
        }
    }

    func forEachVertex(_ body: (LatticePoint, Float) -> Void) {
        for (place, vertex) in zip(places, mesh.vertices) { body(place, vertex.z) }
    }

    /// With the faces of every level plane in which walls end.
    mutating func closed() -> Mesh {
        mesh.dropOpposedTriangles()
        var result = mesh, table = table, cuts: [UInt64: [UInt32]] = [:]
        var caps: [SIMD3<UInt32>] = []
        for level in looseEdges() {
            let z = mesh.vertices[Int(level[0].x)].z
            let faces = LevelFaces(level.map { LevelFaces.Edge(places[Int($0.x)], places[Int($0.y)]) }, grid: Solid.meshGrid)
            func number(_ p: LatticePoint) -> UInt32 {
                let q = p.point
                return table.number(of: SIMD3(Float(q.x), Float(q.y), z), in: &result.vertices)
            }
            for (edge, way) in zip(level, faces.ways) where way.count > 2 {
                cuts[UInt64(edge.y) << 32 | UInt64(edge.x)] = way.dropFirst().dropLast().reversed().map(number)
            }
            for (face, isUp) in [(faces.positive, true), (faces.negative, false)] {
                let names = face.points.map(number)
                for i in stride(from: 0, to: face.indices.count, by: 3) {
                    let (a, b, c) = (names[Int(face.indices[i])], names[Int(face.indices[i + 1])], names[Int(face.indices[i + 2])])
                    caps.append(isUp ? SIMD3(a, b, c) : SIMD3(a, c, b))
                }
            }
        }
        result.triangles = cuts.isEmpty ? result.triangles : result.triangles.flatMap { cut($0, cuts) }
        result.triangles += caps
        result.dropUnusedVertices()
        result.separateTouching(grid: Solid.meshGrid)
        return result
    }

    /// What the triangles lack to be closed: edges, each in the direction that a triangle beside it would have. By planes, from the lowest.
    private func looseEdges() -> [[SIMD2<UInt32>]] {
        var loose: [SIMD2<UInt32>] = []
        MeshEdges(mesh.triangles, vertexCount: mesh.vertices.count).forEach { low, high, run in
            var sum = 0
            for entry in run {
                let half = Int(entry.y), t = mesh.triangles[half / 3]
                sum += t[half % 3] == low ? 1 : -1
            }
            let edge = sum > 0 ? SIMD2(high, low) : SIMD2(low, high)
            for _ in 0..<abs(sum) { loose.append(edge) }
        }
        func height(_ edge: SIMD2<UInt32>) -> Float { mesh.vertices[Int(edge.x)].z }
        loose.sort { (height($0), $0.x, $0.y) < (height($1), $1.x, $1.y) }
        var levels: [[SIMD2<UInt32>]] = []
        for edge in loose where mesh.vertices[Int(edge.x)].z == mesh.vertices[Int(edge.y)].z {
            if let last = levels.last?.last, height(last) == height(edge) { levels[levels.count - 1].append(edge) } else { levels.append([edge]) }
        }
        return levels
    }

    /// A triangle with the vertices that came to lie on its sides. Only level sides are cut, and a wall's triangle has one at most.
    private func cut(_ t: SIMD3<UInt32>, _ cuts: [UInt64: [UInt32]]) -> [SIMD3<UInt32>] {
        for k in 0..<3 {
            let (a, b, c) = (t[k], t[(k + 1) % 3], t[(k + 2) % 3])
            guard let inner = cuts[UInt64(a) << 32 | UInt64(b)] else { continue }
            return zip([a] + inner, inner + [b]).map { SIMD3($0, $1, c) }
        }
        return [t]
    }
}
