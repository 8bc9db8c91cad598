import Testing
@testable import ImpressionGeometry

@Suite struct QueryTests {
    private func random(_ seed: UInt64) -> (Region, SplitMix64) {
        var random = SplitMix64(seed: seed)
        let lines = (0..<12).map { _ in
            let (x, y) = (random.unit() * 80, random.unit() * 80)
            return Polyline((0..<6).map { _ in Point(x + random.unit() * 40, y + random.unit() * 40) }, isClosed: true)
        }
        return (Region(lines, fill: .evenOdd), random)
    }

    @Test func `an index answers as counting every edge does`() {
        var (region, random) = random(21)
        let index = RegionIndex(region)
        for _ in 0..<500 {
            let p = LatticePoint(Point(random.unit() * 130 - 5, random.unit() * 130 - 5))
            #expect(index.winding(around: p) == region.winding(around: p))
            #expect(region.winding(around: p) == region.contours.winding(atDoubled: Int64(p.x) * 2, Int64(p.y) * 2))
        }
        for v in region.contours.points { #expect(index.winding(around: v) == nil && index.contains(v)) }
    }

    @Test(arguments: [1, 1000, Int32(1) << 29]) func `a grid and a tree find the boxes that looking at all finds`(size: Int32) {
        var random = SplitMix64(seed: 23)
        func extent(_ reach: Int32) -> BoxTree.Extent {
            let low = LatticePoint(.random(in: -size...size, using: &random), .random(in: -size...size, using: &random))
            return BoxTree.Extent(low: low, high: LatticePoint(low.x + .random(in: 0...reach, using: &random), low.y + .random(in: 0...reach, using: &random)))
        }
        for n in [0, 1, 2, 17, 300] {
            // Mostly of like size, some as large as all.
            let boxes = (0..<n).map { extent($0 % 40 == 7 ? size : size / 20 + 1) }
            let (grid, tree) = (BoxGrid(boxes), BoxTree(boxes))
            for _ in 0..<60 {
                let asked = extent(size / 4 + 1)
                let expected = boxes.indices.filter { boxes[$0].overlaps(asked) }
                var (inGrid, inTree): ([Int], [Int]) = ([], [])
                grid.search(asked) { inGrid.append($0); return true }
                tree.search(asked) { inTree.append($0); return true }
                #expect(inGrid.sorted() == expected && inTree.sorted() == expected)
                var first: [Int] = []
                grid.search(asked) { first.append($0); return false }
                #expect(first == Array(inGrid.prefix(1)))
            }
        }
    }

    @Test func `the nearest boundary point is the least of all edges`() throws {
        var (region, random) = random(22)
        let index = RegionIndex(region)
        for _ in 0..<200 {
            let p = LatticePoint(Point(random.unit() * 130, random.unit() * 130))
            let found = try #require(index.nearest(to: p))
            var least = Double.infinity
            for line in region.polylines {
                for i in line.points.indices {
                    let (a, b) = (line.points[i], line.points[(i + 1) % line.points.count])
                    let t = max(0, min(1, (p.point - a).dot(b - a) / (b - a).squaredLength))
                    least = min(least, p.point.distance(to: a.mix(b, t)))
                }
            }
            #expect(abs(found.distance - least) < 1e-9)
            #expect(abs(found.point.distance(to: p.point) - least) < 1e-9)
            #expect(index.nearest(to: p, within: least * 0.99) == nil)
        }
    }

    @Test func `a ray stops where it first leaves`() throws {
        let square = Region(Box(min: Point(0, 0), max: Point(10, 10)))
        let index = RegionIndex(square)
        #expect(try abs(#require(index.firstHit(from: LatticePoint(Point(5, 5)), to: LatticePoint(Point(25, 5)))) - 0.25) < 1e-12)
        #expect(index.firstHit(from: LatticePoint(Point(5, 5)), to: LatticePoint(Point(6, 6))) == nil)
        #expect(index.firstHit(from: LatticePoint(Point(-5, 0)), to: LatticePoint(Point(5, 0))) == 0.5)
    }

    @Test func `moments of a rectangle with a hole are the textbook's`() throws {
        let plate = Region(Box(min: Point(10, 20), max: Point(14, 26))).subtracting(Region(Box(min: Point(11, 22), max: Point(13, 24))))
        let m = try #require(plate.moments)
        #expect(abs(m.area - 20) < 1e-9 && abs(plate.area - 20) < 1e-12)
        #expect(m.centroid.distance(to: Point(12, 23)) < 1e-9)
        #expect(abs(m.xx - (6 * 64 / 12.0 - 16 / 12.0)) < 1e-9)
        #expect(abs(m.yy - (4 * 216 / 12.0 - 16 / 12.0)) < 1e-9)
        #expect(abs(m.xy) < 1e-9)
        #expect(plate.perimeter == 28 && plate.bounds == Box(min: Point(10, 20), max: Point(14, 26)))
    }

    @Test func `every ring hangs below the smallest ring around it`() {
        for seed in 30..<60 as Range<UInt64> {
            let (region, _) = random(seed)
            let n = region.ringCount
            let rings = (0..<n).map { Region(Contours([region.contours[$0]])) }
            let parents = region.parents
            for i in 0..<n {
                // Of the rings that hold this one (by area), the smallest.
                let around = (0..<n).filter { $0 != i && rings[$0].doubledArea > rings[i].doubledArea && rings[i].subtracting(rings[$0]).isEmpty }
                #expect(parents[i] == around.min { rings[$0].doubledArea < rings[$1].doubledArea })
            }
            let islands = region.islands
            #expect(Region.union(of: islands) == region)
            #expect(islands.allSatisfy { $0.fault == nil })
        }
    }

    @Test func `rings that touch nest as they should`() {
        let outer = Region(Box(min: Point(0, 0), max: Point(10, 10)))
        let diamond = Region([Polyline([Point(0, 5), Point(5, 2), Point(8, 5), Point(5, 8)], isClosed: true)])
        let inner = Region([Polyline([Point(0, 5), Point(4, 4.5), Point(4, 5.5)], isClosed: true)])
        let region = outer.subtracting(diamond).union(inner)
        #expect(region.fault == nil)
        #expect(region.parents == [nil, 2, 0])
        #expect(region.islands.count == 2)
    }
}
