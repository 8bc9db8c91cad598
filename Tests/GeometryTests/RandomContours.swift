@testable import ImpressionGeometry

/// Seeded makers of contours, from tame to hostile.
enum RandomContours: CaseIterable {
    case generic, tiny, extreme, slivers, needles, overlapping, spikes, star, noise, touching

    func make(using random: inout SplitMix64) -> Contours {
        switch self {
        case .generic: Self.rings(size: 1000, using: &random)
        case .tiny: Self.rings(size: [2, 3, 5, 9].randomElement(using: &random)!, using: &random)
        case .extreme: Self.rings(size: LatticePoint.limit, using: &random)
        case .slivers: Self.slivers(using: &random)
        case .needles: Self.needles(using: &random)
        case .overlapping: Self.grid(using: &random)
        case .spikes: Self.spikes(using: &random)
        case .star: Self.star(using: &random)
        case .noise: Self.noise(using: &random)
        case .touching: Self.diamonds(using: &random)
        }
    }

    private static func point(_ size: Int32, _ random: inout SplitMix64) -> LatticePoint {
        LatticePoint(.random(in: -size...size, using: &random), .random(in: -size...size, using: &random))
    }

    private static func rings(size: Int32, using random: inout SplitMix64) -> Contours {
        Contours((0..<Int.random(in: 1...4, using: &random)).map { _ in
            (0..<Int.random(in: 3...9, using: &random)).map { _ in point(size, &random) }
        })
    }

    private static func slivers(using random: inout SplitMix64) -> Contours {
        Contours((0..<5).map { _ in
            let (p, q) = (point(LatticePoint.limit / 2, &random), point(LatticePoint.limit / 2, &random))
            func near(_ p: LatticePoint) -> LatticePoint { LatticePoint(p.x + .random(in: -2...2, using: &random), p.y + .random(in: -2...2, using: &random)) }
            return [p, q, near(q), near(p)]
        })
    }

    /// Each goes out and back along a line with bends of a few units, beside a ring of lattice size.
    private static func needles(using random: inout SplitMix64) -> Contours {
        let rings = (0..<2).map { _ in
            let (p, q) = (point(4, &random), point(LatticePoint.limit / 2, &random))
            return (0..<2).flatMap { way in
                (0..<Int.random(in: 2...5, using: &random)).map { _ in random.unit() }.sorted().map { t in
                    let f = way == 0 ? t : 1 - t
                    return LatticePoint(p.x + Int32(f * Double(q.x - p.x)) + .random(in: -3...3, using: &random),
                                        p.y + Int32(f * Double(q.y - p.y)) + .random(in: -3...3, using: &random))
                }
            }
        }
        return Contours(rings + [hardlyBent(using: &random), (0..<4).map { _ in point(3, &random) }])
    }

    /// A triangle with one side in two parts, whose directions differ by a few of 10¹⁸.
    private static func hardlyBent(using random: inout SplitMix64) -> [LatticePoint] {
        let (n, x) = (Int32.random(in: 1...9, using: &random), Int32.random(in: 1000...80_000_000, using: &random))
        let (start, other) = (point(LatticePoint.limit / 4, &random), point(LatticePoint.limit / 2, &random))
        let bend = LatticePoint(start.x + x, start.y + 1)
        return [start, bend, LatticePoint(bend.x + n * x + .random(in: -20...20, using: &random), bend.y + n), other]
    }

    /// Rectangles on a coarse grid: edges coincide all the time.
    private static func grid(using random: inout SplitMix64) -> Contours {
        Contours((0..<6).map { _ in
            let (p, q) = (point(4, &random), point(4, &random))
            return [LatticePoint(p.x * 10, p.y * 10), LatticePoint(q.x * 10, p.y * 10), LatticePoint(q.x * 10, q.y * 10), LatticePoint(p.x * 10, q.y * 10)]
        })
    }

    private static func spikes(using random: inout SplitMix64) -> Contours {
        Contours((0..<3).map { _ in
            (0..<8).flatMap { _ in
                let (p, q) = (point(50, &random), point(50, &random))
                return [p, q, p]
            }
        })
    }

    private static func star(using random: inout SplitMix64) -> Contours {
        let hub = point(100, &random)
        return Contours((0..<8).map { _ in [hub, point(1_000_000, &random), point(1_000_000, &random)] })
    }

    private static func noise(using random: inout SplitMix64) -> Contours {
        var at = LatticePoint(0, 0)
        return Contours([(0..<60).map { _ in
            at = LatticePoint(at.x + .random(in: -2...2, using: &random), at.y + .random(in: -2...2, using: &random))
            return at
        }])
    }

    private static func diamonds(using random: inout SplitMix64) -> Contours {
        Contours((0..<6).map { _ in
            let (p, r) = (point(3, &random), Int32.random(in: 1...2, using: &random))
            let (x, y) = (p.x * 2, p.y * 2)
            let ring = [LatticePoint(x - r, y), LatticePoint(x, y - r), LatticePoint(x + r, y), LatticePoint(x, y + r)]
            return Bool.random(using: &random) ? ring : ring.reversed()
        })
    }
}

extension Contours {
    /// Winding number around a point in twice the coordinates, by counting; `nil` on an edge.
    func winding(atDoubled x: Int64, _ y: Int64) -> Int? {
        var winding = 0
        for i in 0..<count {
            let ring = Array(self[i])
            for k in ring.indices {
                let (p, q) = (ring[k], ring[(k + 1) % ring.count])
                let (px, py, qx, qy) = (Int64(p.x) * 2, Int64(p.y) * 2, Int64(q.x) * 2, Int64(q.y) * 2)
                let side = Int128(qx - px) * Int128(y - py) - Int128(qy - py) * Int128(x - px)
                if side == 0, x >= Swift.min(px, qx), x <= Swift.max(px, qx), y >= Swift.min(py, qy), y <= Swift.max(py, qy) { return nil }
                if py <= y && qy > y && side > 0 { winding += 1 }
                if py > y && qy <= y && side < 0 { winding -= 1 }
            }
        }
        return winding
    }

    var perimeter: Double {
        (0..<count).reduce(0) { $0 + Polyline(self[$1].map { Point(Double($0.x), Double($0.y)) }, isClosed: true).length }
    }

    func mapped(_ transform: (LatticePoint) -> LatticePoint) -> Contours { Contours((0..<count).map { self[$0].map(transform) }) }
}
