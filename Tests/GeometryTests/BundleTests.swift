import Testing
@testable import ImpressionGeometry

/// Many long slivers of nearly one direction: where they are crowded they are swept together, not cut one by one.
@Suite struct BundleTests {
    /// The direction of a bundle, its length and the room of its ends.
    struct Bundle: CustomTestStringConvertible {
        let x: Double, y: Double, length: Double
        let spread: Int32
        /// Among how many small triangles it lies: they make the boxes small.
        var others = 0
        /// Whether the slivers start all along it.
        var isStaggered = false

        var testDescription: String { "\(x), \(y) · \(length) ± \(spread), \(others) others\(isStaggered ? ", staggered" : "")" }

        func make(_ slivers: Int, using random: inout SplitMix64) -> Contours {
            func near(_ p: LatticePoint, _ reach: Int32) -> LatticePoint {
                LatticePoint(p.x + .random(in: -reach...reach, using: &random), p.y + .random(in: -reach...reach, using: &random))
            }
            func along(_ share: Double) -> LatticePoint { LatticePoint(Int32(x * length * share), Int32(y * length * share)) }
            var contours = Contours()
            for _ in 0..<slivers {
                let start = along(isStaggered ? random.unit() * 0.3 : 0)
                let end = near(along(1), spread)
                contours.append([near(start, spread), end, near(end, spread)])
            }
            for _ in 0..<others {
                let p = near(along(random.unit()), spread)
                contours.append([p, near(p, Int32(length / 100) + 1), near(p, Int32(length / 100) + 1)])
            }
            return contours
        }
    }

    static let bundles = [
        Bundle(x: 1, y: 0.98, length: 100_000, spread: 30), Bundle(x: 1, y: -0.97, length: 100_000, spread: 30),
        Bundle(x: 1, y: 0, length: 3000, spread: 20), Bundle(x: 0, y: 1, length: 3000, spread: 20), Bundle(x: 1, y: -1, length: 500, spread: 40),
        Bundle(x: 0.00001, y: 1, length: 1_000_000, spread: 5), Bundle(x: 1, y: 0.3, length: 20_000, spread: 12, isStaggered: true),
        Bundle(x: 1, y: -0.2, length: 40_000, spread: 25, others: 300, isStaggered: true), Bundle(x: 1, y: 1, length: 900, spread: 15, others: 200),
    ]

    @Test(arguments: bundles) func `a bundle is what its segments are when each is led through its pixels by hand`(bundle: Bundle) {
        var random = SplitMix64(seed: 9)
        let contours = bundle.make(100, using: &random)
        let byHand = HandRounding(contours).contours
        for fill in FillRule.allCases {
            let region = Region(contours, fill: fill)
            #expect(region.fault == nil)
            // The lines led by hand cross at lattice points only, so nothing is rounded or bundled any more.
            #expect(region == Region(byHand, fill: fill))
        }
    }

    @Test(arguments: bundles) func `parts of bundles add up, copies change nothing, lines are cut alike`(bundle: Bundle) {
        var random = SplitMix64(seed: 10)
        let (a, b) = (bundle.make(90, using: &random), bundle.make(90, using: &random))
        func area(_ operation: BooleanOperation, _ a: Contours, _ b: Contours) -> Int128 { Region(operation, a, b).contours.doubledSignedArea }
        #expect(area(.intersection, a, b) + area(.difference, a, b) + area(.difference, b, a) == area(.union, a, b))
        var twice = a
        twice.append(a)
        #expect(Region(twice) == Region(a))
        // Each ring's outline as a line: the piece along the boundary of its own region stays wherever the region has not closed.
        let region = Region(a)
        let split = region.splitting(b)
        var joined = Contours()
        for line in 0..<b.count {
            var points: [LatticePoint] = []
            for i in 0..<split.parts.count where split.lines[i] == line { points += split.parts[i].dropFirst(points.isEmpty ? 0 : 1) }
            if !points.isEmpty { joined.append(points) }
        }
        #expect(Set((0..<joined.count).map { joined[$0].first! }) == Set((0..<b.count).map { b[$0].first! }))
    }
}

