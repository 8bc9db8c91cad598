/// What boundary sites are called in a region's contours.
///
/// Where rings touch, an edge of the region is several sites, and the flat corners between them are part of it.
struct SiteNames {
    private var edges: [Int]
    private var corners: [MedialAxis.Site]

    subscript(site: Int32) -> MedialAxis.Site {
        Int(site) < corners.count ? corners[Int(site)] : .edge(edges[Int(site) - corners.count])
    }

    init(_ contours: Contours, _ boundary: borrowing BoundarySites) {
        let n = boundary.count
        edges = [Int](repeating: -1, count: n)
        let points = contours.points
        let successors = points.indices.map(contours.successor)
        let order = points.indices.sorted { (points[$0], $0) < (points[$1], $1) }
        func first(at p: LatticePoint) -> Int { order.partitioningIndex { points[$0] >= p } }
        /// Whether the way from p to q starts out along the way from p to r.
        func isAlong(_ p: LatticePoint, _ q: LatticePoint, _ r: LatticePoint) -> Bool {
            LatticePoint.orientation(p, q, r) == 0 && (p < q) == (p < r)
        }
        var late: [Int] = []
        for i in 0..<n {
            let (p, q) = (boundary.start(i), boundary.end(i))
            var k = first(at: p)
            while k < order.count, points[order[k]] == p, !isAlong(p, q, points[successors[order[k]]]) { k += 1 }
            if k < order.count, points[order[k]] == p { edges[i] = order[k] } else { late.append(i) }
        }
        // The others start within an edge of the region: they go on where another piece of it ends.
        var arriving: [LatticePoint: [Int]] = [:]
        if !late.isEmpty { for i in 0..<n { arriving[boundary.end(i), default: []].append(i) } }
        for i in late {
            var chain = [i]
            while let piece = chain.last, edges[piece] < 0 {
                let (p, q) = (boundary.start(piece), boundary.end(piece))
                guard let before = arriving[p]?.first(where: { LatticePoint.orientation(boundary.start($0), p, q) == 0 && (boundary.start($0) < p) == (p < q) }) else { break }
                chain.append(before)
            }
            let name = edges[chain[chain.count - 1]]
            for piece in chain where edges[piece] < 0 { edges[piece] = name }
        }
        corners = []
        for i in 0..<n {
            let (out, into) = (edges[i], edges[Int(boundary.incoming[i])])
            let p = boundary.start(i)
            if boundary.turns[i] == 0 { corners.append(.edge(out)) }
            else if points[out] == p { corners.append(.vertex(out)) }
            else if points[successors[into]] == p { corners.append(.vertex(successors[into])) }
            else { corners.append(.vertex(order[first(at: p)])) }
        }
    }
}
