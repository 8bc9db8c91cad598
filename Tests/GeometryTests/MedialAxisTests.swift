import Foundation
import Testing
@testable import ImpressionGeometry

@Suite struct MedialAxisTests {
    private func mm(_ rings: [(Double, Double)]...) -> Region { Region(rings.map { Polyline($0.map { Point($0.0, $0.1) }, isClosed: true) }, fill: .evenOdd) }

    private func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> [(Double, Double)] { [(x0, y0), (x1, y0), (x1, y1), (x0, y1)] }

    private func polygon(_ n: Int, radius: Double) -> Region {
        mm((0..<n).map { (radius * cos(Double($0) * 2 * .pi / Double(n)), radius * sin(Double($0) * 2 * .pi / Double(n))) })
    }

    /// A field of pixels where some waves are high, like a photograph cut at a tone.
    private func photograph(_ n: Int, seed: UInt64, pixel: Double = 0.1) -> Region {
        var random = SplitMix64(seed: seed)
        let waves = (0..<12).map { _ in (random.unit() - 0.5, random.unit() - 0.5, random.unit() * 6) }
        var rows: [Polyline] = []
        for y in 0..<n {
            for x in 0..<n where waves.reduce(0, { $0 + sin($1.0 * Double(x) + $1.1 * Double(y) + $1.2) }) + random.unit() > 0.5 {
                let (left, low) = (Double(x) * pixel, Double(y) * pixel)
                rows.append(Polyline(box(left, low, left + pixel, low + pixel).map { Point($0.0, $0.1) }, isClosed: true))
            }
        }
        return Region(rows)
    }

    // MARK: Known axes

    @Test func `a square's axis is its diagonals`() {
        let axis = mm(box(0, 0, 10, 10)).medialAxis()
        #expect(axis.vertices.count == 5 && axis.edges.count == 4)
        #expect(axis.vertices.contains(MedialAxis.Disk(center: Point(5, 5), clearance: 5)))
        #expect(axis.edges.allSatisfy { abs(axis.angle(of: $0).degrees - 90) < 1e-9 })
    }

    @Test func `a rectangle's axis is its hipped roof`() {
        let axis = mm(box(0, 0, 10, 4)).medialAxis()
        #expect(axis.vertices.count == 6 && axis.edges.count == 5)
        let ridge = axis.vertices.filter { $0.clearance > 0 }.sorted { $0.center.x < $1.center.x }
        #expect(ridge == [MedialAxis.Disk(center: Point(2, 2), clearance: 2), MedialAxis.Disk(center: Point(8, 2), clearance: 2)])
    }

    @Test func `an L turns its corner along parabolas`() {
        let axis = mm([(0, 0), (8, 0), (8, 2), (2, 2), (2, 8), (0, 8)]).medialAxis()
        let bends = axis.edges.filter { $0.kind == .parabola }
        // The reflex corner (2, 2) faces the bottom, the left, and no other edge.
        #expect(bends.count == 2)
        let bisector = axis.vertices.filter { abs($0.center.x - $0.center.y) < 1e-6 && $0.clearance > 0 }
        // Equally far from both outer edges and the reflex corner: x = √2 (2 − x).
        let x = 2 * 2.0.squareRoot() / (1 + 2.0.squareRoot())
        #expect(bisector.contains { abs($0.center.x - x) < 1e-6 && abs($0.clearance - x) < 1e-6 })
    }

    @Test func `a square ring has one cycle`() {
        let axis = mm(box(0, 0, 10, 10), box(3, 3, 7, 7)).medialAxis()
        #expect(axis.edges.count == axis.vertices.count)
        let core = axis.pruned(angle: .degrees(91))
        #expect(core.edges.count == core.vertices.count)
        // The cycle lies half way, but for the corners.
        #expect(core.vertices.allSatisfy { $0.clearance >= 1.5 - 1e-9 && $0.clearance < 1.8 })
    }

