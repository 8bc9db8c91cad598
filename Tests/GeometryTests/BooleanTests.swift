import Foundation
import Testing
@testable import ImpressionGeometry

@Suite struct BooleanTests {
    @Test(arguments: RandomContours.allCases) func `every result is valid`(kind: RandomContours) {
        var random = SplitMix64(seed: 1)
        for trial in Tally.cases(trials) {
            let (a, b) = (kind.make(using: &random), kind.make(using: &random))
            for operation in BooleanOperation.allCases {
                let fill = FillRule.allCases[trial % 4]
                let region = Region(operation, a, b, fill: fill)
                #expect(region.fault == nil, "\(kind) \(trial) \(operation) \(fill)")
            }
        }
    }

    @Test func `triangles on a small lattice give valid results whose parts add up`() {
        var random = SplitMix64(seed: 11)
        for trial in Tally.cases(trials * 45) {
            let size = Int32(2 + trial % 5)
            func any() -> LatticePoint { LatticePoint(.random(in: 0...size, using: &random), .random(in: 0...size, using: &random)) }
            let (a, b) = (Contours([[any(), any(), any()]]), Contours([[any(), any(), any()]]))
            let (both, either, one) = (Region(.intersection, a, b), Region(.union, a, b), Region(.symmetricDifference, a, b))
            let areValid = both.fault == nil && either.fault == nil && one.fault == nil
            if !areValid || both.contours.doubledSignedArea + one.contours.doubledSignedArea != either.contours.doubledSignedArea {
                Issue.record("\(trial): \(a.points) \(b.points)")
            }
        }
    }

    @Test(arguments: RandomContours.allCases) func `points off the edges are inside exactly when their windings say so`(kind: RandomContours) {
        var random = SplitMix64(seed: 2)
        for trial in Tally.cases(trials / 2) {
            let (a, b) = (kind.make(using: &random), kind.make(using: &random))
            let fill = FillRule.allCases[trial % 4]
            let operation = BooleanOperation.allCases[trial / 4 % 4]
            let region = Region(operation, a, b, fill: fill)
            guard let bounds = a.latticeBounds else { continue }
            for _ in 0..<6 {
                let x = Int64.random(in: Int64(bounds.min.x) * 2...Int64(bounds.max.x) * 2, using: &random)
                let y = Int64.random(in: Int64(bounds.min.y) * 2...Int64(bounds.max.y) * 2, using: &random)
                // Edges move by less than one unit; a place with the same windings two units around stays what it is.
                var cells: Set<Bool> = []
                for (dx, dy) in [(0, 0), (-2, 0), (2, 0), (0, -2), (0, 2), (-2, -2), (2, 2), (-2, 2), (2, -2)] as [(Int64, Int64)] {
                    guard let wa = a.winding(atDoubled: x + dx, y + dy), let wb = b.winding(atDoubled: x + dx, y + dy) else { cells = [true, false]; break }
                    cells.insert(operation.contains(fill.contains(Int32(wa)), fill.contains(Int32(wb))))
                }
                guard cells.count == 1, isClear(a, x, y), isClear(b, x, y), let winding = region.contours.winding(atDoubled: x, y) else { continue }
                #expect((winding == 1) == cells.first!)
            }
        }
    }

    /// No edge passes within two units.
    private func isClear(_ contours: Contours, _ x: Int64, _ y: Int64) -> Bool {
        for i in 0..<contours.count {
            let ring = Array(contours[i])
            for k in ring.indices {
                let (p, q) = (ring[k], ring[(k + 1) % ring.count])
                let d = Point(Double(q.x) - Double(p.x), Double(q.y) - Double(p.y))
                let to = Point(Double(x) / 2 - Double(p.x), Double(y) / 2 - Double(p.y))
                let t = d.squaredLength == 0 ? 0 : max(0, min(1, to.dot(d) / d.squaredLength))
                if (to - d * t).length < 2 { return false }
            }
        }
        return true
    }

