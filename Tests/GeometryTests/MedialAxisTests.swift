import Testing
@testable import ImpressionGeometry

@Suite struct MedialAxisTests {
    private func rectangle(_ w: Int32, _ h: Int32) -> Region { Region(from: LatticePoint(0, 0), to: LatticePoint(w, h)) }

    @Test func `a rectangle's axis is its hipped roof`() {
        let axis = rectangle(10_000_000, 4_000_000).medialAxis()
        #expect(axis.vertices.count == 6 && axis.edges.count == 5)
        #expect(axis.vertices.map(\.clearance).max() == 2)
        let ridge = axis.vertices.filter { $0.clearance > 0 }.map(\.center).sorted { $0.x < $1.x }
        #expect(ridge == [Point(2, 2), Point(8, 2)])
    }

    @Test(arguments: RandomContours.allCases) func `every vertex has the clearance it claims, from the sites it claims`(kind: RandomContours) {
        var random = SplitMix64(seed: 51)
        for trial in 0..<trials / 4 {
            var region = Region(kind.make(using: &random), fill: FillRule.allCases[trial % 4])
            let reach = region.contours.points.map { max($0.x.magnitude, $0.y.magnitude) }.max() ?? 1
            let scale = min(1000, Int32(LatticePoint.limit) / Int32(max(1, reach)))
            region = Region(region.contours.mapped { LatticePoint($0.x * scale, $0.y * scale) })
            let fault = MedialAxisOracle(region).fault()
            #expect(fault == nil, "\(kind) \(trial): \(region.contours.points.count) points")
        }
    }
}