    @Test(arguments: [3, 5, 6, 8, 12, 100]) func `a regular polygon's branches meet in the middle`(n: Int) {
        let axis = polygon(n, radius: 10).medialAxis()
        #expect(axis.edges.count == axis.vertices.count - 1)
        #expect(axis.vertices.filter { $0.clearance == 0 }.count == n)
        let inner = axis.vertices.filter { $0.clearance > 0 }
        // The corners stand on the lattice, so the middle is spread a little.
        #expect(inner.allSatisfy { $0.center.length < 5e-3 && abs($0.clearance - 10 * cos(.pi / Double(n))) < 5e-3 })
    }

    @Test func `a comb has a branch into every tooth`() {
        var ring: [(Double, Double)] = [(0, 0), (20, 0)]
        for i in (0..<10).reversed() { ring += [(Double(i) * 2 + 2, 2), (Double(i) * 2 + 2, 9), (Double(i) * 2 + 1, 9), (Double(i) * 2 + 1, 2)] }
        ring[ring.count - 1] = (1, 2)
        ring.append((0, 2))
        let region = mm(ring)
        let core = region.medialAxis().pruned(angle: .degrees(135))
        // One tip is left in each tooth: half a width from its end.
        let tips = core.vertices.filter { abs($0.center.y - 8.5) < 1e-6 && abs($0.clearance - 0.5) < 1e-6 }
        #expect(tips.count == 10)
    }

    @Test func `nothing has no axis`() {
        let axis = Region().medialAxis()
        #expect(axis.vertices.isEmpty && axis.edges.isEmpty && axis.pruned(angle: .degrees(90)).edges.isEmpty)
        #expect(Region().roof(tolerance: 0.01).count == 0)
    }

    // MARK: Oracles

    @Test(arguments: RandomContours.allCases) func `every disk touches the sites it claims and nothing else`(kind: RandomContours) {
        var random = SplitMix64(seed: 51)
        for trial in Tally.cases(trials / 16) {
            let raw = Region(kind.make(using: &random), fill: FillRule.allCases[trial % 4])
            // On the bare lattice, and with room between its points.
            let region = trial % 2 == 0 ? raw : raw.enlarged(to: LatticePoint.limit)
            #expect(MedialAxisOracle(region).fault() == nil, "\(kind) \(trial)")
        }
    }

    /// Its two long sides on the right meet at half a billionth of a turn, so circles that touch both are 10⁷ times as large as the needle.
    @Test func `the axis of a needle with a hardly bent side stays within it`() {
        let needle = Region(Contours([[(-1, 0), (8402, -461_090_809), (5602, -307_405_073), (1, 2), (0, 0)].map { LatticePoint(Int32($0.0), Int32($0.1)) }]))
        #expect(MedialAxisOracle(needle).fault() == nil)
        let width = needle.medialAxis().vertices.map(\.clearance).max() ?? 0
        #expect(width * LatticePoint.unitsPerMillimetre < 1.1)
    }

    /// The first two sides differ in direction by 10⁻¹⁵.
    @Test func `the axis behind a hardly bent side lies where it should`() {
        let corners = [(-836_038_127, 268_897_854), (-389_636_101, -1), (-333_973_801, 0), (-19, 6)]
        let region = Region(Contours([corners.map { LatticePoint(Int32($0.0), Int32($0.1)) }]))
        #expect(MedialAxisOracle(region).fault() == nil)
    }

    @Test func `the axis of a noisy photograph is sound`() {
        for seed in 0..<4 as Range<UInt64> {
            let region = photograph(24, seed: seed)
            #expect(MedialAxisOracle(region).fault() == nil, "\(seed)")
        }
    }

