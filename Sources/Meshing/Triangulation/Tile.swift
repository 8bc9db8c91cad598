/// One tile of a surface: what must be there, and how far to go.
struct Tile {
    /// Cells.
    var columns: Int
    var rows: Int
    /// Sample levels, row after row; NaN outside of the piece.
    var levels: [Float]
    /// The four corners counter-clockwise from least x and y.
    var corners: [TilePoint]
    /// Points on the four sides, in the corners' order: bottom, right, top, left, each by growing x or y.
    var sides: [[TilePoint]]
    var chains: [OutlineChains.Chain]
    /// Whether the tile lies inside where no chain says otherwise.
    var isInside: Bool
    /// Sides that end the surface.
    var isOpen: [Bool]
    var limit: Float
    /// Whether a sample that lies on the outline may become a point of it. The back's outline has no points that the front's lacks.
    var splitsOutline = true
    /// How far simplified chains may stray, lattice steps.
    var distance: Double

    /// What a tile became: indices count the corners, then the sides' points, then `own`.
    struct Result {
        /// Chain points and samples that belong to this tile alone. A level of NaN marks a sample.
        var own: [TilePoint] = []
        var triangles: [SIMD3<UInt32>] = []
        /// Directed edges with the piece on their left and nothing on their right.
        var boundary: [SIMD2<UInt32>] = []
        /// The chains as they were used.
        var chains: [OutlineChains.Chain] = []
    }

    /// Triangulates. Simplified chains are tried first; should they cross, the whole ones cannot.
    func triangulated() -> Result {
        if chains.isEmpty {
            guard isInside else { return Result() }
            return attempt([]) ?? Result()
        }
        let simple = chains.map { $0.simplified(distance: distance, limit: limit) }
        return attempt(simple) ?? attempt(chains) ?? Result()
    }

    private func attempt(_ chains: [OutlineChains.Chain]) -> Result? {
        let fixed = corners.count + sides.reduce(0) { $0 + $1.count }
        let chained = chains.reduce(0) { $0 + $1.points.count }
        var mesh = TileTriangulation(corners: corners, capacity: fixed + chained + (columns + 1) * (rows + 1))
        var last = 0
        for point in sides.joined() {
            _ = mesh.insert(point, near: last)
            last = Int(mesh.touched[0])
        }
        if !chains.isEmpty, !constrain(&mesh, chains, fixed) { return nil }
        refine(&mesh)
        return collect(mesh, chains, fixed)
    }

    private func constrain(_ mesh: inout TileTriangulation, _ chains: [OutlineChains.Chain], _ fixed: Int) -> Bool {
        var known: [SIMD2<Int32>: Int] = [:]
        for i in 0..<fixed { known[[mesh.points[i].x, mesh.points[i].y]] = i }
        var pairs: [(Int, Int)] = [], last = 0
        for chain in chains {
            let indices = chain.points.map { point in
                if let index = known[[point.x, point.y]] { return index }
                let index = mesh.insert(point, near: last)
                last = Int(mesh.touched[0])
                known[[point.x, point.y]] = index
                return index
            }
            for (a, b) in zip(indices, indices.dropFirst()) { pairs.append((a, b)) }
            if chain.isClosed, let a = indices.last, let b = indices.first { pairs.append((a, b)) }
        }
        var edges = mesh.outgoing()
        for (a, b) in pairs where mesh.force(a, b, &edges) == nil { return false }
        mesh.legaliseAll()
        return mesh.classify(pairs)
    }

    /// Inserts the worst sample of the worst triangle until none is missed by more than the limit.
    ///
    /// Source: Garland and Heckbert, "Fast polygonal approximation of terrains and height fields", CMU-CS-95-181, 1995.
    private func refine(_ mesh: inout TileTriangulation) {
        guard limit < .infinity else { return }
        var levels = levels
        levels.withUnsafeMutableBufferPointer { levels in
            guard let base = levels.baseAddress else { return }
            let samples = TileSamples(columns: columns, rows: rows, levels: UnsafePointer(base))
            var queue = WorstQueue(capacity: 2 * mesh.capacity, limit: limit)
            for t in 0..<mesh.triangleCount { Self.queue(t, mesh, samples, &queue) }
            while let t = queue.worst() {
                let miss = queue.misses[t]
                if !splitsOutline && mesh.isOnFixedEdge(miss.x &* TileSamples.step, miss.y &* TileSamples.step, of: t) {
                    base[Int(miss.y) &* (columns &+ 1) &+ Int(miss.x)] = .nan
                    queue.remove(t)
                    Self.queue(t, mesh, samples, &queue)
                    continue
                }
                let level = base[Int(miss.y) &* (columns &+ 1) &+ Int(miss.x)]
                let known = mesh.triangleCount
                let step = TileSamples.step
                _ = mesh.insert(TilePoint(x: miss.x &* step, y: miss.y &* step, thickness: .nan, level: level), in: t)
                for i in 0..<mesh.touchedCount {
                    let touched = Int(mesh.touched[i])
                    if touched < known { queue.remove(touched) }
                    Self.queue(touched, mesh, samples, &queue)
                }
            }
        }
    }

    @inline(__always)
    private static func queue(_ t: Int, _ mesh: borrowing TileTriangulation, _ samples: TileSamples, _ queue: inout WorstQueue) {
        if mesh.isOutside(t) { return queue.push(t, TileSamples.Miss(error: 0, x: 0, y: 0)) }
        let e = 4 &* t
        queue.push(t, samples.worst(mesh.points[mesh.start(e)], mesh.points[mesh.start(e &+ 1)], mesh.points[mesh.start(e &+ 2)]))
    }

    private func collect(_ mesh: borrowing TileTriangulation, _ chains: [OutlineChains.Chain], _ fixed: Int) -> Result {
        var result = Result(chains: chains)
        result.own = (fixed..<mesh.pointCount).map { mesh.points[$0] }
        result.triangles.reserveCapacity(mesh.triangleCount)
        for t in 0..<mesh.triangleCount where !mesh.isOutside(t) {
            let e = 4 * t
            result.triangles.append([UInt32(mesh.origin[e]), UInt32(mesh.origin[e + 1]), UInt32(mesh.origin[e + 2])])
            for side in e..<e + 3 where endsPiece(mesh, side) {
                result.boundary.append([UInt32(mesh.start(side)), UInt32(mesh.end(side))])
            }
        }
        return result
    }

    private func endsPiece(_ mesh: borrowing TileTriangulation, _ e: Int) -> Bool {
        let o = Int(mesh.twin[e])
        if o >= 0 { return mesh.isFixed(e) && mesh.isOutside(o >> 2) }
        let p = mesh.points[mesh.start(e)], q = mesh.points[mesh.end(e)]
        if p.y == q.y { return isOpen[p.y == 0 ? 0 : 2] }
        return isOpen[p.x == 0 ? 3 : 1]
    }
}
