import ImpressionCanvas
import ImpressionGeometry
import ImpressionRaster
import Testing

/// Pixels of elements whose coordinates are pixels, y down.
private func render(_ elements: [Artwork.Element], size: Int = 40, workers: Workers = .one) -> RenderedArtwork {
    Artwork(width: Double(size), height: Double(size), elements: elements).rendered(columns: size, rows: size, by: .identity, options: RenderOptions(workers: workers))
}

private func polygon(_ points: [Point]) -> BezierPath { BezierPath(Polyline(points, isClosed: true)) }

private func filled(_ path: BezierPath, _ color: Color = .black, rule: FillRule = .nonZero) -> Artwork.Element {
    .path(PaintedPath(path, fill: Fill(.color(color), rule: rule)))
}

extension SplitMix64 {
    fileprivate mutating func point(_ range: ClosedRange<Double>) -> Point { Point(Double.random(in: range, using: &self), Double.random(in: range, using: &self)) }
    fileprivate mutating func share() -> Float { Float.random(in: 0...1, using: &self) }
}

/// Whether a place lies inside of a triangle, by the signs of three areas.
private func contains(_ t: [Point], _ p: Point) -> Bool {
    let signs = (0..<3).map { (t[($0 + 1) % 3] - t[$0]).cross(p - t[$0]) >= 0 }
    return signs[0] == signs[1] && signs[1] == signs[2]
}

/// The share of a pixel where `holds` is true, by 16 × 16 samples.
private func sampled(_ x: Int, _ y: Int, _ holds: (Point) -> Bool) -> Float {
    var count = 0
    for j in 0..<16 { for i in 0..<16 where holds(Point(Double(x) + (Double(i) + 0.5) / 16, Double(y) + (Double(j) + 0.5) / 16)) { count += 1 } }
    return Float(count) / 256
}

