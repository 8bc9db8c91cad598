/// A triangulation of the polygon whose vertices are a region's boundary sites: the dual of the Voronoi diagram inside.
///
///          x₂ ─── x₁             Half edge h runs from `sites[h]` to the site of the next one; three make a triangle, and each
///         ╱ ╲     │ ╲            triangle is a Voronoi vertex: the circle that touches its three sites. An edge between two
///       x₃    ╲   │   q          triangles is a Voronoi edge. Sides without a twin join an edge to its own corners.
///         ╲     ╲ │  ╱
///           p ─── e              Inserting edge e removes the triangles whose circles it meets, and fans the gap from e.
struct SiteTriangulation: ~Copyable {
    let boundary: BoundarySites
    private(set) var sites: Store<Int32>
    private(set) var twins: Store<Int32>
    private(set) var circles: Store<TangentCircle>
    private(set) var isInserted: Store<Bool>
    /// The triangle that stands for each edge before it is inserted.
    let firstStandIn: Int
    /// The insertion that last removed each triangle.
    private var removals: Store<Int32>
    /// Where half edges on the rim of the gap have gone.
    private var moved: Store<Int32>
    private var gap = Store<Int32>()
    private var rim = Store<Int32>()
    private var pending = Store<Int32>()

    init(_ delaunay: borrowing DelaunayFlips) {
        let n = delaunay.corners.count
        var borders = Store<Int32>()
        for h in 0..<n where delaunay.twins[h] < 0 { borders.append(Int32(truncatingIfNeeded: h)) }
        let m = borders.count
        sites = Store(repeating: -1, count: n + 3 * m)
        twins = Store(repeating: -1, count: n + 3 * m)
        for h in 0..<n { twins[h] = delaunay.twins[h] }
        // Corner i: the wedge around the start of border i, counter-clockwise up to the edge that arrives.
        let corners = Store(repeating: LatticePoint(0, 0), count: m)
        let next = Store<Int32>(repeating: -1, count: m)
        let index = Store<Int32>(repeating: -1, count: n)
        for i in 0..<m { index[Int(borders[i])] = Int32(truncatingIfNeeded: i) }
        for i in 0..<m {
            corners[i] = delaunay.points[Int(delaunay.corners[Int(borders[i])])]
            var h = borders[i]
            while true {
                sites[Int(h)] = Int32(truncatingIfNeeded: i)
                let arriving = HalfEdge.previous(h)
                if twins[Int(arriving)] < 0 {
                    next[Int(index[Int(arriving)])] = Int32(truncatingIfNeeded: i)
                    break
                }
                h = twins[Int(arriving)]
            }
        }
        for i in 0..<m {
            let (stand, border) = (n + 3 * i, Int(borders[i]))
            sites[stand] = next[i]
            sites[stand + 1] = Int32(truncatingIfNeeded: i)
            sites[stand + 2] = Int32(truncatingIfNeeded: m + i)
            twins[stand] = borders[i]
            twins[border] = Int32(truncatingIfNeeded: stand)
        }
        boundary = BoundarySites(corners: corners, next: next)
        firstStandIn = n / 3
        circles = Store(capacity: n / 3 + m)
        for t in 0..<n / 3 { circles.append(boundary.circle(sites[3 * t], sites[3 * t + 1], sites[3 * t + 2])) }
        for _ in 0..<m { circles.append(TangentCircle(center: SIMD2(0, 0), radius: TangentCircle.infinite)) }
        isInserted = Store(repeating: false, count: m)
        removals = Store(repeating: -1, count: n / 3 + m)
        moved = Store(repeating: -1, count: n + 3 * m)
    }

    var triangleCount: Int { sites.count / 3 }

    /// Inserts all edges in a fixed shuffled order, so that the expected work is O(n log n) whatever the region is.
    mutating func insertEdges() {
        let m = boundary.count
        var order = Array(0..<Int32(truncatingIfNeeded: m))
        var random = SplitMix64(seed: 0x9E37)
        order.shuffle(using: &random)
        for e in order { insert(Int(e)) }
    }

    // MARK: One edge

    private mutating func insert(_ e: Int) {
        let stamp = Int32(truncatingIfNeeded: e)
        openGap(e, stamp)
        fillGap(e, stamp)
        isInserted[e] = true
    }

    /// Finds the triangles whose circles meet the edge, going from one to the next across the sides that the edge is seen through.
    ///
    /// Each is reached once, so they form a tree, and a walk around it is a closed chain whatever the tests say.
    private mutating func openGap(_ e: Int, _ stamp: Int32) {
        let standIn = firstStandIn + e
        gap.resize(to: 0)
        rim.resize(to: 0)
        pending.resize(to: 0)
        removals[standIn] = stamp
        gap.append(Int32(truncatingIfNeeded: standIn))
        pending.append(Int32(truncatingIfNeeded: 3 * standIn))
        while pending.count > 0 {
            let h = pending[pending.count - 1]
            pending.resize(to: pending.count - 1)
            let g = twins[Int(h)]
            if g >= 0, removals[Int(g / 3)] != stamp, gap.count == 1 || meets(e, g) {
                removals[Int(g / 3)] = stamp
                gap.append(g / 3)
                // The walk goes on with the side that follows.
                pending.append(HalfEdge.previous(g))
                pending.append(HalfEdge.next(g))
            } else {
                rim.append(h)
            }
        }
    }

    private mutating func fillGap(_ e: Int, _ stamp: Int32) {
        // The rim runs from the end of the edge to its start, and its half edges are those of removed triangles.
        let n = rim.count
        for j in 0..<n { moved[Int(rim[j])] = 3 * gap[j] + 1 }
        pending.resize(to: 2 * n)
        for j in 0..<n {
            pending[2 * j] = sites[Int(rim[j])]
            let outer = twins[Int(rim[j])]
            pending[2 * j + 1] = outer >= 0 && removals[Int(outer / 3)] == stamp ? moved[Int(outer)] : outer
        }
        let site = Int32(truncatingIfNeeded: boundary.count + e)
        for j in 0..<n {
            let h = Int(3 * gap[j])
            sites[h] = site
            sites[h + 1] = pending[2 * j]
            sites[h + 2] = j + 1 < n ? pending[2 * j + 2] : Int32(truncatingIfNeeded: e)
            twins[h] = j > 0 ? 3 * gap[j - 1] + 2 : -1
            twins[h + 2] = j + 1 < n ? 3 * gap[j + 1] : -1
            let outer = pending[2 * j + 1]
            twins[h + 1] = outer
            if outer >= 0 { twins[Int(outer)] = Int32(truncatingIfNeeded: h + 1) }
            circles[h / 3] = boundary.circle(sites[h], sites[h + 1], sites[h + 2])
        }
    }
}
