import ImpressionCanvas
import ImpressionGeometry
import ImpressionRaster
@testable import ImpressionTechniques
import Testing

/// A hard picture of smooth blobs, from a sum of round bumps.
private func blobs(_ size: Int, seed: UInt64) -> Raster<Bool> {
    var random = SplitMix64(seed: seed)
    let bumps = (0..<14).map { _ in
        (x: Double.random(in: 0...Double(size), using: &random), y: Double.random(in: 0...Double(size), using: &random),
         r: Double.random(in: 12...40, using: &random), sign: Bool.random(using: &random) ? 1.0 : -0.7)
    }
    var result = Raster<Bool>(width: size, height: size, filledWith: false)
    for y in 0..<size {
        for x in 0..<size {
            let p = Point(Double(x) + 0.5, Double(y) + 0.5)
            let sum = bumps.reduce(0.0) { $0 + $1.sign / (1 + p.distance(to: Point($1.x, $1.y)) / $1.r * p.distance(to: Point($1.x, $1.y)) / $1.r) }
            result[x, y] = sum > 0.45
        }
    }
    return result
}

/// The middles of the pixel edges between dark and light, y up.
private func edges(_ dark: Raster<Bool>) -> [Point] {
    var found: [Point] = []
    for y in 0..<dark.height {
        for x in 0..<dark.width {
            if x > 0, dark[x, y] != dark[x - 1, y] { found.append(Point(Double(x), Double(dark.height - y) - 0.5)) }
            if y > 0, dark[x, y] != dark[x, y - 1] { found.append(Point(Double(x) + 0.5, Double(dark.height - y))) }
        }
    }
    return found
}

private func distance(_ p: Point, _ lines: [(Point, Point)]) -> Double {
    lines.reduce(Double.infinity) { least, line in
        let d = line.1 - line.0
        let t = d.squaredLength > 0 ? max(0, min(1, (p - line.0).dot(d) / d.squaredLength)) : 0
        return min(least, p.distance(to: line.0 + d * t))
    }
}

@Test(arguments: 1...4 as ClosedRange<UInt64>)
func `outlines stay within seven tenths of a pixel of the pixels' edges`(seed: UInt64) throws {
    let dark = blobs(150, seed: seed)
    var picture = LinearPicture(width: 150, height: 150, filledWith: .one)
    for y in 0..<150 { for x in 0..<150 where dark[x, y] { picture[x, y] = SIMD4(0, 0, 0, 1) } }
    var trace = Trace(.outline)
    trace.despeckle = .pixels(0)
    let drawing = try trace.impress(Artwork(picture: picture, width: 150), workers: .one)
    guard case .path(let found)? = drawing.artwork.elements.first else { Issue.record("nothing was found"); return }
    let lines = found.path.flattened(tolerance: 0.01).flatMap { line in zip(line.points, line.points.dropFirst() + [line.points[0]]).map { ($0, $1) } }
    let edges = edges(dark)
    // The page's own edge is a boundary too.
    let distances = edges.map { distance($0, lines) }.sorted()
    #expect(distances.count > 100)
    #expect(distances[distances.count * 995 / 1000] < 0.68)
    #expect(distances[distances.count - 1] < 0.7)
    #expect(found.path.verbs.count(where: { $0 == .cubic || $0 == .line }) < edges.count / 10)
}

@Test func `crossings are found in pictures wider than 8192 pixels`() {
    func run(_ points: [Point]) -> BezierPath.Run {
        BezierPath.Run(start: points[0], pieces: zip(points, points.dropFirst()).map { .line(from: $0, to: $1) })
    }
    for left in [0.0, 8000, 20_000, 65_000, 1e6] {
        let level = run([Point(left, 10), Point(left + 300, 10)])
        let crossing = run([Point(left + 200, 5), Point(left + 220, 15)])
        let near = run([Point(left, 10.25), Point(left + 190, 10.25)])
        #expect(ArcCrossings([level, crossing, near]).offenders().map(\.arc) == [0, 1])
    }
}

@Test func `every part of what is found straight is straight`() {
    // The cone's walk against the paper's condition over all triples, on noisy staircases.
    var random = SplitMix64(seed: 3)
    for _ in 0..<60 {
        var (headings, x) = ([UInt8](), 0)
        let slope = Double.random(in: 0...1, using: &random)
        var y = 0
        while headings.count < 40 {
            headings.append(Heading.east)
            x += 1
            let wanted = Int((slope * Double(x) + Double.random(in: -0.8...0.8, using: &random)).rounded())
            while y < wanted { (y, headings) = (y + 1, headings + [Heading.south]) }
        }
        let arc = BoundaryArcs.Arc(x: 0, y: 0, steps: 0..<headings.count, left: 1, right: 2, startNode: 0, endNode: 0)
        let points = ArcPoints(arc, headings, PixelEdges())
        let ends = StraightReach(points).ends
        let p = points.corners.map { Point(Double($0.x), Double($0.y)) }
        // Starts that were looked at: every other one.
        for i in stride(from: 0, to: points.count, by: 2) {
            for k in i + 2..<max(i + 2, ends[i] + 1) {
                for j in i + 1..<k {
                    // The line through i and k passes the square of two by two pixels around j.
                    let d = p[k] - p[i]
                    let off = d.cross(p[j] - p[i]).magnitude / (d.x.magnitude + d.y.magnitude)
                    #expect(off <= 1 + 1e-9, "\(i) \(j) \(k)")
                }
            }
        }
        #expect(ends.allSatisfy { $0 <= points.count })
    }
}

@Test(arguments: 1...3 as ClosedRange<UInt64>)
func `areas of a noisy picture neither overlap nor leave gaps`(seed: UInt64) throws {
    // Noise, blurred a little: many junctions and narrow places.
    let (width, height) = (72, 56)
    var random = SplitMix64(seed: seed)
    var field = Raster<SIMD3<Float>>(width: width, height: height, filledWith: .zero)
    for y in 0..<height { for x in 0..<width { field[x, y] = SIMD3(.random(in: 0...1, using: &random), .random(in: 0...1, using: &random), .random(in: 0...1, using: &random)) } }
    var picture = LinearPicture(width: width, height: height, filledWith: .one)
    for y in 0..<height {
        for x in 0..<width {
            var sum = SIMD3<Float>.zero
            for dy in -1...1 { for dx in -1...1 { sum += field[(x + dx + width) % width, (y + dy + height) % height] } }
            let c = sum / 9
            picture[x, y] = SIMD4(SRGB.decoded(c.x), SRGB.decoded(c.y), SRGB.decoded(c.z), 1)
        }
    }
    var trace = Trace(.colour)
    (trace.despeckle, trace.seams) = (.pixels(2), false)
    let drawing = try trace.impress(Artwork(picture: picture, width: Double(width)), workers: .one)
    var parts: [Contours] = []
    for case .path(let path) in drawing.artwork.elements { parts.append(Contours(path.path.flattened(tolerance: 0.01))) }
    let whole = Int128(width) * Int128(height) * 2 * 1_000_000_000_000
    #expect(parts.count > 4)
    #expect(parts.reduce(0) { $0 + $1.doubledSignedArea } == whole)
    let regions = parts.map { Region($0) }
    #expect(Region.union(of: regions).contours.doubledSignedArea == whole)
    // Within what rounding to the lattice moves, nothing is covered twice.
    let sum = regions.reduce(0) { $0 + $1.contours.doubledSignedArea }
    #expect(sum == whole)
}
