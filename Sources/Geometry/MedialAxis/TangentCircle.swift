/// A circle that touches three sites in counter-clockwise order. One that would be infinite has a radius of 10³⁰; proper ones are below 2⁹⁴.
struct TangentCircle: BitwiseCopyable {
    var center: SIMD2<Double>
    var radius: Double

    static let infinite = 1e30
}

private func dot(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double { a.x * b.x + a.y * b.y }
private func cross(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double { a.x * b.y - a.y * b.x }
private func left(_ a: SIMD2<Double>) -> SIMD2<Double> { SIMD2(-a.y, a.x) }
private func way(_ a: LatticePoint, _ b: LatticePoint) -> SIMD2<Double> {
    SIMD2(Double(Int64(b.x) &- Int64(a.x)), Double(Int64(b.y) &- Int64(a.y)))
}

extension BoundarySites {
    /// The circle left of the edges and through the corners among three sites, touched in their order.
    ///
    /// Closed forms without cancellation in products of exact differences.
    func circle(_ a: Int32, _ b: Int32, _ c: Int32) -> TangentCircle {
        switch (isEdge(a), isEdge(b), isEdge(c)) {
        case (false, false, false): through(corners[Int(a)], corners[Int(b)], corners[Int(c)])
        case (true, false, false): touching(edge(a), b, c)
        case (false, true, false): touching(edge(b), c, a)
        case (false, false, true): touching(edge(c), a, b)
        case (false, true, true): touching(a, edge(b), edge(c))
        case (true, false, true): touching(b, edge(c), edge(a))
        case (true, true, false): touching(c, edge(a), edge(b))
        case (true, true, true): touchingThree(edge(a), edge(b), edge(c))
        }
    }

    private func through(_ a: LatticePoint, _ b: LatticePoint, _ c: LatticePoint) -> TangentCircle {
        let doubledArea = Double(LatticePoint.orientation(a, b, c))
        if doubledArea <= 0 { return beyond(SIMD2(a), left(way(b, a))) }
        let (ab, bc, ca) = (way(a, b), way(b, c), way(c, a))
        let (squaredAB, squaredBC, squaredCA) = (dot(ab, ab), dot(bc, bc), dot(ca, ca))
        // Measured from an end of the shortest side, where nothing cancels.
        let (origin, u, v): (LatticePoint, SIMD2<Double>, SIMD2<Double>)
        if squaredAB <= squaredBC && squaredAB <= squaredCA { (origin, u, v) = (a, ab, -ca) }
        else if squaredBC <= squaredCA { (origin, u, v) = (b, bc, -ab) }
        else { (origin, u, v) = (c, ca, -bc) }
        let offset = (left(u) * dot(v, v) - left(v) * dot(u, u)) / (2 * doubledArea)
        return TangentCircle(center: SIMD2(origin) + offset, radius: dot(offset, offset).squareRoot())
    }

    /// Through corners x and y, left of an edge. Measured from x along the edge.
    private func touching(_ e: Int, _ xSite: Int32, _ ySite: Int32) -> TangentCircle {
        let (x, y) = (corners[Int(xSite)], corners[Int(ySite)])
        let n = normals[e]
        let (p, q) = (start(e), end(e))
        let (along, v) = (way(p, q), way(x, y))
        let rise = Double((Int64(q.x) &- Int64(p.x)) &* (Int64(y.y) &- Int64(x.y)) &- (Int64(q.y) &- Int64(p.y)) &* (Int64(y.x) &- Int64(x.x))) / lengths[e]
        let run = dot(along, v) / lengths[e]
        let (hx, hy) = (max(0, height(x, over: e)), max(0, height(y, over: e)))
        let root = (hx * hy).squareRoot() * dot(v, v).squareRoot()
        var foot = 0.0
        if hx > 0 {
            if run >= 0 {
                if rise == 0 { return beyond(SIMD2(p), n) }
                foot = -(hx * run + root) / rise
            } else {
                foot = -hx * (run * run + hy * rise) / (root - hx * run)
            }
        }
        if hx == 0 && hy == 0 { return beyond(SIMD2(p), n) }
        let radius = hx >= hy ? (foot * foot + hx * hx) / (2 * hx) : ((run - foot) * (run - foot) + hy * hy) / (2 * hy)
        if !(radius < TangentCircle.infinite) { return beyond(SIMD2(p), n) }
        return TangentCircle(center: SIMD2(x) + SIMD2(n.y, -n.x) * foot + n * (radius - hx), radius: radius)
    }

    /// Through corner x, left of edges e and f.
    private func touching(_ xSite: Int32, _ e: Int, _ f: Int) -> TangentCircle {
        let x = corners[Int(xSite)]
        let (difference, gap) = normalDifference(e, f)
        let (he, hf) = (max(0, height(x, over: e)), max(0, height(x, over: f)))
        if gap <= 0 { return he == 0 && hf == 0 ? TangentCircle(center: SIMD2(x), radius: 0) : beyond(SIMD2(x), normals[e]) }
        let spread = (2 * gap).squareRoot()
        let k = sine(e, f) / spread
        let g = (he * hf).squareRoot()
        let sum = he + hf
        if sum == 0 { return TangentCircle(center: SIMD2(x), radius: 0) }
        let across = heightDifference(x, e, f, difference, he, hf) / spread
        // For edges of nearly one direction the plain forms would cancel.
        let roots = he.squareRoot() + hf.squareRoot()
        let along = k <= 0 ? (k * sum - 2 * g) / gap : 2 * across * across / (roots * roots) - sum / (2 + 2 * k)
        let radius = k <= 0 ? (sum - 2 * k * g) / gap : 2 * (across * across + he * hf) / (sum + 2 * k * g)
        if !(radius < TangentCircle.infinite) { return beyond(SIMD2(x), normals[e]) }
        return TangentCircle(center: SIMD2(x) + difference * (across / spread) + left(difference) * (along / spread), radius: radius)
    }

    /// How much higher x lies over edge f than over edge e, without cancellation where the two run almost in one direction.
    private func heightDifference(_ x: LatticePoint, _ e: Int, _ f: Int, _ normalDifference: SIMD2<Double>, _ he: Double, _ hf: Double) -> Double {
        let (fromStart, fromEnd) = (way(start(f), x), way(end(f), x))
        let isStart = dot(fromStart, fromStart) < dot(fromEnd, fromEnd)
        let (corner, v) = isStart ? (start(f), fromStart) : (end(f), fromEnd)
        if dot(normalDifference, normalDifference) * dot(v, v) >= max(he, hf) * max(he, hf) { return hf - he }
        return 0 - dot(normalDifference, v) - height(corner, over: e)
    }

    /// Left of three edges, measured from that one of their ends where rounding matters least.
    private func touchingThree(_ e: Int, _ f: Int, _ g: Int) -> TangentCircle {
        let (ef, fg, ge) = (normalDifference(e, f), normalDifference(f, g), normalDifference(g, e))
        let (toF, toG, toE) = (ef.difference, fg.difference, ge.difference)
        let (sineEF, sineFG, sineGE) = (sine(e, f), sine(f, g), sine(g, e))
        // Once around: of the three turns at most one is more than half. Their sines' signs are exact.
        func sign(_ sine: Double) -> Int { sine > 0 ? 1 : sine < 0 ? -1 : 0 }
        let isAround = sign(sineEF) + sign(sineFG) + sign(sineGE) > 0
        // The sum of the sines, which would cancel for edges of nearly one direction: sin α + sin β + sin γ = 4 sin α/2 sin β/2 sin γ/2 where α + β + γ = 2π.
        let determinant = (2 * ef.oneMinusCosine * fg.oneMinusCosine * ge.oneMinusCosine).squareRoot()
        if !isAround || determinant == 0 { return beyond(SIMD2(start(e)), normals[e]) }
        // Cramer's rule in differences and sines that are exact but for their last digits.
        func solve(from origin: LatticePoint) -> TangentCircle {
            let (he, hf, hg) = (height(origin, over: e), height(origin, over: f), height(origin, over: g))
            let offset = left(toG * he + toE * hf + toF * hg) / determinant
            return TangentCircle(center: SIMD2(origin) + offset, radius: (he * sineFG + hf * sineGE + hg * sineEF) / determinant)
        }
        // Heights are rounded, and what they are multiplied with tells how much that matters.
        let (weightE, weightF, weightG) = (fg.oneMinusCosine.squareRoot(), ge.oneMinusCosine.squareRoot(), ef.oneMinusCosine.squareRoot())
        var (origin, least) = (start(e), Double.infinity)
        func consider(_ p: LatticePoint) {
            let cost = weightE * abs(height(p, over: e)) + weightF * abs(height(p, over: f)) + weightG * abs(height(p, over: g))
            if cost < least { (origin, least) = (p, cost) }
        }
        consider(start(e))
        consider(end(e))
        consider(start(f))
        consider(end(f))
        consider(start(g))
        consider(end(g))
        let circle = solve(from: origin)
        return circle.radius >= 0 && circle.radius < TangentCircle.infinite ? circle : beyond(SIMD2(origin), normals[e])
    }

    private func beyond(_ p: SIMD2<Double>, _ direction: SIMD2<Double>) -> TangentCircle {
        let length = dot(direction, direction).squareRoot()
        return TangentCircle(center: p + direction * (TangentCircle.infinite / max(1e-300, length)), radius: TangentCircle.infinite)
    }
}
