/// A region made ready for many queries. O(n log n) to build; a query looks at a few edges.
public struct RegionIndex: Sendable {
    public let region: Region
    private let edges: [(LatticePoint, LatticePoint)]
    private let tree: BoxTree

    public init(_ region: Region) {
        self.region = region
        var edges: [(LatticePoint, LatticePoint)] = []
        edges.reserveCapacity(region.contours.points.count)
        for i in 0..<region.contours.count {
            guard var previous = region.contours[i].last else { continue }
            for point in region.contours[i] {
                edges.append((previous, point))
                previous = point
            }
        }
        self.edges = edges
        tree = BoxTree(edges.map { a, b in
            BoxTree.Extent(low: LatticePoint(min(a.x, b.x), min(a.y, b.y)), high: LatticePoint(max(a.x, b.x), max(a.y, b.y)))
        })
    }

    /// 1 inside, 0 outside, `nil` on the boundary; exact.
    public func winding(around p: LatticePoint) -> Int? {
        var count = WindingCount(p)
        tree.search(BoxTree.Extent(low: p, high: LatticePoint(.max, p.y))) { i in
            count.add(edges[i].0, edges[i].1)
            return !count.isOnEdge
        }
        return count.isOnEdge ? nil : count.winding
    }

    /// Whether a point lies inside or on the boundary.
    public func contains(_ p: LatticePoint) -> Bool { winding(around: p) != 0 }

    /// The boundary point nearest to `p` and its distance, mm; `nil` for the empty region or where none is within `limit`.
    public func nearest(to p: LatticePoint, within limit: Double = .infinity) -> (point: Point, distance: Double)? {
        let reach = limit * LatticePoint.unitsPerMillimetre
        guard let found = tree.nearest(to: p, within: reach * reach, { squaredDistance($0, p) }) else { return nil }
        let (a, b) = (edges[found.item].0.point, edges[found.item].1.point)
        let t = max(0, min(1, (p.point - a).dot(b - a) / (b - a).squaredLength))
        return (a.mix(b, t), found.squaredDistance.squareRoot() / LatticePoint.unitsPerMillimetre)
    }

    private func squaredDistance(_ edge: Int, _ p: LatticePoint) -> Double {
        let (a, b) = edges[edge]
        let (dx, dy) = (Double(b.x) - Double(a.x), Double(b.y) - Double(a.y))
        let (px, py) = (Double(p.x) - Double(a.x), Double(p.y) - Double(a.y))
        let along = px * dx + py * dy
        let squaredLength = dx * dx + dy * dy
        if along <= 0 { return px * px + py * py }
        if along >= squaredLength {
            let (qx, qy) = (px - dx, py - dy)
            return qx * qx + qy * qy
        }
        let cross = dx * py - dy * px
        return cross * cross / squaredLength
    }

    /// Where the way from `start` to `end` first meets the boundary, as a share of the way; `nil` where it does not.
    public func firstHit(from start: LatticePoint, to end: LatticePoint) -> Double? {
        var first: Double?
        let way = BoxTree.Extent(low: LatticePoint(min(start.x, end.x), min(start.y, end.y)), high: LatticePoint(max(start.x, end.x), max(start.y, end.y)))
        tree.search(way) { i in
            let (a, b) = edges[i]
            let (c, d) = (LatticePoint.orientation(start, end, a), LatticePoint.orientation(start, end, b))
            if (c > 0 && d > 0) || (c < 0 && d < 0) { return true }
            let (p, q) = (LatticePoint.orientation(a, b, start), LatticePoint.orientation(a, b, end))
            if (p > 0 && q > 0) || (p < 0 && q < 0) { return true }
            if p == 0 && q == 0 {
                for v in [a, b] { first = min(first ?? .infinity, share(of: v, start, end)) }
            } else {
                first = min(first ?? .infinity, Double(p) / (Double(p) - Double(q)))
            }
            return true
        }
        return first.flatMap { $0 <= 1 ? $0 : nil }
    }

    /// Where a way and the boundary cross.
    public struct Hit: Sendable {
        /// Of the way, 0 … 1.
        public var share: Double
        /// The edge that ends at this point of the region's contours.
        public var edge: Int
    }

    /// All places where the way from `start` to `end` crosses the boundary, in order. A corner on the way counts with the edge on its left side only,
    /// edges along the way do not count.
    public func hits(from start: LatticePoint, to end: LatticePoint) -> [Hit] {
        var hits: [Hit] = []
        let way = BoxTree.Extent(low: LatticePoint(min(start.x, end.x), min(start.y, end.y)), high: LatticePoint(max(start.x, end.x), max(start.y, end.y)))
        tree.search(way) { i in
            let (a, b) = edges[i]
            guard (LatticePoint.orientation(start, end, a) > 0) != (LatticePoint.orientation(start, end, b) > 0) else { return true }
            let (p, q) = (Double(LatticePoint.orientation(a, b, start)), Double(LatticePoint.orientation(a, b, end)))
            if (p > 0) != (q > 0) { hits.append(Hit(share: p / (p - q), edge: i)) }
            return true
        }
        return hits.sorted { ($0.share, $0.edge) < ($1.share, $1.edge) }
    }

    private func share(of v: LatticePoint, _ start: LatticePoint, _ end: LatticePoint) -> Double {
        let way = end.point - start.point
        return way.squaredLength == 0 ? 0 : max(0, (v.point - start.point).dot(way) / way.squaredLength)
    }
}
