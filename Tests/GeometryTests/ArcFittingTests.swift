import Foundation
import Testing
@testable import ImpressionGeometry

@Suite struct ArcFittingTests {
    // MARK: Inputs

    private func circle(_ n: Int, radius: Double, center: Point = .zero) -> Polyline {
        Polyline((0..<n).map { center + Point(cos(Double($0) * 2 * .pi / Double(n)), sin(Double($0) * 2 * .pi / Double(n))) * radius }, isClosed: true)
    }

    private func roundedRectangle(_ width: Double, _ height: Double, radius: Double, steps: Int) -> Polyline {
        let corners = [Point(width, height), Point(0, height), Point(0, 0), Point(width, 0)]
        let inwards = [Point(-1, -1), Point(1, -1), Point(1, 1), Point(-1, 1)]
        return Polyline(zip(0..<4, zip(corners, inwards)).flatMap { k, corner in
            (0...steps).map { i in
                let angle = (Double(k) + Double(i) / Double(steps)) * .pi / 2
                return corner.0 + corner.1 * radius + Point(cos(angle), sin(angle)) * radius
            }
        }, isClosed: true)
    }

    enum Kind: CaseIterable {
        case walk, smooth, noisyCircle, noisyLine, lattice, spikes, spiral, clump

        func make(_ n: Int, using random: inout SplitMix64) -> [Point] {
            func step(_ size: Double) -> Point { Point((random.unit() - 0.5) * size, (random.unit() - 0.5) * size) }
            var (at, heading) = (Point(random.unit() * 100, random.unit() * 100), 0.0)
            return (0..<n).map { i in
                let s = Double(i) / Double(n)
                switch self {
                case .walk: at = at + step(1)
                case .smooth:
                    heading += (random.unit() - 0.5) * 0.4
                    at = at + Point(cos(heading), sin(heading)) * 0.2
                case .noisyCircle: return Point(cos(s * 6), sin(s * 6)) * 10 + step(0.05)
                case .noisyLine: return Point(s * 30, s * 10) + step(0.08)
                case .lattice: at = at + Point(Double(Int.random(in: -1...1, using: &random)), Double(Int.random(in: -1...1, using: &random))) * 0.1
                case .spikes: return i % 7 == 3 ? Point(s * 20, random.unit() * 2) : Point(s * 20, 0)
                case .spiral: return Point(cos(s * 40), sin(s * 40)) * (s * s * 8)
                case .clump: at = i % 3 == 0 ? at + step(2) : at + step(0.01)
                }
                return at
            }
        }
    }

    // MARK: The oracle

    /// Points along a piece, no farther apart than `spacing`.
    private func samples(_ a: Point, _ piece: PathPiece, _ spacing: Double) -> [Point] {
        guard case .arc(let center, let radius, let turn) = piece.shape else { return samples(a, piece.end, spacing) }
        let start = atan2(a.y - center.y, a.x - center.x)
        let sweep = sweep(a, piece)
        let n = max(1, Int((sweep * radius / spacing).rounded(.up)))
        return (0...n).map { i in
            let angle = start + (turn == .counterClockwise ? 1 : -1) * sweep * Double(i) / Double(n)
            return center + Point(cos(angle), sin(angle)) * radius
        }
    }

    private func samples(_ a: Point, _ b: Point, _ spacing: Double) -> [Point] {
        let n = max(1, Int((a.distance(to: b) / spacing).rounded(.up)))
        return (0...n).map { a.mix(b, Double($0) / Double(n)) }
    }

    /// Angle of an arc in its direction, 0 ..< 2π.
    private func sweep(_ a: Point, _ piece: PathPiece) -> Double {
        guard case .arc(let center, _, let turn) = piece.shape else { return 0 }
        let angle = atan2(piece.end.y - center.y, piece.end.x - center.x) - atan2(a.y - center.y, a.x - center.x)
        let left = turn == .counterClockwise ? angle : -angle
        return left < 0 ? left + 2 * .pi : left
    }

    /// Whether two walks along samples can stay within `limit` of each other: Eiter and Mannila's discrete Fréchet distance.
    private func canWalkTogether(_ a: [Point], _ b: [Point], _ limit: Double) -> Bool {
        var row = [Bool](repeating: false, count: b.count)
        for (i, p) in a.enumerated() {
            var diagonal = false
            for (j, q) in b.enumerated() {
                let isReached = (i == 0 && j == 0) || row[j] || diagonal || (j > 0 && row[j - 1])
                diagonal = row[j]
                row[j] = isReached && p.distance(to: q) <= limit
            }
        }
        return row[b.count - 1]
    }

    private func distance(_ p: Point, _ a: Point, _ b: Point) -> Double {
        let d = b - a
        let t = d.squaredLength == 0 ? 0 : max(0, min(1, (p - a).dot(d) / d.squaredLength))
        return p.distance(to: a.mix(b, t))
    }

