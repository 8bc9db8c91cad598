public import ImpressionGeometry

extension PixelFrame {
    /// The distance from the centre of each pixel to a region's boundary, mm: negative inside, positive outside.
    ///
    /// Exact to the lattice (1 nm) and to `Float`. Distances beyond `limit` are cut to it, which is also faster.
    /// The search at a pixel starts with what its left neighbour knows: distances differ by at most a pixel.
    public func distances(to region: Region, within limit: Double = .infinity, workers: Workers = .one) -> Raster<Float> {
        var field = Raster<Float>(width: width, height: height, filledWith: Float(limit))
        guard !region.isEmpty, width > 0 else { return field }
        let index = RegionIndex(region)
        let edges = BoundaryRows(region, frame: self)
        field.updateRows(workers) { y, row in
            var reach = limit
            let switches = edges.switches(inRow: y)
            var (passed, isInside) = (0, false)
            for x in 0..<width {
                let center = LatticePoint(centre(x, y))
                while passed < switches.count && switches[passed] <= Double(x) + 0.5 {
                    isInside.toggle()
                    passed += 1
                }
                let found = index.nearest(to: center, within: min(limit, reach))?.distance
                reach = (found ?? limit) + pixelSize * 1.0001 + 1e-5
                let distance = Float(found ?? limit)
                row[x] = isInside ? -distance : distance
            }
        }
        return field
    }

    /// The middle of a pixel on the page, mm.
    public func centre(_ x: Int, _ y: Int) -> Point {
        Point(topLeft.x + (Double(x) + 0.5) * pixelSize, topLeft.y - (Double(y) + 0.5) * pixelSize)
    }
}

/// Where the boundary crosses the middles of pixel rows.
private struct BoundaryRows: Sendable {
    /// Edges in pixels, by the first row whose middle they cross.
    private var edges: [(a: Point, b: Point)] = []
    private let tree: BoxTree

    init(_ region: Region, frame: PixelFrame) {
        for line in region.polylines {
            guard var previous = line.points.last.map(frame.pixels) else { continue }
            for point in line.points.map(frame.pixels) {
                edges.append((previous, point))
                previous = point
            }
        }
        func row(_ y: Double) -> Int32 { Int32(max(-1e9, min(1e9, y.rounded(.down)))) }
        // Rows stand for y; x plays no part.
        tree = BoxTree(edges.map { BoxTree.Extent(low: LatticePoint(0, row(min($0.a.y, $0.b.y))), high: LatticePoint(0, row(max($0.a.y, $0.b.y)))) })
    }

    /// The crossings with the middle of a row, from left to right.
    func switches(inRow y: Int) -> [Double] {
        let middle = Double(y) + 0.5
        var found: [Double] = []
        let row = LatticePoint(0, Int32(truncatingIfNeeded: y))
        tree.search(BoxTree.Extent(low: row, high: row)) { i in
            let (a, b) = edges[i]
            if (a.y <= middle) != (b.y <= middle) { found.append(a.x + (b.x - a.x) * ((middle - a.y) / (b.y - a.y))) }
            return true
        }
        return found.sorted()
    }
}
