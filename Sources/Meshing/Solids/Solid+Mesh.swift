import ImpressionGeometry

extension Solid {
    /// Vertices of meshes lie on multiples of this, lattice units: coarse enough that single precision tells them apart up to a metre.
    public static let meshGrid: Int32 = 64

    /// A closed mesh of the body.
    ///
    /// The walls of all pieces come first; wherever they end, they end in level planes, and each such plane is closed by the faces that its loose edges
    /// bound. Edges that meet there are cut at one another and so are the walls on them: no vertex lies in the middle of an edge.
    /// Neighbours whose outlines share a wall share it here. Where a region touches itself in a point its corners are taken back by a micrometre.
    ///
    /// - Parameter tolerance: Of slanted surfaces over curves, mm.
    public func mesh(tolerance: Double = 0.01) -> Mesh {
        var walls = WallMesh()
        for piece in pieces where !piece.region.isEmpty {
            let region = piece.region.snapped(to: Self.meshGrid).withoutTouching(by: 16 * Self.meshGrid, grid: Self.meshGrid)
            PieceWalls(region, piece.profile, tolerance: tolerance).add(to: &walls, isCut: piece.isCut)
        }
        return walls.closed()
    }
}

extension Region {
    /// With vertices on a coarser grid.
    fileprivate func snapped(to grid: Int32) -> Region {
        if contours.points.allSatisfy({ $0.x % grid == 0 && $0.y % grid == 0 }) { return self }
        let overlay = Overlay([Overlay.Layer(contours)], grid: grid)
        return overlay.regions((0..<overlay.coverCount).map { $0 == 0 ? -1 : 0 }, count: 1)[0]
    }

    /// Without vertices that two parts of the boundary share: their convex corners are cut off.
    fileprivate func withoutTouching(by length: Int32, grid: Int32) -> Region {
        let sorted = contours.points.sorted()
        var shared = Set<LatticePoint>()
        for i in sorted.indices.dropFirst() where sorted[i] == sorted[i - 1] { shared.insert(sorted[i]) }
        if shared.isEmpty { return self }
        var rings = Contours()
        for ring in 0..<contours.count {
            let points = Array(contours[ring]), n = points.count
            var kept: [LatticePoint] = []
            for i in 0..<n {
                let (before, p, after) = (points[(i + n - 1) % n], points[i], points[(i + 1) % n])
                if shared.contains(p), LatticePoint.orientation(before, p, after) > 0 {
                    kept += [p.moved(towards: before, by: length, grid: grid), p.moved(towards: after, by: length, grid: grid)]
                } else {
                    kept.append(p)
                }
            }
            rings.append(kept)
        }
        return Region(rings, fill: .nonZero).snapped(to: grid)
    }
}

extension LatticePoint {
    /// A third of the way at most.
    fileprivate func moved(towards other: LatticePoint, by length: Int32, grid: Int32) -> LatticePoint {
        let (dx, dy) = (Double(other.x) - Double(x), Double(other.y) - Double(y))
        let share = min(1 / 3.0, Double(length) / (dx * dx + dy * dy).squareRoot())
        return LatticePoint(x + Int32(dx * share), y + Int32(dy * share)).snapped(to: grid)
    }
}