    /// From a place to the nearest of a piece.
    private func distance(_ p: Point, _ a: Point, _ piece: PathPiece) -> Double {
        guard case .arc(let center, let radius, _) = piece.shape else { return distance(p, a, piece.end) }
        var way = piece
        way.end = p
        let isBeside = sweep(a, way) <= sweep(a, piece)
        return isBeside ? abs(p.distance(to: center) - radius) : min(p.distance(to: a), p.distance(to: piece.end))
    }

    /// Joints, radii, sweeps, distances both ways and order, piece by piece.
    private func check(_ line: Polyline, _ tolerance: Double, radii: ClosedRange<Double> = 0.05...2000, maximumSweep: Double = 175, _ note: Comment? = nil) {
        let path = line.fittedArcs(tolerance: tolerance, radii: radii, maximumSweep: .degrees(maximumSweep))
        guard let first = path.pieces.last.map({ line.isClosed ? $0.vertex : 0 }) else {
            #expect(Set(line.points).count <= 1, note)
            return
        }
        #expect(path.start == line.points[first] && (line.isClosed || path.pieces.last!.end == line.points.last!), note)
        let n = line.points.count
        let spacing = tolerance / 4
        var (start, at) = (path.start, first)
        for piece in path.pieces {
            #expect(piece.end == line.points[piece.vertex] && piece.end != start, note)
            // An index that does not grow has passed the seam of a closed line.
            let end = piece.vertex > at ? piece.vertex : piece.vertex + n
            #expect(line.isClosed || end < n, note)
            let chain = (at...end).map { line.points[$0 % n] }
            if case .arc(let center, let radius, _) = piece.shape {
                #expect(radii.contains(radius), note)
                #expect(sweep(start, piece) * 180 / .pi <= maximumSweep + 1e-6, note)
                #expect(abs(center.distance(to: start) - radius) < 1e-9 && abs(center.distance(to: piece.end) - radius) < 1e-9, note)
            }
            let fitted = samples(start, piece, spacing)
            #expect(fitted.allSatisfy { p in (1..<chain.count).contains { distance(p, chain[$0 - 1], chain[$0]) <= tolerance + 1e-10 } }, note)
            let dense = zip(chain, chain.dropFirst()).flatMap { samples($0, $1, spacing) }
            #expect(dense.allSatisfy { distance($0, start, piece) <= tolerance + 1e-10 }, note)
            if dense.count * fitted.count < 40_000 { #expect(canWalkTogether(dense, fitted, tolerance + spacing), note) }
            (start, at) = (piece.end, piece.vertex)
        }
        if line.isClosed { #expect(start == path.start, note) }
    }

    // MARK: Shapes that are arcs

    @Test func `a circle comes back as three arcs of its radius and centre`() throws {
        // With 5000 sides a slightly flatter arc reaches one more vertex before its sweep ends.
        for (n, tolerance, error) in [(40, 0.04, 1e-9), (360, 0.01, 1e-9), (5000, 0.01, 0.01)] {
            let ring = circle(n, radius: 10, center: Point(30, -7))
            let path = ring.fittedArcs(tolerance: tolerance)
            #expect(path.pieces.count == 3)
            for piece in path.pieces {
                guard case .arc(let center, let radius, let turn) = piece.shape else { Issue.record("not an arc"); continue }
                #expect(center.distance(to: Point(30, -7)) < error && abs(radius - 10) < error && turn == .counterClockwise)
            }
            check(ring, tolerance)
        }
        let back = Polyline(circle(360, radius: 10).points.reversed(), isClosed: true).fittedArcs(tolerance: 0.01)
        #expect(back.pieces.allSatisfy { if case .arc(_, _, .clockwise) = $0.shape { true } else { false } })
    }

    @Test func `a smaller sweep takes more arcs`() {
        let ring = circle(720, radius: 5)
        #expect(ring.fittedArcs(tolerance: 0.01, maximumSweep: .degrees(90.01)).pieces.count == 4)
        #expect(ring.fittedArcs(tolerance: 0.01, maximumSweep: .degrees(30.01)).pieces.count == 12)
        check(ring, 0.01, maximumSweep: 30.01)
    }

    @Test func `a rounded rectangle comes back as four lines and four arcs wherever it starts`() {
        let ring = roundedRectangle(40, 20, radius: 4, steps: 24)
        for turn in 0..<ring.points.count {
            let turned = Polyline(Array(ring.points[turn...] + ring.points[..<turn]), isClosed: true)
            let path = turned.fittedArcs(tolerance: 0.01)
            #expect(path.pieces.count == 8)
            #expect(path.pieces.count { $0.shape == .line } == 4)
        }
        check(ring, 0.01)
    }

    @Test func `an S of two arcs and a straight line are not cut elsewhere`() {
        let left = (0...50).map { Point(cos(Double($0) * 0.04 - .pi / 2), sin(Double($0) * 0.04 - .pi / 2)) * 6 }
        let joint = left[50]
        let right = (1...50).map { joint + joint * 0.5 - Point(cos(2 - .pi / 2 - Double($0) * 0.04), sin(2 - .pi / 2 - Double($0) * 0.04)) * 3 }
        let line = Polyline(left + right)
        #expect(line.fittedArcs(tolerance: 0.005).pieces.count == 2)
        check(line, 0.005)
        let straight = Polyline((0...1000).map { Point(Double($0) * 0.1, Double($0) * 0.03) })
        #expect(straight.fittedArcs(tolerance: 1e-6).pieces == [PathPiece(to: straight.points[1000], .line, vertex: 1000)])
    }

    @Test func `radii outside of their range are drawn with lines`() {
        #expect(circle(100, radius: 10).fittedArcs(tolerance: 0.01, radii: 30...100).pieces.allSatisfy { $0.shape == .line })
        #expect(circle(100, radius: 10).fittedArcs(tolerance: 0.01, radii: 0...2).pieces.allSatisfy { $0.shape == .line })
        check(circle(400, radius: 10), 0.3, radii: 10.1...12)
    }

    // MARK: Guarantees

    @Test(arguments: Kind.allCases) func `a fitted line stays within the tolerance, both ways and in order`(kind: Kind) {
        var random = SplitMix64(seed: 21)
        for trial in Tally.cases(max(15, trials / 60)) {
            let points = kind.make([3, 4, 12, 60, 200][trial % 5], using: &random)
            for isClosed in [false, true] {
                check(Polyline(points, isClosed: isClosed), [0.03, 0.1, 0.5][trial % 3], "\(kind) \(trial) \(isClosed)")
            }
            check(Polyline(points), 0.2, radii: 0.5...3, maximumSweep: 100, "\(kind) \(trial)")
        }
    }

    @Test func `a chord longer than its tolerance allows is not bent`() {
        // The corners of a hexagon lie on a circle that its sides leave by 1.34.
        let hexagon = circle(6, radius: 10)
        #expect(hexagon.fittedArcs(tolerance: 0.2).pieces.count == 6)
        #expect(hexagon.fittedArcs(tolerance: 1.4).pieces.count <= 4)
        check(hexagon, 1.4)
    }

    @Test func `a spike stays when it is longer than the tolerance and goes when it is not`() {
        func spiked(_ length: Double) -> Polyline {
            Polyline((0...20).map { Point(Double($0), 0) } + [Point(20 - length, 0)] + (21...40).map { Point(Double($0), 0) })
        }
        #expect(spiked(0.05).fittedArcs(tolerance: 0.1).pieces.count == 1)
        #expect(spiked(0.3).fittedArcs(tolerance: 0.1).pieces.count > 1)
        check(spiked(0.3), 0.1)
    }

    @Test func `degenerate lines do no harm`() {
        #expect(Polyline([]).fittedArcs(tolerance: 1).pieces.isEmpty)
        #expect(Polyline([Point(1, 2), Point(1, 2), Point(1, 2)], isClosed: true).fittedArcs(tolerance: 1).pieces.isEmpty)
        let two = [Point(0, 0), Point(0, 0), Point(3, 4), Point(3, 4)]
        #expect(Polyline(two).fittedArcs(tolerance: 9).pieces.map(\.vertex) == [2])
        #expect(Polyline(two, isClosed: true).fittedArcs(tolerance: 9).pieces.count == 2)
        check(circle(50, radius: 0.001), 0.1)
        check(Polyline([Point(0, 0), Point(5, 0), Point(0, 0), Point(5, 0), Point(0, 0)]), 0.1)
        check(Polyline([Point(0, 0), Point(5, 0), Point(2, 0), Point(9, 0), Point(9, 0), Point(1, 0)], isClosed: true), 0.1)
        let ring = circle(90, radius: 3)
        for tolerance in [0, -1, .nan] { #expect(ring.fittedArcs(tolerance: tolerance).pieces.count == 90) }
        #expect(ring.fittedArcs(tolerance: .infinity).pieces.count <= 2)
        #expect(Polyline([Point(0, 0), Point(.nan, 1), Point(.infinity, 2), Point(1, 1)]).fittedArcs(tolerance: 1).pieces.last?.end == Point(1, 1))
        #expect(Polyline(ring.points.map { $0 * 1e160 }).fittedArcs(tolerance: 1).pieces.last?.end == ring.points[89] * 1e160)
    }

    @Test func `coordinates far from the origin keep the guarantee`() {
        let far = Polyline(circle(200, radius: 8).points.map { $0 + Point(1000, -1000) }, isClosed: true)
        #expect(far.fittedArcs(tolerance: 0.01).pieces.count == 3)
        check(far, 0.01)
        check(far, 0.001)
    }

    @Test func `a hundred thousand points of noise and of one circle are quick`() {
        var random = SplitMix64(seed: 22)
        let clock = ContinuousClock()
        let noise = Polyline(Kind.noisyCircle.make(100_000, using: &random))
        let ring = circle(100_000, radius: 50)
        let time = clock.measure {
            #expect(noise.fittedArcs(tolerance: 0.1).pieces.count < 200)
            #expect(ring.fittedArcs(tolerance: 0.01).pieces.count == 3)
        }
        // A million take at most half a second in release; a quadratic search would look at 10¹⁰ places.
        #expect(time < .seconds(5))
    }
}
