import ImpressionGeometry

/// Which connected piece of a layer a path belongs to.
struct IslandLocator {
    let count: Int
    private var tree: BoxTree?
    private var indexes: [RegionIndex] = []

    init(_ outline: Region) {
        let islands = outline.islands
        count = max(1, islands.count)
        guard islands.count > 1 else { return }
        tree = BoxTree(islands.map { island in
            let (low, high) = island.contours.latticeBounds!
            return BoxTree.Extent(low: low, high: high)
        })
        indexes = islands.map { RegionIndex($0) }
    }

    /// The island that holds `point`, or the nearest within a millimetre; 0 where there is none.
    func island(at point: Point) -> Int32 {
        guard let tree else { return 0 }
        let p = LatticePoint(point)
        var found: Int?
        tree.search(BoxTree.Extent(low: p, high: p)) { item in
            if indexes[item].contains(p) { found = item }
            return found == nil
        }
        if let found { return Int32(found) }
        let near = tree.nearest(to: p, within: LatticePoint.unitsPerMillimetre) { item in
            indexes[item].nearest(to: p).map { $0.distance * $0.distance * LatticePoint.unitsPerMillimetre * LatticePoint.unitsPerMillimetre } ?? .infinity
        }
        return Int32(near?.item ?? 0)
    }
}
