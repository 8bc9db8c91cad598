import ImpressionGeometry

/// A gradient as flat colours: its mean, or bands.
struct FlatGradient {
    private let ramp: ColorRamp
    private let linear: LinearGradient?
    private let radial: RadialGradient?
    private let toGradient: Transform

    init?(_ paint: Paint) {
        switch paint {
        case .linear(let gradient): (linear, radial, ramp) = (gradient, nil, gradient.ramp)
        case .radial(let gradient): (linear, radial, ramp) = (nil, gradient, gradient.ramp)
        default: return nil
        }
        guard let inverse = ramp.transform.inverse, !ramp.stops.isEmpty else { return nil }
        toGradient = inverse
    }

    /// Over a box of the path's space, by samples.
    func meanColor(over box: Box) -> Color {
        let side = 16
        var sum = SIMD4<Float>.zero
        for i in 0..<side * side {
            let (u, v) = ((Double(i % side) + 0.5) / Double(side), (Double(i / side) + 0.5) / Double(side))
            let color = color(at: share(at: toGradient(Point(box.min.x + box.width * u, box.min.y + box.height * v))))
            sum += SIMD4(color.red, color.green, color.blue, 1) * color.alpha
        }
        guard sum.w > 0 else { return Color(0, 0, 0, alpha: 0) }
        return Color(sum.x / sum.w, sum.y / sum.w, sum.z / sum.w, alpha: min(1, sum.w / Float(side * side)))
    }

    /// Nested areas in the path's space: where the gradient has come as far as each band, the first everywhere. Later ones lie on earlier ones.
    func bands(_ steps: Int, over box: Box) -> [(area: BezierPath, color: Color)] {
        let corners = [box.min, Point(box.max.x, box.min.y), box.max, Point(box.min.x, box.max.y)].map { toGradient($0) }
        let shares = corners.map(share(at:)).filter(\.isFinite)
        var (low, high) = (max(-64, shares.min() ?? 0), min(64, shares.max() ?? 1))
        if radial != nil { low = 0 }
        if ramp.spread == .pad { (low, high) = (max(0, min(low, 1)), min(1, max(high, 0))) }
        let first = Int((low * Double(steps)).rounded(.down)), last = max(first, min(first + 512, Int((high * Double(steps)).rounded(.up)) - 1))
        // A radial gradient's inner bands lie on its outer ones.
        let order = radial == nil ? Array(first...last) : (first...last).reversed()
        return order.map { k in (area(k, steps, corners), color(at: (Double(k) + 0.5) / Double(steps))) }
    }

    private func area(_ band: Int, _ steps: Int, _ corners: [Point]) -> BezierPath {
        if let linear {
            let along = linear.end - linear.start, from = linear.start + along * (Double(band) / Double(steps))
            var box = Box.empty
            for p in corners + [linear.start, linear.end] { box.add(p) }
            let reach = (Point(box.width, box.height).length + along.length) * 2 + 1, unit = along * (1 / max(along.length, 1e-30))
            let side = unit.perpendicular * reach, ahead = unit * reach
            var path = BezierPath()
            path.move(to: from - side)
            path.line(to: from - side + ahead)
            path.line(to: from + side + ahead)
            path.line(to: from + side)
            path.close()
            return path.transformed(by: ramp.transform)
        }
        guard let radial else { return BezierPath() }
        let t = Double(band + 1) / Double(steps), centre = radial.focus.mix(radial.center, t)
        let radius = max(0, radial.focusRadius + (radial.radius - radial.focusRadius) * t)
        return BezierPath(ellipse: centre, radii: Point(radius, radius)).transformed(by: ramp.transform)
    }

    /// How far along the ramp a place lies.
    private func share(at p: Point) -> Double {
        if let linear {
            let along = linear.end - linear.start
            return along.squaredLength > 0 ? (p - linear.start).dot(along) / along.squaredLength : 1
        }
        guard let radial else { return 0 }
        // |p − f − t·d| = r₀ + t·Δr, the greater t.
        let (d, q) = (radial.center - radial.focus, p - radial.focus), growth = radial.radius - radial.focusRadius
        let a = d.squaredLength - growth * growth, b = q.dot(d) + radial.focusRadius * growth, c = q.squaredLength - radial.focusRadius * radial.focusRadius
        if a.magnitude < 1e-12 { return b != 0 ? c / (2 * b) : 1 }
        let root = b * b - a * c
        guard root >= 0 else { return 1 }
        return max((b + root.squareRoot()) / a, (b - root.squareRoot()) / a)
    }

    private func color(at share: Double) -> Color {
        var t = Float(max(-1e6, min(1e6, share.isFinite ? share : 1)))
        switch ramp.spread {
        case .pad: t = min(max(t, 0), 1)
        case .repeat: t -= t.rounded(.down)
        case .reflect:
            t = t.magnitude.truncatingRemainder(dividingBy: 2)
            if t > 1 { t = 2 - t }
        }
        guard let after = ramp.stops.firstIndex(where: { $0.offset > t }) else { return ramp.stops[ramp.stops.count - 1].color }
        if after == 0 { return ramp.stops[0].color }
        let (a, b) = (ramp.stops[after - 1], ramp.stops[after]), k = (t - a.offset) / (b.offset - a.offset)
        func mix(_ x: Float, _ y: Float) -> Float { x + (y - x) * k }
        return Color(mix(a.color.red, b.color.red), mix(a.color.green, b.color.green), mix(a.color.blue, b.color.blue), alpha: mix(a.color.alpha, b.color.alpha))
    }
}

extension Pattern {
    /// Of one tile, what is not covered counted as nothing; nil where nothing is.
    var meanColor: Color? {
        guard !tile.isEmpty, tile.width > 0, tile.height > 0, depth < 4 else { return nil }
        // To a page of 100 mm, so that the lattice suits whatever unit the tile has.
        let scale = 100 / max(tile.width, tile.height)
        var settings = PartitionSettings()
        (settings.tolerance, settings.leastDifference) = (0.1, 0)
        let map = Transform.scale(scale) * .translation(-tile.min.x, -tile.min.y)
        let page = Artwork(width: tile.width * scale, height: tile.height * scale, elements: [.group(ElementGroup(elements.map { $0.transformed(by: map) }))])
        var sum = SIMD4<Float>.zero
        for part in page.partitioned(settings).parts { sum += SIMD4(part.color.red, part.color.green, part.color.blue, 1) * Float(part.region.area) }
        guard sum.w > 0 else { return nil }
        return Color(sum.x / sum.w, sum.y / sum.w, sum.z / sum.w, alpha: min(1, sum.w / Float(page.width * page.height)))
    }

    /// Patterns in patterns.
    private var depth: Int {
        func deepest(_ elements: [Artwork.Element]) -> Int {
            elements.reduce(0) { most, element in
                switch element {
                case .path(let path):
                    for case .pattern(let inner)? in [path.fill?.paint, path.stroke?.paint] { return max(most, 1 + inner.depth) }
                    return most
                case .group(let group): return max(most, deepest(group.elements))
                case .picture: return most
                }
            }
        }
        return deepest(elements)
    }
}