    /// From random places straight away from the boundary, until something else is as near: there the axis must be.
    @Test(arguments: [RandomContours.generic, .extreme, .overlapping, .noise, .touching]) func `every greatest disk is on the axis`(kind: RandomContours) {
        var random = SplitMix64(seed: 52)
        var seen = 0
        for _ in Tally.cases(trials / 50) {
            let region = Region(kind.make(using: &random)).enlarged(to: LatticePoint.limit)
            if region.isEmpty { continue }
            let oracle = MedialAxisOracle(region)
            let index = RegionIndex(region)
            let size = Double(LatticePoint.limit) / MedialAxisOracle.unit
            let tolerance = 1e-6 * size
            let lines = oracle.axis.edges.map { oracle.axis.disks(along: $0, tolerance: tolerance) }
            for _ in 0..<20 {
                let bounds = region.bounds
                let start = Point(bounds.min.x + random.unit() * (bounds.max.x - bounds.min.x), bounds.min.y + random.unit() * (bounds.max.y - bounds.min.y))
                guard region.contains(start), let foot = index.nearest(to: LatticePoint(start)), foot.distance > 0.01 * size else { continue }
                let way = (start - foot.point) * (1 / start.distance(to: foot.point))
                func reach(_ slack: Double) -> Double {
                    var (low, high) = (0.0, 2 * size)
                    for _ in 0..<60 {
                        let t = (low + high) / 2
                        if oracle.distance(foot.point + way * t) >= t - slack { low = t } else { high = t }
                    }
                    return low
                }
                let (t, u) = (reach(1e-9 * size), reach(1e-8 * size))
                // A disk that turns about its foot almost along the boundary has no sharp end.
                if u - t > 1e-6 * size { continue }
                let center = foot.point + way * t
                let off = lines.lazy.flatMap { line in (1..<line.count).lazy.map { MedialAxisOracle.distance(center, line[$0 - 1].center, line[$0].center) } }.min() ?? .infinity
                #expect(off < 1e-5 * size)
                seen += 1
            }
        }
        #expect(seen > 20)
    }

    @Test func `a quarter turn of the region turns its axis`() {
        var random = SplitMix64(seed: 53)
        for kind in [RandomContours.generic, .overlapping, .noise] {
            let region = Region(kind.make(using: &random)).enlarged(to: LatticePoint.limit)
            let turned = Region(region.contours.mapped { LatticePoint(-$0.y, $0.x) })
            func keys(_ axis: MedialAxis, _ turn: (Point) -> Point) -> [[Int]] {
                axis.vertices.map { disk in
                    let p = turn(disk.center)
                    return [Int((p.x * 1e3).rounded()), Int((p.y * 1e3).rounded()), Int((disk.clearance * 1e3).rounded())]
                }.sorted { ($0[0], $0[1], $0[2]) < ($1[0], $1[1], $1[2]) }
            }
            let (axis, other) = (region.medialAxis(), turned.medialAxis())
            #expect(axis.edges.count - axis.vertices.count == other.edges.count - other.vertices.count)
            // Vertices of more than three branches may be split in different ways by rounding, but stand at the same places.
            let (a, b) = (Set(keys(axis) { $0.perpendicular }), Set(keys(other) { $0 }))
            #expect(a.symmetricDifference(b).count * 50 <= a.count, "\(kind)")
        }
    }

    @Test func `the same region gives the same axis`() {
        let region = photograph(20, seed: 9)
        #expect(region.medialAxis() == region.medialAxis())
    }

    // MARK: Flattening and pruning

    @Test func `flattened curves keep to their tolerance`() {
        var random = SplitMix64(seed: 54)
        let region = Region(RandomContours.extreme.make(using: &random))
        let oracle = MedialAxisOracle(region)
        for tolerance in [1.0, 0.1] {
            for edge in oracle.axis.edges {
                let disks = oracle.axis.disks(along: edge, tolerance: tolerance)
                for i in 1..<disks.count {
                    for t in [0.25, 0.5, 0.75] {
                        let center = disks[i - 1].center.mix(disks[i].center, t)
                        let clearance = disks[i - 1].clearance + (disks[i].clearance - disks[i - 1].clearance) * t
                        // A place off by the tolerance is off by no more in its distance.
                        #expect(abs(oracle.distance(center) - clearance) <= 2 * tolerance + 1e-6)
                    }
                }
            }
        }
    }

