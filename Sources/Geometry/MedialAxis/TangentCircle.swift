/// A circle that touches three sites in counter-clockwise order. One that would be infinite has a radius of 10¹⁵.
struct TangentCircle: BitwiseCopyable {
    var center: SIMD2<Double>
    var radius: Double

    static let infinite = 1e15
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
    /// Closed forms without cancellation in products of exact differences, then a step or two of Newton's method.
    func circle(_ a: Int32, _ b: Int32, _ c: Int32) -> TangentCircle {
        let circle = switch (isEdge(a), isEdge(b), isEdge(c)) {
        case (false, false, false): through(corners[Int(a)], corners[Int(b)], corners[Int(c)])
        case (true, false, false): touching(edge(a), b, c)
        case (false, true, false): touching(edge(b), c, a)
        case (false, false, true): touching(edge(c), a, b)
        case (false, true, true): touching(a, edge(b), edge(c))
        case (true, false, true): touching(b, edge(c), edge(a))
        case (true, true, false): touching(c, edge(a), edge(b))
        case (true, true, true): touchingThree(edge(a), edge(b), edge(c))
        }
        return circle.radius > 0 && circle.radius < 0x1p34 ? polished(circle, a, b, c) : circle
    }

    private func through(_ a: LatticePoint, _ b: LatticePoint, _ c: LatticePoint) -> TangentCircle {
        let doubledArea = Double(LatticePoint.orientation(a, b, c))
        if doubledArea <= 0 { return beyond(SIMD2(a), left(way(b, a))) }
        let (u, v) = (way(a, b), way(a, c))
        let offset = (left(v) * -dot(u, u) + left(u) * dot(v, v)) / (2 * doubledArea)
        return TangentCircle(center: SIMD2(a) + offset, radius: dot(offset, offset).squareRoot())
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
        let numerator = k <= 0 ? sum - 2 * k * g : ((he - hf) * (he - hf) + 2 * he * hf * gap) / (sum + 2 * k * g)
        let radius = sum == 0 ? 0 : numerator / gap
        if !(radius < TangentCircle.infinite) { return beyond(SIMD2(x), normals[e]) }
        let m = difference / spread
        let offset = m * ((hf - he) / spread) + left(m) * ((k * sum - 2 * g) / gap)
        return TangentCircle(center: SIMD2(x) + offset, radius: radius)
    }

    private func touchingThree(_ a: Int, _ b: Int, _ c: Int) -> TangentCircle {
        // Two that share a corner first.
        var (e, f, g) = (a, b, c)
        func isShared(_ e: Int, _ f: Int) -> Bool { Int(next[e]) == f }
        if isShared(b, c) || isShared(c, b) { (e, f, g) = (b, c, a) } else if isShared(a, c) || isShared(c, a) { (e, f, g) = (c, a, b) }
        let origin = isShared(e, f) ? end(e) : start(e)
        let (hf, hg) = (isShared(e, f) || isShared(f, e) ? 0 : height(origin, over: f), height(origin, over: g))
        let (toF, toG) = (normalDifference(e, f).difference, normalDifference(e, g).difference)
        let determinant = cross(toF, toG)
        let offset = SIMD2(hf * toG.y - hg * toF.y, hg * toF.x - hf * toG.x) / determinant
        let radius = dot(offset, normals[e])
        if !(radius >= 0 && radius < TangentCircle.infinite) { return beyond(SIMD2(origin), normals[e]) }
        return TangentCircle(center: SIMD2(origin) + offset, radius: radius)
    }

    private func beyond(_ p: SIMD2<Double>, _ direction: SIMD2<Double>) -> TangentCircle {
        let length = dot(direction, direction).squareRoot()
        return TangentCircle(center: p + direction * (TangentCircle.infinite / max(1e-300, length)), radius: TangentCircle.infinite)
    }

    private func residual(_ circle: TangentCircle, _ site: Int32) -> Double { distance(circle.center, to: site) - circle.radius }

    private func gradient(_ circle: TangentCircle, _ site: Int32) -> SIMD2<Double> {
        if isEdge(site) { return normals[edge(site)] }
        let v = circle.center - place(site)
        return v / max(1e-300, dot(v, v).squareRoot())
    }

    private func polished(_ circle: TangentCircle, _ a: Int32, _ b: Int32, _ c: Int32) -> TangentCircle {
        var best = circle
        var (ra, rb, rc) = (residual(best, a), residual(best, b), residual(best, c))
        var error = max(abs(ra), abs(rb), abs(rc))
        for _ in 0..<3 where error > 0x1p-20 {
            let (ga, gb, gc) = (gradient(best, a), gradient(best, b), gradient(best, c))
            let (u, v) = (gb - ga, gc - ga)
            let determinant = cross(u, v)
            if determinant == 0 { break }
            let (s, t) = (ra - rb, ra - rc)
            let step = SIMD2(s * v.y - t * u.y, t * u.x - s * v.x) / determinant
            let moved = TangentCircle(center: best.center + step, radius: best.radius + ra + dot(ga, step))
            let (na, nb, nc) = (residual(moved, a), residual(moved, b), residual(moved, c))
            let now = max(abs(na), abs(nb), abs(nc))
            if !(now < error) || moved.radius < 0 { break }
            (best, ra, rb, rc, error) = (moved, na, nb, nc, now)
        }
        return best
    }
}
