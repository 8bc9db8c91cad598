import ImpressionCanvas
import ImpressionGeometry
import ImpressionRaster
@testable import ImpressionTechniques
import Testing

/// Smooth random shapes: where a sum of waves is above zero.
private func waves(_ width: Int, _ height: Int, seed: UInt64, count: Int = 6) -> Raster<Float> {
    var random = SplitMix64(seed: seed)
    let parts = (0..<count).map { _ in
        (x: Double.random(in: -0.2...0.2, using: &random), y: Double.random(in: -0.2...0.2, using: &random), phase: Double.random(in: 0...6.28, using: &random))
    }
    var field = Raster<Float>(width: width, height: height, filledWith: 0)
    for y in 0..<height {
        for x in 0..<width {
            field[x, y] = Float(parts.reduce(0.0) { $0 + wave($1.x * Double(x) + $1.y * Double(y) + $1.phase) })
        }
    }
    return field
}

/// A parabola's likeness of the sine, so that no library of mathematics is needed.
private func wave(_ angle: Double) -> Double {
    let turn = angle / 6.283185307179586
    let t = 2 * (turn - turn.rounded(.down)) - 1
    return -4 * t * (1 - t.magnitude)
}

/// A page of one mm a pixel.
private func page(_ width: Int, _ height: Int, _ color: (Int, Int) -> SIMD3<Float>) -> Artwork {
    var picture = LinearPicture(width: width, height: height, filledWith: .one)
    for y in 0..<height {
        for x in 0..<width {
            let c = color(x, y)
            picture[x, y] = SIMD4(SRGB.decoded(c.x), SRGB.decoded(c.y), SRGB.decoded(c.z), 1)
        }
    }
    return Artwork(picture: picture, width: Double(width))
}

private func paths(_ artwork: Artwork) -> [PaintedPath] {
    artwork.elements.compactMap { if case .path(let path) = $0 { path } else { nil } }
}

/// How much of each pixel paths cover; the page is one mm a pixel.
private func coverage(_ paths: [PaintedPath], _ width: Int, _ height: Int) -> Raster<Float> {
    var rasterizer = CoverageRasterizer(width: width, height: height)
    for path in paths {
        for line in path.path.flattened(tolerance: 0.01) { rasterizer.add(line.points.map { Point($0.x, Double(height) - $0.y) }) }
    }
    return Raster(width: width, height: height, covering: rasterizer.spans(.nonZero))
}

private func likeness(_ a: Raster<Float>, _ b: Raster<Float>) -> Double {
    let both = zip(a.pixels, b.pixels).reduce(0.0) { $0 + Double(min($1.0, $1.1)) }
    let either = zip(a.pixels, b.pixels).reduce(0.0) { $0 + Double(max($1.0, $1.1)) }
    return either > 0 ? both / either : 1
}

@Test(arguments: 1...6 as ClosedRange<UInt64>)
func `outlines cover what was dark`(seed: UInt64) throws {
    let (width, height) = (160, 120)
    let field = waves(width, height, seed: seed)
    let artwork = page(width, height) { x, y in SIMD3(repeating: field[x, y] > 0 ? 0 : 1) }
    let dark = field.map { $0 > 0 ? Float(1) : 0 }
    let drawing = try Trace(.outline).impress(artwork, workers: .one)
    let covered = coverage(paths(drawing.artwork), width, height).map { $0 >= 0.5 ? Float(1) : 0 }
    #expect(likeness(covered, dark) > 0.98)
}

