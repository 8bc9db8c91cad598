extension Region {
    /// For each ring the ring around it: the outer ring of a hole, the hole around an island, `nil` at the top.
    ///
    /// One sweep, O(n log n).
    public var parents: [Int?] { NestingSweep.parents(contours) }

    /// The connected parts, each one outer ring with its holes, ordered by their outer rings.
    public var islands: [Region] {
        let parents = parents
        var members: [[Int]] = .init(repeating: [], count: contours.count)
        var isOuter = [Bool](repeating: false, count: contours.count)
        for ring in 0..<contours.count {
            isOuter[ring] = contours.doubledSignedArea(of: contours.range(ring)) > 0
            if isOuter[ring] { members[ring].append(ring) } else if let parent = parents[ring] { members[parent].append(ring) }
        }
        return (0..<contours.count).filter { isOuter[$0] }.map { outer in
            Region(canonical: Contours(members[outer].sorted().map { contours[$0] }))
        }
    }
}

/// Finds the edge just below the first vertex of every ring.
private enum NestingSweep {
    static func parents(_ contours: Contours) -> [Int?] {
        var edges: [Segment] = []
        var rings: [Int32] = []
        var isOuter: [Bool] = []
        for ring in 0..<contours.count {
            isOuter.append(contours.doubledSignedArea(of: contours.range(ring)) > 0)
            guard var previous = contours[ring].last else { continue }
            for point in contours[ring] {
                edges.append(previous < point ? Segment(previous, point) : Segment(point, previous))
                rings.append(Int32(truncatingIfNeeded: ring))
                previous = point
            }
        }
        let n = edges.count
        let starts = (0..<n).sorted { precedes(edges[$0], edges[$1]) }
        let ends = (0..<n).sorted { edges[$0].b < edges[$1].b }
        var status = SweepStatus(edges: n)
        var parents = [Int?](repeating: nil, count: contours.count)
        var isSeen = [Bool](repeating: false, count: contours.count)
        var ended = 0
        for i in starts {
            let edge = edges[i]
            while ended < n && edges[ends[ended]].b <= edge.a {
                _ = status.remove(at: status.place(of: Int32(truncatingIfNeeded: ends[ended])))
                ended += 1
            }
            var place = status.place(above: edge.a)
            while let lower = status.below(place), status[lower].segment.side(of: edge.a) == 0, status[lower].segment.side(of: edge.b) < 0 { place = lower }
            let ring = Int(rings[i])
            if !isSeen[ring] {
                isSeen[ring] = true
                if let lower = status.below(place) {
                    let other = Int(rings[Int(status[lower].chain)])
                    parents[ring] = isOuter[ring] != isOuter[other] ? other : parents[other]
                }
            }
            _ = status.insert(SweepStatus.Slot(segment: edge, piece: Int32(truncatingIfNeeded: i), chain: Int32(truncatingIfNeeded: i)), at: place)
        }
        return parents
    }

    /// From left to right, bottom to top, then by slope.
    private static func precedes(_ s: Segment, _ t: Segment) -> Bool {
        s.a != t.a ? s.a < t.a : s.dx &* t.dy &- s.dy &* t.dx > 0
    }
}
