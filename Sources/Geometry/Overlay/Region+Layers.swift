extension Region {
    /// Areas that are joined in one pass. Few, so that what is covered many times over is dropped early; many, so that few passes see each edge.
    private static let passSize = 16

    /// What lies in any of many areas, each inside by its own rule.
    ///
    /// Areas that lie near each other are joined first. Each pass rounds crossings to the grid anew, so that a vertex may lie some halves of it off, one
    /// for each pass: log₁₆ of the number of areas. O(n log n) for n edges in usual input, however many of them are covered.
    ///
    /// - Parameter grid: Vertices land on multiples of this many lattice units.
    public static func union(layers: [Overlay.Layer], grid: Int32 = 1, workers: Workers = .one) -> Region {
        var areas = workers.map(layers.count) { Arrangement.rings(layers[$0].contours.divided(by: grid), rule: AreaRule(fillA: layers[$0].rule, fillB: layers[$0].rule)) }.filter { !$0.isEmpty }
        let keys = areas.map { $0.latticeBounds.map { SpatialKey($0, $1) } ?? SpatialKey() }
        areas = areas.indices.sorted { (keys[$0].code, $0) < (keys[$1].code, $1) }.map { areas[$0] }
        while areas.count > 1 {
            let parts = areas
            areas = workers.map((parts.count + passSize - 1) / passSize) { k in
                let own = parts[k * passSize..<min(parts.count, (k + 1) * passSize)]
                if own.count == 1 { return own[own.startIndex] }
                var all = Contours()
                all.reserve(points: own.reduce(0) { $0 + $1.points.count }, contours: own.reduce(0) { $0 + $1.count })
                for part in own { all.append(part) }
                return Arrangement.rings(all, rule: AreaRule(fillA: .positive, fillB: .positive))
            }
        }
        return Region(canonical: areas.first?.multiplied(by: grid) ?? Contours())
    }
}

/// Orders boxes along a curve that keeps neighbours together.
///
/// Source: Morton, "A computer oriented geodetic data base and a new technique in file sequencing", 1966.
private struct SpatialKey {
    var code: UInt64 = 0

    init() {}

    init(_ low: LatticePoint, _ high: LatticePoint) {
        code = Self.spread(low.x, high.x) | Self.spread(low.y, high.y) << 1
    }

    /// The middle's bits, each with an empty one above it.
    private static func spread(_ low: Int32, _ high: Int32) -> UInt64 {
        var bits = UInt64((Int64(low) + Int64(high)) / 2 + 1 << 31) & 0xFFFF_FFFF
        for (shift, mask) in [(16, 0x0000_FFFF_0000_FFFF), (8, 0x00FF_00FF_00FF_00FF), (4, 0x0F0F_0F0F_0F0F_0F0F), (2, 0x3333_3333_3333_3333), (1, 0x5555_5555_5555_5555)] as [(UInt64, UInt64)] {
            bits = (bits | bits << shift) & mask
        }
        return bits
    }
}

extension Contours {
    fileprivate func divided(by grid: Int32) -> Contours {
        grid == 1 ? self : Contours(points: points.map { $0.divided(by: grid) }, ends: ends)
    }

    fileprivate func multiplied(by grid: Int32) -> Contours {
        grid == 1 ? self : Contours(points: points.map { LatticePoint($0.x &* grid, $0.y &* grid) }, ends: ends)
    }
}
