/// Which triangle lies across each edge of each triangle, whatever the mesh is like.
///
/// Two triangles meet across an edge if nothing else does. Where more than two share an edge, each that runs along it one way is paired with one
/// that runs the other way, in the order of the mesh; whatever pairing is chosen, sections enclose the same area.
/// O(n) time and memory.
struct MeshTopology {
    /// Half edge 3t + k runs from corner k of triangle t to the next. The half edge on the other side, −1 where the mesh is open.
    private(set) var across: [Int32]
    /// Edges with one triangle, with more than two, and with two that run along them the same way.
    private(set) var openEdges = 0
    private(set) var crowdedEdges = 0
    private(set) var flippedEdges = 0

    init(_ mesh: Mesh) {
        across = [Int32](repeating: -1, count: 3 * mesh.triangles.count)
        MeshEdges(mesh.triangles, vertexCount: mesh.vertices.count).forEach { low, _, run in
            if run.count == 2 {
                let (a, b) = (run[run.startIndex].y, run[run.startIndex + 1].y)
                join(a, b)
                if runsUp(a, low, mesh) == runsUp(b, low, mesh) { flippedEdges += 1 }
            } else if run.count == 1 {
                openEdges += 1
            } else {
                pairCrowd(run.map(\.y), low, mesh)
            }
        }
    }

    private mutating func pairCrowd(_ crowd: [UInt32], _ low: UInt32, _ mesh: Mesh) {
        crowdedEdges += 1
        let up = crowd.filter { runsUp($0, low, mesh) }, down = crowd.filter { !runsUp($0, low, mesh) }
        let pairs = min(up.count, down.count)
        for i in 0..<pairs { join(up[i], down[i]) }
        let rest = up.count > pairs ? up[pairs...] : down[pairs...]
        for i in stride(from: rest.startIndex, to: rest.endIndex - 1, by: 2) { join(rest[i], rest[i + 1]) }
        if rest.count % 2 == 1 { openEdges += 1 }
    }

    private mutating func join(_ a: UInt32, _ b: UInt32) {
        across[Int(a)] = Int32(bitPattern: b)
        across[Int(b)] = Int32(bitPattern: a)
    }

    private func runsUp(_ halfEdge: UInt32, _ low: UInt32, _ mesh: Mesh) -> Bool {
        mesh.triangles[Int(halfEdge / 3)][Int(halfEdge % 3)] == low
    }
}