@Test func `smoothed edges are found between the pixels`() throws {
    // A disc's pixels hold how much of them it covers.
    var rasterizer = CoverageRasterizer(width: 90, height: 90)
    var disc = BezierPath(ellipse: Point(45.3, 44.1), radii: Point(31.4, 31.4))
    rasterizer.add(disc.flattened(tolerance: 0.001)[0].points)
    let covered = Raster<Float>(width: 90, height: 90, covering: rasterizer.spans(.nonZero))
    let artwork = page(90, 90) { x, y in SIMD3(repeating: 1 - covered[x, y]) }
    let found = paths(try Trace(.outline).impress(artwork, workers: .one).artwork)
    #expect(found.count == 1)
    disc = found[0].path
    let distances = disc.flattened(tolerance: 0.001)[0].points.map { $0.distance(to: Point(45.3, 90 - 44.1)) }
    #expect(distances.allSatisfy { ($0 - 31.4).magnitude < 0.2 })
    #expect(disc.verbs.count(where: { $0 == .cubic }) <= 12)
}

@Test func `corners of polygons are found`() throws {
    var random = SplitMix64(seed: 11)
    var (found, wanted) = (0, 0)
    for _ in 0..<12 {
        let count = Int.random(in: 3...6, using: &random)
        let corners = (0..<count).map { k -> Point in
            let turn = (Double(k) + Double.random(in: 0.15...0.85, using: &random)) / Double(count)
            let r = Double.random(in: 55...90, using: &random)
            return Point(100 + r * wave(turn * 6.283185307179586 + 1.5707963), 100 + r * wave(turn * 6.283185307179586))
        }
        var rasterizer = CoverageRasterizer(width: 200, height: 200)
        rasterizer.add(corners)
        let covered = Raster<Float>(width: 200, height: 200, covering: rasterizer.spans(.nonZero))
        let artwork = page(200, 200) { x, y in SIMD3(repeating: covered[x, y] > 0.5 ? 0 : 1) }
        let points = paths(try Trace(.outline).impress(artwork, workers: .one).artwork).flatMap { $0.path.points }
        for (i, corner) in corners.enumerated() {
            // Only corners that bend by 35° or more.
            let (u, v) = (corner - corners[(i + count - 1) % count], corners[(i + 1) % count] - corner)
            guard u.dot(v) < 0.82 * u.length * v.length else { continue }
            wanted += 1
            if points.contains(where: { $0.distance(to: Point(corner.x, 200 - corner.y)) < 1.2 }) { found += 1 }
        }
    }
    #expect(wanted > 30)
    #expect(Double(found) >= 0.9 * Double(wanted), "\(found) of \(wanted)")
}

/// Areas of three waves and the ground.
private func colours(_ width: Int, _ height: Int, seed: UInt64) -> Artwork {
    let (a, b) = (waves(width, height, seed: seed), waves(width, height, seed: seed + 100))
    return page(width, height) { x, y in
        a[x, y] > 1 ? SIMD3(0.8, 0.1, 0.1) : b[x, y] > 0.8 ? SIMD3(0.1, 0.3, 0.7) : a[x, y] < -1.2 ? SIMD3(0.2, 0.6, 0.2) : SIMD3(0.95, 0.9, 0.8)
    }
}

private func lattice(_ path: BezierPath) -> Contours { Contours(path.flattened(tolerance: 0.01)) }

@Test(arguments: 1...5 as ClosedRange<UInt64>)
func `parts of a colour tracing fill the page to the last lattice unit`(seed: UInt64) throws {
    let artwork = colours(120, 90, seed: seed)
    let drawing = try Trace(.colour).impress(artwork, workers: .one)
    let parts = paths(drawing.artwork).map { lattice($0.path) }
    let whole = Int128(120_000_000) * 90_000_000 * 2
    #expect(parts.count == 4)
    #expect(parts.reduce(0) { $0 + $1.doubledSignedArea } == whole)
    // Nothing is covered twice.
    let regions = parts.map { Region($0) }
    #expect(regions.reduce(0) { $0 + $1.contours.doubledSignedArea } == whole)
    #expect(Region.union(of: regions).contours.doubledSignedArea == whole)
}

