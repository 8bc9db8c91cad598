import ImpressionGeometry

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
        let halfEdges = mesh.triangles.count * 3
        across = [Int32](repeating: -1, count: halfEdges)
        var bins = [Int32](repeating: 0, count: mesh.vertices.count + 1)
        for t in mesh.triangles {
            bins[Int(min(t.x, t.y)) + 1] += 1
            bins[Int(min(t.y, t.z)) + 1] += 1
            bins[Int(min(t.z, t.x)) + 1] += 1
        }
        for v in 0..<mesh.vertices.count { bins[v + 1] += bins[v] }
        // Upper vertex and half edge of each entry; entries of one lower vertex stand together.
        var entries = [SIMD2<UInt32>](repeating: .zero, count: halfEdges)
        var fill = bins
        for (i, t) in mesh.triangles.enumerated() {
            for k in 0..<3 {
                let a = t[k], b = t[k == 2 ? 0 : k + 1], bin = Int(min(a, b))
                entries[Int(fill[bin])] = SIMD2(max(a, b), UInt32(3 * i + k))
                fill[bin] += 1
            }
        }
        entries.withUnsafeMutableBufferPointer { entries in
            for v in mesh.vertices.indices where bins[v] < bins[v + 1] {
                pair(UnsafeMutableBufferPointer(rebasing: entries[Int(bins[v])..<Int(bins[v + 1])]), UInt32(v), mesh)
            }
        }
    }

    private mutating func pair(_ run: UnsafeMutableBufferPointer<SIMD2<UInt32>>, _ low: UInt32, _ mesh: Mesh) {
        var run = run
        if run.count > 24 { run.sort { $0.x != $1.x ? $0.x < $1.x : $0.y < $1.y } } else { insertionSort(run) }
        var start = 0
        while start < run.count {
            var end = start + 1
            while end < run.count, run[end].x == run[start].x { end += 1 }
            if end - start == 2 {
                let (a, b) = (run[start].y, run[start + 1].y)
                join(a, b)
                if runsUp(a, low, mesh) == runsUp(b, low, mesh) { flippedEdges += 1 }
            } else if end - start == 1 {
                openEdges += 1
            } else {
                pairCrowd(run[start..<end].map(\.y), low, mesh)
            }
            start = end
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

    private func insertionSort(_ run: UnsafeMutableBufferPointer<SIMD2<UInt32>>) {
        for i in 1..<max(1, run.count) {
            let item = run[i]
            var j = i
            while j > 0, item.x < run[j - 1].x || item.x == run[j - 1].x && item.y < run[j - 1].y {
                run[j] = run[j - 1]
                j -= 1
            }
            run[j] = item
        }
    }
}
