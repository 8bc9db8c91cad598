import Testing
@testable import ImpressionGeometry

@Suite struct ValidityTests {
    private func fault(_ rings: [[(Int32, Int32)]]) -> RegionFault? {
        RegionChecker(Contours(rings.map { $0.map { LatticePoint($0.0, $0.1) } })).fault()
    }

    @Test func `each fault is found`() {
        let square: [(Int32, Int32)] = [(0, 0), (10, 0), (10, 10), (0, 10)]
        #expect(fault([square]) == nil)
        #expect(fault([[(0, 0), (10, 0)]]) == .tooShort(ring: 0))
        #expect(fault([[(10, 0), (10, 10), (0, 10), (0, 0)]]) == .startsElsewhere(ring: 0))
        #expect(fault([[(0, 0), (5, 0), (10, 0), (10, 10)]]) == .inLine(ring: 0, vertex: LatticePoint(5, 0)))
        #expect(fault([[(0, 0), (4, 1), (8, 0), (7, 5), (4, 1), (2, 5)]]) == .repeats(ring: 0, vertex: LatticePoint(4, 1)))
        #expect(fault([[(20, 0), (30, 0), (30, 10)], square]) == .outOfOrder(ring: 1))
        #expect(fault([square, [(5, 5), (15, 5), (15, 15), (5, 15)]]) != nil)
        #expect(fault([[(0, 0), (0, 10), (10, 10), (10, 0)]]) == .winding(LatticePoint(10, 0)))
        #expect(fault([square, [(2, 2), (8, 2), (8, 8), (2, 8)]]) == .winding(LatticePoint(2, 2)))
    }

    @Test func `samples find what is wrong along many edges and nothing in valid regions`() {
        var random = SplitMix64(seed: 41)
        let lines = (0..<30).map { _ in Polyline((0..<60).map { _ in Point(random.unit() * 100, random.unit() * 100) }, isClosed: true) }
        let region = Region(lines, fill: .evenOdd)
        #expect(region.contours.points.count > 10_000)
        #expect(RegionChecker(region.contours).fault(sampling: 16) == nil)
        // The same rings the other way round, each from its smallest vertex.
        let turned = Contours((0..<region.ringCount).map { region.contours[$0].prefix(1) + region.contours[$0].dropFirst().reversed() })
        #expect(RegionChecker(turned).fault(sampling: 16) != nil)
    }
}