/// Snap rounding as it is defined, by looking at every pair of segments and at every segment with every hot square.
private struct HandRounding {
    let contours: Contours

    init(_ input: Contours) {
        var segments: [(LatticePoint, LatticePoint)] = []
        for i in 0..<input.count {
            let ring = Array(input[i])
            for k in ring.indices { segments.append((ring[k], ring[(k + 1) % ring.count])) }
        }
        var hot = Set(input.points)
        for (i, s) in segments.enumerated() { for t in segments[..<i] { if let pixel = Self.crossing(s, t) { hot.insert(pixel) } } }
        let pixels = hot.sorted()
        contours = Contours((0..<input.count).map { i in
            let ring = Array(input[i])
            return ring.indices.flatMap { k in Self.way(ring[k], ring[(k + 1) % ring.count], pixels) }
        })
    }

    /// The square of a proper crossing, halves rounded up.
    private static func crossing(_ s: (LatticePoint, LatticePoint), _ t: (LatticePoint, LatticePoint)) -> LatticePoint? {
        let (c, d) = (LatticePoint.orientation(s.0, s.1, t.0), LatticePoint.orientation(s.0, s.1, t.1))
        let (a, b) = (LatticePoint.orientation(t.0, t.1, s.0), LatticePoint.orientation(t.0, t.1, s.1))
        guard c.signum() * d.signum() < 0, a.signum() * b.signum() < 0 else { return nil }
        func rounded(_ from: Int32, _ to: Int32) -> Int32 {
            // from + (to − from)·a / (a − b) + ½, rounded down.
            var (dividend, divisor) = (2 * (Int128(to) - Int128(from)) * Int128(a) + (Int128(a) - Int128(b)), 2 * (Int128(a) - Int128(b)))
            if divisor < 0 { (dividend, divisor) = (-dividend, -divisor) }
            let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
            return from + Int32(quotient - (remainder < 0 ? 1 : 0))
        }
        return LatticePoint(rounded(s.0.x, s.1.x), rounded(s.0.y, s.1.y))
    }

    /// From `a` to before `b` through the centres of the hot squares on the way.
    private static func way(_ a: LatticePoint, _ b: LatticePoint, _ pixels: [LatticePoint]) -> [LatticePoint] {
        let (x0, x1, y0, y1) = (min(a.x, b.x), max(a.x, b.x), min(a.y, b.y), max(a.y, b.y))
        var found: [(Int64, LatticePoint)] = []
        for p in pixels where p.x >= x0 && p.x <= x1 && p.y >= y0 && p.y <= y1 && p != a && p != b && passes(a, b, p) {
            found.append((abs(Int64(p.x) - Int64(a.x)) + abs(Int64(p.y) - Int64(a.y)), p))
        }
        return [a] + found.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Clips the line to the half-open square, in units of half a lattice step: 2p − 1 ≤ 2·q < 2p + 1 on both axes for some place q.
    private static func passes(_ a: LatticePoint, _ b: LatticePoint, _ p: LatticePoint) -> Bool {
        // Heights of the four corners over the line; the square is met where signs differ, or in the one corner that is part of it.
        func height(_ dx: Int64, _ dy: Int64) -> Int64 {
            (Int64(b.x) - Int64(a.x)) * (2 * Int64(p.y) + dy - 2 * Int64(a.y)) - (Int64(b.y) - Int64(a.y)) * (2 * Int64(p.x) + dx - 2 * Int64(a.x))
        }
        let corners = [height(-1, -1), height(1, -1), height(1, 1), height(-1, 1)]
        return (corners.contains { $0 > 0 } && corners.contains { $0 < 0 }) || corners[0] == 0
    }
}