@Test func `neighbours share the curves between them`() throws {
    let artwork = colours(120, 90, seed: 3)
    guard case .picture(let placed) = artwork.elements[0] else { return }
    let (map, palette) = try Trace(.colour).areas(of: TraceScan(placed.picture, .colours, .one), TraceFrame(placed, .identity), .one)
    func pieces(_ area: Int) -> [BezierPath.Piece] { map.path(of: area).runs.flatMap(\.pieces) }
    let all = palette.indices.map { Set(pieces($0)) }
    var shared = 0
    for arc in map.arcs {
        guard let left = arc.left, let right = arc.right else { continue }
        for case .cubic(let c) in arc.run.pieces {
            #expect(all[left].contains(.cubic(c)))
            #expect(all[right].contains(.cubic(CubicBezier(c.end, c.control2, c.control1, c.start))))
            shared += 1
        }
    }
    #expect(shared > 20)
}

@Test func `a curve run backwards has the same chords`() {
    var random = SplitMix64(seed: 5)
    func place() -> Point { Point(Double.random(in: -50...50, using: &random), Double.random(in: -50...50, using: &random)) }
    for _ in 0..<500 {
        let c = CubicBezier(place(), place(), place(), place())
        let forward = [c.start] + c.flattened(tolerance: 0.003)
        let backward = [c.end] + CubicBezier(c.end, c.control2, c.control1, c.start).flattened(tolerance: 0.003)
        #expect(forward == backward.reversed())
    }
}