    @Test(arguments: RandomContours.allCases) func `the parts of two areas add up exactly`(kind: RandomContours) {
        var random = SplitMix64(seed: 3)
        for trial in Tally.cases(trials) {
            let (a, b) = (kind.make(using: &random), kind.make(using: &random))
            let fill = FillRule.allCases[trial % 4]
            func area(_ operation: BooleanOperation, _ a: Contours, _ b: Contours) -> Int128 { Region(operation, a, b, fill: fill).contours.doubledSignedArea }
            let (both, either, left, right) = (area(.intersection, a, b), area(.union, a, b), area(.difference, a, b), area(.difference, b, a))
            #expect(both + left + right == either)
            #expect(area(.symmetricDifference, a, b) == left + right)
        }
    }

    @Test(arguments: RandomContours.allCases) func `a region united with itself stays, less itself is empty`(kind: RandomContours) {
        var random = SplitMix64(seed: 4)
        for trial in Tally.cases(trials) {
            let region = Region(kind.make(using: &random), fill: FillRule.allCases[trial % 4])
            #expect(region.union(region) == region)
            #expect(region.intersection(region) == region)
            #expect(region.subtracting(region).isEmpty)
            #expect(region.union(.empty) == region)
            #expect(Region(region.contours, fill: .evenOdd) == region)
        }
    }

    @Test(arguments: RandomContours.allCases) func `De Morgan holds inside of a box`(kind: RandomContours) {
        var random = SplitMix64(seed: 5)
        for _ in Tally.cases(trials) where kind != .extreme {
            let (a, b) = (Region(kind.make(using: &random)), Region(kind.make(using: &random)))
            let rim = LatticePoint.limit
            let box = Region(from: LatticePoint(-rim, -rim), to: LatticePoint(rim, rim))
            #expect(box.subtracting(a.union(b)) == box.subtracting(a).intersection(box.subtracting(b)))
        }
    }

    @Test(arguments: RandomContours.allCases) func `moving the input, turning its rings or shuffling them changes nothing else`(kind: RandomContours) {
        var random = SplitMix64(seed: 6)
        for _ in Tally.cases(trials) where kind != .extreme {
            let (a, b) = (kind.make(using: &random), kind.make(using: &random))
            let result = Region(.symmetricDifference, a, b)
            let (dx, dy) = (Int32.random(in: -5_000_000...5_000_000, using: &random), Int32.random(in: -5_000_000...5_000_000, using: &random))
            func move(_ p: LatticePoint) -> LatticePoint { LatticePoint(p.x + dx, p.y + dy) }
            #expect(Region(.symmetricDifference, a.mapped(move), b.mapped(move)).contours == result.contours.mapped(move))
            let shuffled = Contours((0..<a.count).map { Array(a[$0]) }.shuffled(using: &random).map { ring in
                let turn = Int.random(in: 0..<ring.count, using: &random)
                return Array(ring[turn...] + ring[..<turn])
            })
            #expect(Region(.symmetricDifference, shuffled, b) == result)
        }
    }

    @Test func `turning or mirroring generic input turns or mirrors the result`() {
        // Halves are rounded up, so only input whose crossings fall on no half is equivariant: random large coordinates.
        var random = SplitMix64(seed: 7)
        for _ in Tally.cases(trials) {
            let (a, b) = (RandomContours.extreme.make(using: &random), RandomContours.extreme.make(using: &random))
            let result = Region(.union, a, b, fill: .evenOdd)
            for turn in [{ LatticePoint(-$0.y, $0.x) }, { LatticePoint(-$0.x, $0.y) }, { LatticePoint($0.y, $0.x) }] as [(LatticePoint) -> LatticePoint] {
                let turned = Region(.union, a.mapped(turn), b.mapped(turn), fill: .evenOdd)
                #expect(turned == Region(result.contours.mapped(turn)))
            }
        }
    }

