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
    private var isInserted: Store<Bool>
    /// The triangle that stands for each edge before it is inserted.
    private let firstStandIn: Int
    /// The insertion that last removed each triangle.
    private var removals: Store<Int32>
    /// Where half edges on the rim of the gap have gone.
    private var moved: Store<Int32>
    private var gap = Store<Int32>()
    private var rim = Store<Int32>()
    private var pending = Store<Int32>()

    @inline(__always) static func next(_ h: Int32) -> Int32 { h % 3 == 2 ? h &- 2 : h &+ 1 }
    @inline(__always) static func previous(_ h: Int32) -> Int32 { h % 3 == 0 ? h &+ 2 : h &- 1 }

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
                let arriving = Self.previous(h)
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
                pending.append(Self.previous(g))
                pending.append(Self.next(g))
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

    // MARK: The test

    /// Whether edge e enters the circle of g's triangle beyond the chord between the points where it touches g's two sites.
    private func meets(_ e: Int, _ g: Int32) -> Bool {
        let t = Int(g / 3)
        // Edges not inserted yet are walls.
        if t >= firstStandIn && !isInserted[t - firstStandIn] { return false }
        let (a, b, c) = (sites[Int(g)], sites[Int(Self.next(g))], sites[Int(Self.previous(g))])
        let circle = circles[t]
        let (p, q) = (Int32(truncatingIfNeeded: e), boundary.next[e])
        if a == p || b == p { return leaves(p, e, 1, a, b, c, circle) }
        if a == q || b == q { return leaves(q, e, -1, a, b, c, circle) }
        // A reflex corner never loses the circle that touches it and its other edge.
        if c == p && touchesOther(p, boundary.incoming[e], a, b) || c == q && touchesOther(q, q, a, b) { return false }
        return circle.radius > 0 && enters(e, contact(a, a, b, c, circle), contact(b, a, b, c, circle), circle)
    }

    /// Whether a reflex corner's other edge is one of two sites.
    private func touchesOther(_ corner: Int32, _ edge: Int32, _ a: Int32, _ b: Int32) -> Bool {
        let site = edge + Int32(truncatingIfNeeded: boundary.count)
        return boundary.turns[Int(corner)] <= 0 && (a == site || b == site)
    }

    /// For an edge that starts (or ends) on the circle: whether it goes on into the circle.
    ///
    /// Where the circle also touches the corner's other edge that is the corner's turn, and exact.
    private func leaves(_ corner: Int32, _ e: Int, _ sign: Double, _ a: Int32, _ b: Int32, _ c: Int32, _ circle: TangentCircle) -> Bool {
        let other = sign > 0 ? Int(boundary.incoming[Int(corner)]) : Int(corner)
        if isInserted[other] {
            if boundary.turns[Int(corner)] > 0 { return true }
            let site = Int32(truncatingIfNeeded: boundary.count + other)
            if a == site || b == site || c == site { return false }
        }
        let v = circle.center - boundary.place(corner)
        let n = boundary.normals[e]
        if (n.y * v.x - n.x * v.y) * sign <= 0 { return false }
        let (sideP, sideQ) = sides(e, contact(a, a, b, c, circle), contact(b, a, b, c, circle))
        return (sign > 0 ? sideQ : sideP) < 0
    }

    /// A place where a circle touches the boundary, and the corner if it is one.
    private struct Contact {
        var place: SIMD2<Double>
        var corner: Int32 = -1
    }

    private func contact(_ site: Int32, _ a: Int32, _ b: Int32, _ c: Int32, _ circle: TangentCircle) -> Contact {
        guard boundary.isEdge(site) else { return Contact(place: boundary.place(site), corner: site) }
        let e = boundary.edge(site)
        let (p, q) = (Int32(truncatingIfNeeded: e), boundary.next[e])
        if p == a || p == b || p == c { return Contact(place: boundary.place(p), corner: p) }
        if q == a || q == b || q == c { return Contact(place: boundary.place(q), corner: q) }
        return Contact(place: circle.center - boundary.normals[e] * circle.radius)
    }

    /// On which side of the chord an edge starts and ends: negative beyond. An edge along the chord lies beyond it.
    private func sides(_ e: Int, _ a: Contact, _ b: Contact) -> (Double, Double) {
        if a.corner >= 0 && b.corner >= 0 {
            let (i, j) = (boundary.corners[Int(a.corner)], boundary.corners[Int(b.corner)])
            return (Double(LatticePoint.orientation(i, j, boundary.start(e))), Double(LatticePoint.orientation(i, j, boundary.end(e))))
        }
        let chord = b.place - a.place
        let (p, q) = (SIMD2(boundary.start(e)) - a.place, SIMD2(boundary.end(e)) - a.place)
        let (sideP, sideQ) = (chord.x * p.y - chord.y * p.x, chord.x * q.y - chord.y * q.x)
        let margin = Self.chordWidth * (chord.x * chord.x + chord.y * chord.y).squareRoot()
        return abs(sideP) <= margin && abs(sideQ) <= margin ? (-margin, -margin) : (sideP + margin, sideQ + margin)
    }

    private func enters(_ e: Int, _ a: Contact, _ b: Contact, _ circle: TangentCircle) -> Bool {
        let (p, q) = (boundary.place(Int32(truncatingIfNeeded: e)), boundary.place(boundary.next[e]))
        let (sideP, sideQ) = sides(e, a, b)
        if sideP >= 0 && sideQ >= 0 { return false }
        if circle.radius >= 0x1p32 { return hasPower(circle, p, q, a.place, b.place, sideP, sideQ) }
        return isNear(circle, e, p, sideP < 0 ? 0 : sideP / (sideP - sideQ), sideQ < 0 ? 1 : sideP / (sideP - sideQ))
    }

    /// For circles of the size of the region: the distance between centre and edge.
    private func isNear(_ circle: TangentCircle, _ e: Int, _ p: SIMD2<Double>, _ low: Double, _ high: Double) -> Bool {
        let n = boundary.normals[e]
        let length = boundary.lengths[e]
        let v = circle.center - p
        let height = v.x * n.x + v.y * n.y
        if abs(height) >= circle.radius { return false }
        let along = v.x * n.y - v.y * n.x
        let off = along - max(low * length, min(high * length, along))
        let slack = Self.tieWidth + circle.radius * 1e-14
        let reach = max(0, circle.radius - slack)
        return height * height + off * off < reach * reach
    }

    /// Chords are as wide as this, lattice units. Their ends are rounded less.
    private static let chordWidth = 1e-6
    /// Circles nearer than this to an edge are taken to touch it, lattice units. Rounding of centres is a tenth of it.
    private static let tieWidth = 1e-6

    /// For circles much larger than the region: the least power of a point of the edge beyond the chord.
    ///
    /// The circle is a member of the pencil through the chord's ends, so its power is that of the circle over the chord less a multiple of the side.
    private func hasPower(_ circle: TangentCircle, _ p: SIMD2<Double>, _ q: SIMD2<Double>, _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ sideP: Double, _ sideQ: Double) -> Bool {
        let chord = b - a
        let squaredChord = chord.x * chord.x + chord.y * chord.y
        if squaredChord == 0 { return false }
        let v = circle.center - a
        let bulge = 2 * (chord.x * v.y - chord.y * v.x) / squaredChord
        func power(_ x: SIMD2<Double>, _ side: Double) -> Double { (x.x - a.x) * (x.x - b.x) + (x.y - a.y) * (x.y - b.y) - bulge * side }
        // Where the edge crosses the line of the chord, from the nearer end.
        let crossing = abs(sideP) < abs(sideQ) ? p + (q - p) * (sideP / (sideP - sideQ)) : q - (q - p) * (sideQ / (sideQ - sideP))
        let (from, to) = (sideP < 0 ? p : crossing, sideQ < 0 ? q : crossing)
        let (first, last) = (power(from, min(0, sideP)), power(to, min(0, sideQ)))
        let squaredLength = (to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y)
        if first < 0 || last < 0 || squaredLength == 0 { return first < 0 || last < 0 }
        let slope = last - first - squaredLength
        return slope < 0 && slope > -2 * squaredLength && 4 * first * squaredLength < slope * slope
    }
}
