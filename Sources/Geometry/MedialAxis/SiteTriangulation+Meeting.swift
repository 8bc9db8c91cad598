extension SiteTriangulation {
    /// Whether edge e enters the circle of g's triangle beyond the chord between the points where it touches g's two sites.
    func meets(_ e: Int, _ g: Int32) -> Bool {
        let t = Int(g / 3)
        // Edges not inserted yet are walls.
        if t >= firstStandIn && !isInserted[t - firstStandIn] { return false }
        let (a, b, c) = (sites[Int(g)], sites[Int(HalfEdge.next(g))], sites[Int(HalfEdge.previous(g))])
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
        // The centre's foot on the edge: only along it is a large circle's rounding felt, and never beyond its ends.
        let (start, n) = (boundary.place(p), boundary.normals[e])
        let v = circle.center - start
        let along = max(0, min(boundary.lengths[e], v.x * n.y - v.y * n.x))
        return Contact(place: start + SIMD2(n.y, -n.x) * along)
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
