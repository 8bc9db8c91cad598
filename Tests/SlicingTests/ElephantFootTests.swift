import ImpressionGeometry
import ImpressionMeshing
@testable import ImpressionSlicing
import Testing
import TestSupport

/// The first layer is drawn in: strictly inside, nothing lost, nothing thinner than a line that was not before.
@Suite struct ElephantFootTests {
    private static let width = 0.45

    private static func rectangle(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Region { Region(Box(min: Point(x0, y0), max: Point(x1, y1))) }

    private static func star(_ seed: Int) -> Region {
        var random = SplitMix64(seed: UInt64(seed))
        let count = 5 + Int(random.next() % 25)
        return Region([Polyline((0..<count).map { i in
            let angle = Angle(radians: 2 * .pi * Double(i) / Double(count)), r = 0.4 + 6 * random.unit()
            return Stack.place(angle, r)
        }, isClosed: true)])
    }

    /// Bars of growing width on a body, holes near one another, thin rings, small islands, and stars.
    private static let outlines: [Region] = [
        rectangle(0, 0, 20, 12),
        Region.union(of: [rectangle(-5, -5, 25, 0)] + (1...12).map { rectangle(Double($0) * 2 - 3, -1, Double($0) * 2 - 3 + Double($0) * 0.1, 9) }),
        rectangle(0, 0, 16, 8).subtracting(Region.union(of: (0..<5).map { rectangle(1 + 2.8 * Double($0), 1, 3.4 + 2.8 * Double($0) + 0.06 * Double($0), 7) })),
        Stack.disc(8).subtracting(Stack.disc(7.6)).union(Stack.disc(5).subtracting(Stack.disc(4.2))).union(Stack.disc(0.4)).union(Stack.disc(0.12, at: Point(2, 0))),
        rectangle(0, 0, 8, 8).union(rectangle(12, 0, 20, 8)).union(rectangle(7, 3.8, 13, 4.1)),
        Region([Polyline([Point(0, 0), Point(20, 2), Point(20, -2)], isClosed: true)]),
    ] + (1...12).map(star)

    @Test(arguments: outlines.indices, [0.05, 0.1, 0.2, 0.4]) func `an outline keeps its contours and the width of a line, strictly inside`(index: Int, inset: Double) {
        let outline = Self.outlines[index], foot = ElephantFoot(inset: inset, leastWidth: Self.width).applied(to: outline)
        #expect(foot.subtracting(outline.offset(by: -0.8 * ElephantFoot.leastInset, join: .round(tolerance: 0.0005))).isEmpty)
        #expect(foot.ringCount == outline.ringCount && foot.islands.count == outline.islands.count, "\(foot.ringCount) \(outline.ringCount)")
        let curve = RegionIndex(foot)
        // Wherever a disk fits, what is left holds the disk less the inset, or a line's width of it.
        for disk in outline.medialAxis().pruned(angle: .degrees(100)).vertices where disk.clearance > 0.05 {
            let wanted = max(disk.clearance - inset, min(disk.clearance - ElephantFoot.leastInset, Self.width / 2)) - 0.002
            let edge = foot.distance(from: disk.center)
            #expect(curve.contains(LatticePoint(disk.center)) && edge > wanted, "\(disk) \(edge)")
        }
    }

    @Test(arguments: [0.1, 0.2, 0.4]) func `what has room gives up the whole inset`(inset: Double) {
        let foot = ElephantFoot(inset: inset, leastWidth: Self.width).applied(to: Self.rectangle(0, 0, 20, 12))
        #expect(foot == Self.rectangle(inset, inset, 20 - inset, 12 - inset))
    }

    @Test func `the first layer of a body alone is drawn in`() {
        var settings = SliceSettings.plain()
        settings.elephantFoot = 0.2
        let slicer = BodySlicer(Shapes.joined([Shapes.box([0, 0, 0], [10, 10, 2]), Shapes.box([10, 4, 0], [16, 4.5, 2])]), settings: settings)
        let (first, second) = (slicer.parts[0].outlines[0], slicer.parts[0].outlines[1])
        #expect(first.ringCount == 1 && second.subtracting(first).area > 40 * 0.15)
        // The fin stands on its whole length.
        #expect(first.bounds.max.x > 15.9 && first.contains(Point(13, 4.25)))
    }
}