@Test(arguments: Trace.Mode.allCases)
func `odd pictures are traced without a fault`(mode: Trace.Mode) throws {
    var random = SplitMix64(seed: 9)
    for (width, height) in [(1, 1), (1, 9), (9, 1), (2, 2), (33, 40), (64, 3)] {
        for kind in 0..<4 {
            let artwork = page(width, height) { x, y in
                switch kind {
                case 0: .zero
                case 1: .one
                case 2: SIMD3(repeating: (x + y) & 1 == 0 ? 0 : 1)
                default: SIMD3(repeating: Float.random(in: 0...1, using: &random))
                }
            }
            var trace = Trace(mode)
            for despeckle in [nil, TraceMeasure.pixels(0)] {
                trace.despeckle = despeckle
                for path in paths(try trace.impress(artwork, workers: .one).artwork) { #expect(path.path.isFinite) }
            }
        }
    }
}

@Test func `an empty artwork is refused`() {
    #expect(throws: TechniqueError.emptyPicture) { try Trace().impress(Artwork(width: 10, height: 10), workers: .one) }
}

@Test(arguments: Trace.Mode.allCases)
func `any number of workers traces the same`(mode: Trace.Mode) throws {
    let artwork = colours(200, 150, seed: 8)
    let one = paths(try Trace(mode).impress(artwork, workers: .one).artwork)
    let four = paths(try Trace(mode).impress(artwork, workers: Workers(4)).artwork)
    #expect(one.map(\.path) == four.map(\.path))
    #expect(!one.isEmpty)
}

@Test func `every boundary step is on one arc and arcs end at junctions`() throws {
    var random = SplitMix64(seed: 21)
    for _ in 0..<40 {
        var map = LabelMap(width: 14, height: 11, rim: LabelMap.outside)
        for y in 0..<11 { for x in 0..<14 { map[x, y] = UInt8.random(in: 1...3, using: &random) } }
        var walker = BoundaryWalker(map, policy: .minority)
        let arcs = try walker.arcs(hasNodes: true)
        var edges = 0
        for y in 0...11 { for x in 0..<14 where (map[x, y - 1]) != map[x, y] { edges += 1 } }
        for y in 0..<11 { for x in 0...14 where map[x - 1, y] != map[x, y] { edges += 1 } }
        #expect(arcs.headings.count == edges)
        let rings = arcs.rings(labels: 3)
        // Each side of each arc is on one ring, but for the outside.
        let sides = arcs.arcs.reduce(0) { $0 + ($1.left == LabelMap.outside ? 0 : 1) + ($1.right == LabelMap.outside ? 0 : 1) }
        #expect(rings.joined().reduce(0) { $0 + $1.count } == sides)
    }
}

@Test func `crossing lines become two strokes of their width`() throws {
    var rasterizer = CoverageRasterizer(width: 120, height: 120)
    for (a, b) in [(Point(20, 60), Point(100, 60)), (Point(60, 15), Point(60, 105))] {
        let d = (b - a).unit.perpendicular * 3
        rasterizer.add([a - d, b - d, b + d, a + d])
    }
    let covered = Raster<Float>(width: 120, height: 120, covering: rasterizer.spans(.nonZero))
    let artwork = page(120, 120) { x, y in SIMD3(repeating: 1 - covered[x, y]) }
    let strokes = paths(try Trace(.centreLine).impress(artwork, workers: .one).artwork)
    #expect(strokes.count == 2)
    for stroke in strokes {
        #expect(((stroke.stroke?.style.width ?? 0) - 6).magnitude < 0.5)
        for p in stroke.path.flattened(tolerance: 0.01).flatMap(\.points) {
            #expect(min((p.x - 60).magnitude, (p.y - 60).magnitude) < 0.4)
        }
    }
}

@Test func `settings are read as people write them`() throws {
    var trace = Trace()
    for (name, value) in [("mode", "centre-line"), ("despeckle", "0.5mm2"), ("tolerance", "0.3px"), ("colors", "#ff0000,00FF00"), ("threshold", "40%"), ("seed", "7")] {
        try trace.set(name, to: value)
    }
    #expect(trace.despeckle == .millimetres(0.5))
    #expect(trace.tolerance == .pixels(0.3))
    #expect(trace.colors == .colors([SIMD3(255, 0, 0), SIMD3(0, 255, 0)]))
    #expect(trace.threshold == .fixed(0.4))
    for (name, value) in [("colors", "0"), ("colors", "#ff00"), ("threshold", "2"), ("despeckle", "-1"), ("tolerance", "nanpx")] {
        #expect(throws: TechniqueError.self) { try trace.set(name, to: value) }
    }
}

@Test func `an area has the colour of the pixels that it covers in the end`() throws {
    // Two noisy halves, and specks of a third colour that are merged away.
    var random = SplitMix64(seed: 5), picture = LinearPicture(width: 80, height: 50, filledWith: .one), sums = [SIMD3<Double>](repeating: .zero, count: 2)
    for y in 0..<50 {
        for x in 0..<80 {
            let isSpeck = x % 9 == 4 && y % 7 == 3, base = isSpeck ? SIMD3(20.0, 20, 20) : x < 40 ? SIMD3(180, 70, 60) : SIMD3(70, 100, 180)
            let code = SIMD3(base.x + Double.random(in: -20...20, using: &random), base.y + Double.random(in: -20...20, using: &random), base.z + Double.random(in: -20...20, using: &random)).rounded(.toNearestOrAwayFromZero)
            sums[x < 40 ? 0 : 1] += code
            func light(_ v: Double) -> Float { SRGB.decoded(Float(v) / 255) }
            picture[x, y] = SIMD4(light(code.x), light(code.y), light(code.z), 1)
        }
    }
    var trace = Trace(.colour)
    (trace.colors, trace.seams) = (.count(3), false)
    let drawing = try trace.impress(Artwork(picture: picture, width: 80), workers: .one)
    let found = drawing.artwork.elements.compactMap { element -> SIMD3<Double>? in
        guard case .path(let path) = element, case .color(let color)? = path.fill?.paint, path.path.controlBounds.width > 30 else { return nil }
        return SIMD3(Double(color.red), Double(color.green), Double(color.blue)) * 255
    }
    #expect(found.count == 2)
    for mean in sums.map({ $0 / 2000 }) {
        let nearest = found.map { let d = $0 - mean; return (d * d).sum().squareRoot() }.min() ?? .infinity
        #expect(nearest < 5, "\(found) \(mean)")
    }
}