    @Test func `pruning takes off branches and keeps cycles and connections`() {
        let region = photograph(30, seed: 5)
        let axis = region.medialAxis()
        for degrees in [0.0, 30, 91, 120, 170, 181] {
            let core = axis.pruned(angle: .degrees(degrees))
            #expect(core.edges.count - core.vertices.count == axis.edges.count - axis.vertices.count)
            var degree = [Int](repeating: 0, count: core.vertices.count)
            for edge in core.edges { degree[edge.start] += 1; degree[edge.end] += 1 }
            #expect(core.edges.allSatisfy { min(degree[$0.start], degree[$0.end]) > 1 || core.angle(of: $0).degrees >= degrees })
            if degrees == 0 { #expect(core == axis) }
        }
        let wide = axis.pruned(spread: 0.25)
        #expect(wide.edges.count < axis.edges.count && wide.edges.count - wide.vertices.count == axis.edges.count - axis.vertices.count)
    }

    @Test func `paths run through every edge once, from fork to fork`() {
        let ring = mm(box(0, 0, 10, 10), box(3, 3, 7, 7)).medialAxis().pruned(angle: .degrees(91)).paths(tolerance: 0.001)
        #expect(ring.count == 1 && ring[0].first == ring[0].last)
        let ridge = mm(box(0, 0, 10, 4)).medialAxis().pruned(angle: .degrees(91)).paths(tolerance: 1)
        #expect(ridge.count == 1 && Set(ridge[0].map(\.center)) == [Point(2, 2), Point(8, 2)])
        let axis = photograph(20, seed: 4).medialAxis()
        func length(_ line: [MedialAxis.Disk]) -> Double { (1..<line.count).reduce(0) { $0 + line[$1 - 1].center.distance(to: line[$1].center) } }
        let total = axis.edges.reduce(0) { $0 + length(axis.disks(along: $1, tolerance: 0.001)) }
        let paths = axis.paths(tolerance: 0.001)
        #expect(abs(paths.reduce(0) { $0 + length($1) } - total) < 1e-9 * total)
        #expect(paths.count < axis.edges.count)
    }

    // MARK: Roof

    @Test func `a roof covers its region once, at the distance from the boundary`() {
        var random = SplitMix64(seed: 55)
        var regions = [mm(box(0, 0, 10, 4)), mm(box(0, 0, 10, 10), box(3, 3, 7, 7)), photograph(16, seed: 2)]
        regions += [RandomContours.extreme, .star].map { Region($0.make(using: &random)) }
        for (i, region) in regions.enumerated() {
            let oracle = MedialAxisOracle(region)
            let tolerance = 1e-3 * (region.bounds.max - region.bounds.min).length  // coarse, so that curves have few chords
            let top = oracle.axis.vertices.map(\.clearance).max() ?? 0
            for limit in [Double.infinity, top / 3] {
                let roof = region.roof(upTo: limit, tolerance: tolerance)
                var area = 0.0
                for t in 0..<roof.count {
                    let (a, b, c) = (Int(roof.indices[3 * t]), Int(roof.indices[3 * t + 1]), Int(roof.indices[3 * t + 2]))
                    let part = (roof.points[b] - roof.points[a]).cross(roof.points[c] - roof.points[a]) / 2
                    #expect(part > -1e-9 * region.area - 1e-12 * region.perimeter)
                    area += part
                    let middle = (roof.points[a] + roof.points[b] + roof.points[c]) * (1 / 3.0)
                    let height = (roof.heights[a] + roof.heights[b] + roof.heights[c]) / 3
                    #expect(abs(min(limit, oracle.distance(middle)) - height) <= 2 * tolerance, "\(i)")
                }
                #expect(abs(area - region.area) <= 1e-9 * region.area + 1e-12 * region.perimeter, "\(i)")
                // Sides are shared by two, but for the boundary and its feet at height 0.
                var sides: [UInt64: Int] = [:]
                for t in 0..<roof.count {
                    for k in 0..<3 {
                        let (a, b) = (roof.indices[3 * t + k], roof.indices[3 * t + (k + 1) % 3])
                        sides[UInt64(min(a, b)) << 32 | UInt64(max(a, b)), default: 0] += 1
                    }
                }
                #expect(sides.allSatisfy { key, uses in
                    uses == 2 || (uses == 1 && roof.heights[Int(key >> 32)] == 0 && roof.heights[Int(key & 0xFFFF_FFFF)] == 0)
                }, "\(i)")
            }
        }
    }
}

extension Region {
    /// This region times the greatest whole number that keeps it within a size.
    fileprivate func enlarged(to size: Int32) -> Region {
        let reach = contours.points.map { max($0.x.magnitude, $0.y.magnitude) }.max() ?? 1
        let scale = max(1, size / Int32(max(1, reach)))
        return Region(contours.mapped { LatticePoint($0.x * scale, $0.y * scale) })
    }
}
