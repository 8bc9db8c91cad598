import Testing
@testable import ImpressionGeometry

@Suite struct SimplificationTests {
    /// Every vertex and many points between, compared with every edge of the other.
    private func farthest(_ from: Region, _ to: Region) -> Double {
        let index = RegionIndex(to)
        var most = 0.0
        for line in from.polylines {
            for i in line.points.indices {
                for t in [0, 0.25, 0.5, 0.75] {
                    let p = line.points[i].mix(line.points[(i + 1) % line.points.count], t)
                    most = max(most, index.nearest(to: LatticePoint(p))?.distance ?? .infinity)
                }
            }
        }
        return most
    }

    private func noisyRegion(_ seed: UInt64) -> Region {
        var random = SplitMix64(seed: seed)
        let lines = (0..<6).map { _ in
            let (cx, cy, r) = (random.unit() * 40, random.unit() * 40, 2 + random.unit() * 10)
            return Polyline((0..<400).map { i in
                let arc = EllipticArc(center: Point(cx, cy), radii: Point(r, r * 0.7))
                return arc.point(at: Double(i) / 400) + Point(random.unit() * 0.1, random.unit() * 0.1)
            }, isClosed: true)
        }
        return Region(lines, fill: .evenOdd)
    }

    @Test func `simplifying a region never moves its boundary farther than the tolerance and crosses nothing`() {
        for seed in 1...20 as ClosedRange<UInt64> {
            let region = noisyRegion(seed)
            for tolerance in [0.01, 0.15, 1] {
                let simple = region.simplified(tolerance: tolerance)
                #expect(simple.fault == nil)
                #expect(simple.ringCount == region.ringCount)
                #expect(farthest(simple, region) <= tolerance + 2e-6)
                #expect(farthest(region, simple) <= tolerance + 2e-6)
                if tolerance == 0.15 { #expect(simple.contours.points.count * 4 < region.contours.points.count) }
            }
        }
    }

    @Test(arguments: RandomContours.allCases) func `hostile regions stay valid when simplified`(kind: RandomContours) {
        var random = SplitMix64(seed: 31)
        for _ in Tally.cases(trials / 5) {
            let region = Region(kind.make(using: &random), fill: .evenOdd)
            for tolerance in [1e-6, 1e-5, 1e-3, 1, 1000] {
                let simple = region.simplified(tolerance: tolerance)
                #expect(simple.fault == nil)
                #expect(simple.isEmpty == region.isEmpty)
            }
        }
    }

    @Test func `simplifying never moves a line farther than the tolerance`() {
        var random = SplitMix64(seed: 7)
        for isClosed in [false, true] {
            for _ in 0..<100 {
                let line = Polyline((0..<60).map { Point(Double($0), random.unit() * 3) }, isClosed: isClosed)
                let simple = line.simplified(tolerance: 0.8)
                let corners = isClosed ? simple.points + [simple.points[0]] : simple.points
                for p in line.points {
                    let least = zip(corners, corners.dropFirst()).map { a, b in
                        let t = max(0, min(1, (p - a).dot(b - a) / (b - a).squaredLength))
                        return p.distance(to: a.mix(b, t))
                    }.min()!
                    #expect(least <= 0.8 + 1e-12)
                }
            }
        }
    }

    @Test func `chords stay within the tolerance of curves`() {
        var random = SplitMix64(seed: 8)
        for _ in 0..<100 {
            func any() -> Point { Point(random.unit() * 50, random.unit() * 50) }
            let curve = CubicBezier(any(), any(), any(), any())
            let arc = EllipticArc(center: any(), radii: any(), rotation: .degrees(random.unit() * 360), sweep: .degrees(random.unit() * 720 - 360))
            check(curve.point, [curve.start] + curve.flattened(tolerance: 0.05))
            check(arc.point, [arc.point(at: 0)] + arc.flattened(tolerance: 0.05))
        }
    }

    /// Chords cut the parameter evenly: between their ends the curve stays near.
    private func check(_ curve: (Double) -> Point, _ corners: [Point]) {
        let n = corners.count - 1
        for i in 0..<n {
            let (a, b) = (corners[i], corners[i + 1])
            for s in [0.2, 0.5, 0.8] {
                let p = curve((Double(i) + s) / Double(n))
                let t = max(0, min(1, (p - a).dot(b - a) / (b - a).squaredLength))
                #expect(p.distance(to: a.mix(b, t)) <= 0.05 + 1e-9)
            }
        }
    }

    @Test func `an arc between points passes through both`() throws {
        let (a, b) = (Point(1, 2), Point(5, 3))
        for (isLarge, isCounterClockwise) in [(false, false), (false, true), (true, false), (true, true)] {
            let arc = try #require(EllipticArc(from: a, to: b, radii: Point(4, 3), rotation: .degrees(30), isLarge: isLarge, isCounterClockwise: isCounterClockwise))
            #expect(arc.point(at: 0).distance(to: a) < 1e-12 && arc.point(at: 1).distance(to: b) < 1e-12)
            #expect((arc.sweep.degrees.magnitude > 180) == isLarge && (arc.sweep.radians > 0) == isCounterClockwise)
        }
        #expect(EllipticArc(from: a, to: a, radii: Point(4, 3), rotation: .zero, isLarge: true, isCounterClockwise: true) == nil)
    }
}
