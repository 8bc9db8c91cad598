public import ImpressionGeometry

extension Solid {
    /// Vertices of meshes lie on multiples of this, lattice units: coarse enough that single precision tells them apart up to a metre.
    public static let meshGrid: Int32 = 64

    /// A closed mesh of the body.
    ///
    /// The walls of all pieces come first; wherever they end, they end in level planes, and each such plane is closed by the faces that its loose edges
    /// bound. Edges that meet there are cut at one another and so are the walls on them: no vertex lies in the middle of an edge.
    /// Pieces whose outlines share a wall leave none there. Where the body touches itself in an edge or a point it comes apart by a step of the grid, so that
    /// the mesh is manifold, also for readers that weld equal places.
    ///
    /// - Parameter tolerance: Of slanted surfaces over curves, mm.
    public func mesh(tolerance: Double = 0.01, workers: Workers = .one) -> Mesh {
        let pieces = onMeshGrid
        let parts = workers.map(pieces.count) { PieceWalls(pieces[$0].region, pieces[$0].profile, tolerance: tolerance) }
        var walls = WallMesh(), uprights = UprightWalls()
        for (part, piece) in zip(parts, pieces) { part.add(to: &walls, &uprights, isCut: piece.isCut) }
        uprights.raise(in: &walls, isOneBody: pieces.count == 1)
        return walls.closed()
    }

    /// The pieces with vertices on the mesh's grid, all brought there at once, so that outlines that agree still do.
    private var onMeshGrid: [Piece] {
        var pieces = pieces.filter { !$0.region.isEmpty }
        if pieces.allSatisfy({ $0.region.isOn(grid: Self.meshGrid) }) { return pieces }
        let overlay = Overlay(pieces.map { Overlay.Layer($0.region.contours) }, grid: Self.meshGrid)
        var covers = [[Int]](repeating: [], count: pieces.count)
        for cover in 1..<max(1, overlay.coverCount) { overlay.forEachLayer(ofCover: cover) { covers[$0].append(cover); return true } }
        // Pieces that lie side by side are traced together.
        var left = Array(pieces.indices)
        while !left.isEmpty {
            var part = [Int](repeating: -1, count: overlay.coverCount), chosen: [Int] = []
            left.removeAll { piece in
                if covers[piece].contains(where: { part[$0] >= 0 }) { return false }
                for cover in covers[piece] { part[cover] = chosen.count }
                chosen.append(piece)
                return true
            }
            for (piece, region) in zip(chosen, overlay.regions(part, count: chosen.count)) { pieces[piece].region = region }
        }
        return pieces.filter { !$0.region.isEmpty }
    }
}

extension Region {
    fileprivate func isOn(grid: Int32) -> Bool { contours.points.allSatisfy { $0.x % grid == 0 && $0.y % grid == 0 } }
}