@Suite struct RenderingTests {
    @Test func `a filled triangle covers each pixel by its area`() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<20 {
            let triangle = (0..<3).map { _ in random.point(-10...50) }
            let picture = render([filled(polygon(triangle))]).pixels
            for y in stride(from: 0, to: 40, by: 3) { for x in 0..<40 { #expect(abs(picture[x, y].w - sampled(x, y) { contains(triangle, $0) }) < 0.07) } }
        }
    }

    @Test func `long edges along the pixels lie on quarters, thin lines and slanted edges where they are`() {
        func box(_ x: Double, _ y: Double, _ w: Double, _ h: Double) -> Artwork.Element { filled(polygon([Point(x, y), Point(x + w, y), Point(x + w, y + h), Point(x, y + h)])) }
        let fitted = render([box(5.6, 5.125, 20, 20.02)]).pixels
        #expect(fitted[5, 10].w == 0.5 && fitted[25, 10].w == 0.5)
        #expect(fitted[10, 5].w == 0.75 && fitted[10, 25].w == 0.25)
        let thin = render([box(5.1, 5, 0.3, 20)]).pixels
        #expect(abs(thin[5, 10].w - 0.3) < 1e-3)
        let slanted = render([filled(polygon([Point(5.125, 5), Point(25, 5), Point(25, 30), Point(5.13, 30)]))]).pixels
        #expect(abs(slanted[5, 10].w - 0.874) < 2e-3)
    }

    @Test func `thin lines of one path that cross often cover what their union does`() {
        // Spokes through one middle: lines of 0.4 pixels, whose areas near it add up to far more than it has.
        let spokes = stride(from: -0.97, to: 1, by: 0.054).map { t in Point(1 - t * t, 2 * t) * (15 / (1 + t * t)) }
        var path = BezierPath()
        for s in spokes { path.append(BezierPath(Polyline([Point(20.3, 20.2) + s, Point(20.3, 20.2) - s], isClosed: false))) }
        let picture = render([.path(PaintedPath(path, stroke: Stroke(.color(.black), style: StrokeStyle(width: 0.4))))]).pixels
        for y in 4..<36 {
            for x in 4..<36 {
                let share = sampled(x, y) { p in spokes.contains { s in abs(s.cross(p - Point(20.3, 20.2))) / 15 <= 0.2 && abs(s.dot(p - Point(20.3, 20.2))) <= 225 } }
                #expect(abs(picture[x, y].w - share) < 0.08)
            }
        }
    }

    @Test func `a round stroke covers what lies within half its width of the line`() {
        var random = SplitMix64(seed: 5)
        for closed in [false, true] {
            for _ in 0..<10 {
                let line = Polyline((0..<5).map { _ in random.point(0...40) }, isClosed: closed)
                let style = StrokeStyle(width: 5, cap: .round, join: .round)
                let picture = render([.path(PaintedPath(BezierPath(line), stroke: Stroke(.color(.black), style: style)))]).pixels
                for y in 0..<40 {
                    for x in 0..<40 {
                        let distance = line.distance(to: Point(Double(x) + 0.5, Double(y) + 0.5))
                        if distance < 1.7 { #expect(picture[x, y].w > 0.99) }
                        if distance > 3.3 { #expect(picture[x, y].w == 0) }
                    }
                }
            }
        }
    }

    @Test func `curves turn without gaps or spikes under a wide pen`() {
        var random = SplitMix64(seed: 21)
        for _ in 0..<20 {
            var path = BezierPath()
            path.move(to: random.point(5...35))
            path.cubic(random.point(0...40), random.point(0...40), to: random.point(5...35))
            let line = path.flattened(tolerance: 0.001)[0]
            let picture = render([.path(PaintedPath(path, stroke: Stroke(.color(.black), style: StrokeStyle(width: 8, cap: .round, join: .round))))]).pixels
            for y in 0..<40 {
                for x in 0..<40 {
                    let distance = line.distance(to: Point(Double(x) + 0.5, Double(y) + 0.5))
                    if distance < 3.1 { #expect(picture[x, y].w > 0.98) }
                    if distance > 4.9 { #expect(picture[x, y].w < 0.02) }
                }
            }
        }
    }

    @Test func `dashes lie where the pattern puts them, also when the line begins far outside`() {
        var path = BezierPath()
        path.move(to: Point(-1_000_003, 20))
        path.line(to: Point(1_000_000, 20))
        let style = StrokeStyle(width: 4, dashes: [3, 4], dashOffset: 2)
        let picture = render([.path(PaintedPath(path, stroke: Stroke(.color(.black), style: style)))]).pixels
        for x in 0..<40 {
            let place = (1_000_003 + 2 + x) % 7
            #expect(abs(picture[x, 20].w - (place < 3 ? 1 : 0)) < 1e-3)
        }
    }

    @Test func `a clip path shows the intersection of both areas`() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<10 {
            let (a, b) = ((0..<3).map { _ in random.point(0...40) }, (0..<3).map { _ in random.point(0...40) })
            let group = ElementGroup([filled(polygon(a)), filled(polygon(a))], clips: [ClipPath([filled(polygon(b))])])
            let picture = render([.group(group)]).pixels
            for y in 0..<40 {
                for x in 0..<40 {
                    let exact = sampled(x, y) { contains(a, $0) && contains(b, $0) }
                    if exact == 1 || exact == 0 && sampled(x, y, { contains(a, $0) }) * sampled(x, y, { contains(b, $0) }) == 0 { #expect(abs(picture[x, y].w - exact) < 0.05) }
                }
            }
        }
    }

    @Test func `a mask lets its luminance through, and nothing outside of its area`() {
        let whole = Box(min: .zero, max: Point(40, 40))
        let mask = Mask(.luminance(linear: false), elements: [filled(BezierPath(whole), Color(0.5, 0.5, 0.5))], area: Box(min: .zero, max: Point(20, 40)), transform: .identity)
        let picture = render([.group(ElementGroup([filled(BezierPath(whole)), filled(BezierPath(whole))], masks: [mask]))]).pixels
        #expect(abs(picture[10, 10].w - 0.5) < 1e-3)
        #expect(picture[30, 10].w == 0)
    }

    @Test func `opacity of a group counts once, however many coats it has`() {
        let box = BezierPath(Box(min: .zero, max: Point(40, 40)))
        let picture = render([.group(ElementGroup([filled(box), filled(box)], opacity: 0.25))]).pixels
        #expect(abs(picture[5, 5].w - 0.25) < 1e-6)
    }

    /// Separable modes in the words of the standard, on opaque colours.
    private static let formulas: [(BlendMode, @Sendable (Double, Double) -> Double)] = [
        (.multiply, { b, s in b * s }), (.screen, { b, s in 1 - (1 - b) * (1 - s) }), (.darken, { min($0, $1) }), (.lighten, { max($0, $1) }),
        (.difference, { abs($0 - $1) }), (.exclusion, { b, s in b + s - 2 * b * s }),
        (.hardLight, { b, s in s <= 0.5 ? b * 2 * s : 1 - (1 - b) * (2 - 2 * s) }), (.overlay, { b, s in b <= 0.5 ? s * 2 * b : 1 - (1 - s) * (2 - 2 * b) }),
        (.colorDodge, { b, s in b == 0 ? 0 : s == 1 ? 1 : min(1, b / (1 - s)) }), (.colorBurn, { b, s in b == 1 ? 1 : s == 0 ? 0 : 1 - min(1, (1 - b) / s) }),
    ]

    @Test func `separable blend modes follow their formulas`() {
        var random = SplitMix64(seed: 8)
        let box = BezierPath(Box(min: .zero, max: Point(40, 40)))
        for (mode, formula) in Self.formulas {
            for _ in 0..<5 {
                let (b, s) = (Color(random.share(), random.share(), random.share()), Color(random.share(), random.share(), random.share()))
                let pixel = render([filled(box, b), .group(ElementGroup([filled(box, s)], blend: mode))], size: 4).pixels[2, 2]
                #expect(abs(Double(pixel.x) - formula(Double(b.red), Double(s.red))) < 1e-4)
                #expect(abs(Double(pixel.y) - formula(Double(b.green), Double(s.green))) < 1e-4)
            }
        }
    }

    @Test func `a gradient is its formula at the middle of each pixel`() {
        let ramp = ColorRamp([.init(0, .black), .init(1, .white)], spread: .reflect)
        let fill = Fill(.linear(LinearGradient(from: Point(3, 1), to: Point(13, 6), ramp)))
        let picture = render([.path(PaintedPath(BezierPath(Box(min: .zero, max: Point(40, 40))), fill: fill))]).pixels
        for (x, y) in [(0, 0), (7, 3), (20, 11), (39, 39)] {
            var t = ((Double(x) + 0.5 - 3) * 10 + (Double(y) + 0.5 - 1) * 5) / 125
            t = abs(t.truncatingRemainder(dividingBy: 2))
            #expect(abs(Double(picture[x, y].x) - (t > 1 ? 2 - t : t)) < 1e-4)
        }
    }

    @Test func `a pattern is its tile drawn again and again`() {
        let mark = Box(min: Point(1, 2), max: Point(4.5, 4.25))
        for size in [7.0, 6.5] {
            let pattern = Pattern(tile: Box(min: .zero, max: Point(size, size)), elements: [filled(BezierPath(mark))])
            let page = BezierPath(Box(min: .zero, max: Point(40, 40)))
            let patterned = render([.path(PaintedPath(page, fill: Fill(.pattern(pattern))))]).pixels
            var repeated: [Artwork.Element] = []
            for j in 0..<7 { for i in 0..<7 { repeated.append(filled(BezierPath(mark).transformed(by: .translation(Double(i) * size, Double(j) * size)))) } }
            let drawn = render(repeated).pixels
            for i in drawn.pixels.indices { #expect(abs(drawn.pixels[i].w - patterned.pixels[i].w) < 1e-3) }
        }
    }

    @Test func `a picture drawn smaller keeps its mean, and drawn as it is keeps its pixels`() {
        var random = SplitMix64(seed: 2)
        var source = LinearPicture(width: 40, height: 40, filledWith: .zero)
        for i in source.pixels.indices { source.pixels[i] = SIMD4(random.share(), random.share(), random.share(), 1) }
        let same = PlacedPicture(source, in: Box(min: .zero, max: Point(40, 40)), transform: Transform(1, 0, 0, -1, 0, 40))
        let light = render([.picture(same)]).light()
        for i in light.pixels.indices { #expect(abs(light.pixels[i].y - source.pixels[i].y) < 2e-3) }
        let small = PlacedPicture(source, in: Box(min: .zero, max: Point(10, 10)), transform: Transform(1, 0, 0, -1, 0, 10))
        let reduced = render([.picture(small)]).pixels
        let mean = source.pixels.reduce(0) { $0 + SRGB.encoded($1.y) } / 1600
        let seen = (0..<100).reduce(Float(0)) { $0 + reduced[$1 % 10, $1 / 10].y } / 100
        #expect(abs(mean - seen) < 2e-3)
    }

    @Test func `any number of workers gives the same pixels`() {
        var random = SplitMix64(seed: 4)
        let elements = (0..<300).map { _ in filled(polygon((0..<4).map { _ in random.point(-50...350) }), Color(random.share(), random.share(), random.share(), alpha: random.share())) }
        let one = render(elements, size: 300), three = render(elements, size: 300, workers: Workers(3))
        #expect(one.pixels == three.pixels)
    }

    @Test func `light sees paths, upright`() throws {
        let artwork = Artwork(width: 10, height: 10, elements: [filled(BezierPath(Box(min: .zero, max: Point(10, 5))), .white)])
        let light = try #require(artwork.light(in: artwork.page, columns: 11, rows: 11))
        #expect(light.luminance[5, 2] == 1 && light.coverage?[5, 2] == 1)
        #expect(light.coverage?[5, 8] == 0)
    }

    @Test func `huge, endless and degenerate drawings end`() {
        var path = BezierPath()
        path.move(to: Point(-1e300, 4))
        path.cubic(Point(1e300, -1e300), Point(1e9, 1e12), to: Point(1e15, 3))
        path.line(to: Point(5, 5))
        var tiny = BezierPath()
        tiny.move(to: Point(0, 0))
        tiny.line(to: Point(1e12, 1e12))
        let strokes = [StrokeStyle(width: 1e200), StrokeStyle(width: 3, dashes: [1e-9, 1e-9]), StrokeStyle(width: 1e-300, dashes: [0, 0.5]), StrokeStyle(width: 2, cap: .square, dashes: [0.2, 0.3], dashOffset: 1e300)]
        for style in strokes {
            for line in [path, tiny] { _ = render([.path(PaintedPath(line, fill: Fill(.color(.black)), stroke: Stroke(.color(.black), style: style)))]) }
        }
    }
}

extension Polyline {
    fileprivate func distance(to p: Point) -> Double {
        let next = isClosed ? Array(points.dropFirst()) + points.prefix(1) : Array(points.dropFirst())
        return zip(points, next).map { a, b in
            let d = b - a
            let t = d.squaredLength > 0 ? max(0, min(1, (p - a).dot(d) / d.squaredLength)) : 0
            return p.distance(to: a + d * t)
        }.min() ?? .infinity
    }
}