    @Test func `lines are cut where they leave the region`() {
        let region = Region(from: LatticePoint(0, 0), to: LatticePoint(10, 10)).subtracting(Region(from: LatticePoint(4, 4), to: LatticePoint(6, 6)))
        let lines = Contours([[LatticePoint(-5, 5), LatticePoint(15, 5)], [LatticePoint(12, 1), LatticePoint(5, 1), LatticePoint(5, -5)]])
        #expect(region.clipping(lines) == Contours([[LatticePoint(0, 5), LatticePoint(4, 5)], [LatticePoint(6, 5), LatticePoint(10, 5)],
                                                    [LatticePoint(10, 1), LatticePoint(5, 1), LatticePoint(5, 0)]]))
        #expect(region.clippingAway(lines).count == 5)
    }

    @Test func `a hub of a thousand triangles and a bundle of a thousand near-parallel edges are settled`() {
        var random = SplitMix64(seed: 8)
        func any() -> LatticePoint { LatticePoint(.random(in: -1_000_000_000...1_000_000_000, using: &random), .random(in: -1_000_000_000...1_000_000_000, using: &random)) }
        let hub = Contours((0..<1000).map { _ in [LatticePoint(3, 4), any(), any()] })
        #expect(Region(.symmetricDifference, hub, Contours(), fill: .evenOdd).contours.count > 1000)
        let bundle = Contours((0..<500 as Range<Int32>).map { i in
            [LatticePoint(-1_000_000_000 + i * 7 % 13, -999_999_000 + i * 20), LatticePoint(1_000_000_000, 999_990_000 + i * 20), LatticePoint(1_000_000_000, 999_990_009 + i * 20)]
        })
        #expect(Region(bundle).fault == nil)
        let triangle = [LatticePoint(0, 0), LatticePoint(1_000_000, 0), LatticePoint(7, 1_000_000)]
        #expect(Region(Contours([[LatticePoint]](repeating: triangle, count: 20_000))) == Region(Contours([triangle])))
    }

    /// {n/k}: each side crosses 2(k − 1) others. The outline has n tips and n notches, on circles of radii R and R cos(πk/n) / cos(π(k − 1)/n).
    @Test(arguments: [(7, 3), (205, 51), (401, 199)]) func `stars of up to eighty thousand crossings have the area of their outline`(n: Int, k: Int) {
        let radius = 1e9
        let star = Contours([(0..<n).map { i in
            let angle = 2 * Double.pi * Double(i * k % n) / Double(n)
            return LatticePoint(Int32(radius * cos(angle)), Int32(radius * sin(angle)))
        }])
        let notch = radius * cos(.pi * Double(k) / Double(n)) / cos(.pi * Double(k - 1) / Double(n))
        let outline = Region(star)
        #expect(outline.fault == nil && outline.contours.count == 1 && outline.contours.points.count == 2 * n)
        #expect(abs(Double(outline.doubledArea) / 2 - Double(n) * radius * notch * sin(.pi / Double(n))) < 2 * 2 * .pi * radius)
        // Of k windings, every second: the parts add up, whatever was rounded.
        let odd = Region(star, fill: .evenOdd)
        #expect(odd.fault == nil && odd.doubledArea + outline.subtracting(odd).doubledArea == outline.doubledArea)
    }

    @Test func `a picture cut at a tone, a million vertices, keeps each of its pixels`() {
        let (size, pixel) = (1440, Int32(1000))
        var random = SplitMix64(seed: 12)
        // Runs along each row; where the row above has one, often again.
        var isDark = [Bool](repeating: false, count: size * size)
        for i in isDark.indices where i % size > 0 { isDark[i] = random.next() % 10 < 4 ? isDark[i - 1] : random.next() % 8 < 5 && i >= size ? isDark[i - size] : random.next() % 2 == 0 }
        var rows = Contours()
        for y in 0..<size {
            var x = 0
            while x < size {
                let start = x
                while x < size && isDark[y * size + x] { x += 1 }
                if x == start { x += 1; continue }
                let (low, high) = (LatticePoint(Int32(start) * pixel, Int32(y) * pixel), LatticePoint(Int32(x) * pixel, Int32(y + 1) * pixel))
                rows.append([low, LatticePoint(high.x, low.y), high, LatticePoint(low.x, high.y)])
            }
        }
        #expect(rows.points.count > 1_000_000)
        let doubledPixel = Int128(2 * Int64(pixel) * Int64(pixel))
        let region = Region(rows)
        func isSound(_ region: Region) -> Bool { RegionChecker(region.contours).fault(sampling: 64) == nil }
        #expect(isSound(region) && region.doubledArea == Int128(isDark.count(where: \.self)) * doubledPixel)
        let moved = Region(region.contours.mapped { LatticePoint($0.x + pixel, $0.y) })
        var apart = 0
        for y in 0..<size {
            for x in 0...size where (x < size && isDark[y * size + x]) != (x > 0 && isDark[y * size + x - 1]) { apart += 1 }
        }
        let difference = region.symmetricDifference(moved)
        #expect(isSound(difference) && difference.doubledArea == Int128(apart) * doubledPixel)
    }
}
