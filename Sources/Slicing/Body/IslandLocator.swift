import ImpressionGeometry

/// Which connected piece of a layer a path belongs to.
///
/// The first edge to the right of a place inside is one of its own island's. O(n log n) to build for n edges, a few cells of a grid for a place.
struct IslandLocator {
    let count: Int
    private var grid: BoundaryGrid?
    private var islandOfRing: [Int32] = []

    /// How far outside a place may lie, mm.
    private static let reach = 1.0

    init(_ outline: Region) {
        let isOuter = (0..<outline.ringCount).map { outline.contours.doubledSignedArea(of: outline.contours.range($0)) > 0 }
        count = max(1, isOuter.lazy.filter { $0 }.count)
        guard count > 1 else { return }
        var islands = 0 as Int32
        for ring in isOuter.indices {
            islandOfRing.append(isOuter[ring] ? islands : 0)
            if isOuter[ring] { islands += 1 }
        }
        let parents = outline.parents
        for ring in isOuter.indices where !isOuter[ring] { islandOfRing[ring] = parents[ring].map { islandOfRing[$0] } ?? 0 }
        grid = BoundaryGrid(outline)
    }

    /// The island that holds `point`, or the nearest within a millimetre; 0 where there is none.
    func island(at point: Point) -> Int32 {
        guard let grid else { return 0 }
        let p = LatticePoint(point)
        let edge = grid.contains(p) ? grid.edge(rightOf: p) : grid.edge(nearestTo: p, within: Self.reach)
        return edge.map { islandOfRing[Int(grid.ringOf[$0])] } ?? 0
    }
}
