import Testing
@testable import ImpressionGeometry

@Suite struct OffsetTests {
    private static func millimetres(_ v: Double) -> Int32 { Int32(v * LatticePoint.unitsPerMillimetre) }
    private func square(_ x: Double, _ y: Double, _ side: Double) -> Region {
        Region(Box(min: Point(x, y), max: Point(x + side, y + side)))
    }
    private func area(_ region: Region) -> Double { Double(region.contours.doubledSignedArea) / 2e12 }

    private func randomRegion(_ random: inout SplitMix64) -> Region {
        Region((0..<3).map { _ in Polyline((0..<7).map { _ in Point(random.unit() * 20, random.unit() * 20) }, isClosed: true) }, fill: .evenOdd)
    }

    /// Distance to the boundary by looking at every edge, mm.
    private func distance(_ region: Region, _ p: Point) -> Double {
        var least = Double.infinity
        for line in region.polylines {
            for i in line.points.indices {
                let (a, b) = (line.points[i], line.points[(i + 1) % line.points.count])
                let t = max(0, min(1, (p - a).dot(b - a) / (b - a).squaredLength))
                least = min(least, p.distance(to: a.mix(b, t)))
            }
        }
        return least
    }

    @Test func `a grown or shrunk region holds exactly the places at that distance`() {
        var random = SplitMix64(seed: 11)
        for trial in Tally.cases(max(150, trials / 5)) {
            let region = randomRegion(&random)
            let d = [0.003, 0.1, 0.7, 3][trial % 4] * (trial % 8 < 4 ? 1 : -1)
            let tolerance = 0.002
            let result = region.offset(by: d, join: .round(tolerance: tolerance))
            #expect(result.fault == nil)
            for _ in 0..<30 {
                let p = LatticePoint(Point(random.unit() * 26 - 3, random.unit() * 26 - 3))
                let isInside = region.contours.winding(atDoubled: Int64(p.x) * 2, Int64(p.y) * 2) == 1
                let signed = distance(region, p.point) * (isInside ? -1 : 1)
                let winding = result.contours.winding(atDoubled: Int64(p.x) * 2, Int64(p.y) * 2)
                let (low, high) = d > 0 ? (d - tolerance, d) : (d, d + tolerance)
                if signed < low - 3e-6 { #expect(winding != 0, "\(trial) \(d) \(signed)") }
                if signed > high + 3e-6 { #expect(winding != 1, "\(trial) \(d) \(signed)") }
            }
        }
    }

    @Test func `a square grows as its join says`() {
        let side = square(0, 0, 10)
        #expect(side.offset(by: 1, join: .mitre) == square(-1, -1, 12))
        #expect(side.offset(by: -1, join: .mitre) == square(1, 1, 8))
        #expect(side.offset(by: -5).isEmpty)
        #expect(abs(area(side.offset(by: 1, join: .bevel)) - 142) < 1e-4)
        #expect(abs(area(side.offset(by: 1, join: .round(tolerance: 0.0001))) - (140 + .pi)) < 1e-3)
        // Each corner loses two right triangles' worth: (√2 − 1)² of its unit square.
        #expect(abs(area(side.offset(by: 1, join: .square)) - (144 - 4 * 0.1715729)) < 1e-4)
    }

    @Test func `a hole closes when its walls meet`() {
        let ring = square(0, 0, 10).subtracting(square(4, 4, 2))
        #expect(ring.offset(by: 0.9, join: .mitre).ringCount == 2)
        #expect(ring.offset(by: 1.1, join: .mitre) == square(-1.1, -1.1, 12.2))
        #expect(ring.offset(by: 30, join: .mitre).ringCount == 1)
    }

    @Test func `opening stays inside and drops what is narrow`() {
        let body = square(0, 0, 10).union(Region(Box(min: Point(10, 5), max: Point(20, 5.3))))
        let opened = body.opened(by: 0.2)
        #expect(opened.subtracting(body.offset(by: 0.00501, join: .mitre)).isEmpty)
        #expect(abs(area(opened) - 100) < 0.05)
    }

    @Test func `closing stays around and fills what is narrow`() {
        let body = square(0, 0, 10).union(square(10.3, 0, 10))
        let closed = body.closed(by: 0.2)
        #expect(body.offset(by: -0.00501, join: .mitre).subtracting(closed).isEmpty)
        #expect(closed.subtracting(square(0, 0, 20.3)).isEmpty || area(closed.subtracting(square(0, 0, 20.3))) < 0.01)
        #expect(abs(area(closed) - 203) < 0.1)
        #expect(closed.ringCount == 1)
    }

    @Test func `insets in one go agree with insets one by one`() {
        var random = SplitMix64(seed: 12)
        let region = randomRegion(&random)
        for (d, inset) in zip([0.2, 0.4, 0.8], region.insets(by: [0.2, 0.4, 0.8])) {
            #expect(abs(area(inset) - area(region.offset(by: -d))) < 0.05)
            #expect(inset.fault == nil)
        }
    }

    @Test func `strokes have the area of their width, caps and joins`() {
        let line = [Polyline([Point(0, 0), Point(10, 0)])]
        #expect(abs(area(Region(stroking: line, StrokeStyle(width: 2))) - 20) < 1e-6)
        #expect(abs(area(Region(stroking: line, StrokeStyle(width: 2, cap: .square))) - 24) < 1e-6)
        #expect(abs(area(Region(stroking: line, StrokeStyle(width: 2, cap: .round, join: .round(tolerance: 0.0001)))) - (20 + .pi)) < 1e-3)
        let corner = [Polyline([Point(0, 0), Point(10, 0), Point(10, 10)])]
        #expect(abs(area(Region(stroking: corner, StrokeStyle(width: 2))) - 40) < 1e-6)
        #expect(abs(area(Region(stroking: corner, StrokeStyle(width: 2, join: .bevel))) - 39.5) < 1e-6)
        let frame = [Polyline([Point(0, 0), Point(10, 0), Point(10, 10), Point(0, 10)], isClosed: true)]
        #expect(abs(area(Region(stroking: frame, StrokeStyle(width: 2))) - 80) < 1e-6)
    }

    @Test func `dashes follow their pattern round the corner`() {
        let frame = Polyline([Point(0, 0), Point(10, 0), Point(10, 10), Point(0, 10)], isClosed: true)
        let dashes = frame.dashed([3, 2], offset: 1)
        #expect(dashes.count == 8)
        #expect(abs(dashes.reduce(0) { $0 + $1.length } - 24) < 1e-9)
        #expect(frame.dashed([]) == [frame])
        #expect(Polyline([Point(0, 0), Point(10, 0)]).dashed([1]).count == 5)
    }

    @Test func `a brush covers the hull of its discs`() {
        // Radii 2 and 1 at a distance of 10: two tangents of √99 and the arcs between them.
        let taper = Region(brushing: Polyline([Point(0, 0), Point(10, 0)]), widths: [4, 2], tolerance: 0.0001)
        let angle = 1.4706289056333368, tangent = 99.0.squareRoot()
        #expect(abs(area(taper) - (3 * tangent + 4 * (.pi - angle) + 1 * angle)) < 0.01)
        #expect(abs(area(Region(brushing: Polyline([Point(0, 0), Point(0.5, 0)]), widths: [4, 2])) - 4 * .pi) < 0.05)
        #expect(Region(brushing: Polyline([]), widths: []).isEmpty)
        #expect(Region(brushing: Polyline([Point(0, 0), Point(5, 5)]), widths: []).isEmpty)
        #expect(Region(brushing: Polyline([Point(0, 0), Point(9, 0), Point(9, 9)], isClosed: true), widths: [1, 2, .nan]).fault == nil)
    }

    @Test func `degenerate distances and lines do no harm`() {
        let side = square(0, 0, 10)
        #expect(side.offset(by: .nan) == side)
        #expect(side.offset(by: 0) == side)
        #expect(side.offset(by: 1e9).fault == nil)
        #expect(side.offset(by: -1e9).isEmpty)
        #expect(Region(stroking: [Polyline([])], StrokeStyle(width: 1)).isEmpty)
        #expect(Region(stroking: [Polyline([Point(1, 1)])], StrokeStyle(width: 1, cap: .round)).ringCount == 1)
        #expect(Region(stroking: [Polyline([Point(1, 1), Point(1, 1)])], StrokeStyle(width: 1, cap: .square)).contours.doubledSignedArea == 2_000_000_000_000)
        #expect(Region(stroking: [Polyline([Point(0, 0), Point(5, 0), Point(0, 0)], isClosed: true)], StrokeStyle(width: 1)).fault == nil)
    }
}
