import Foundation
import ImpressionGeometry
import ImpressionMeshing
@testable import ImpressionSlicing
import Testing
import TestSupport

@Suite struct GapTests {
    private func walls(_ outline: Region, count: Int = 2) -> Walls {
        ConstantWalls(rule: LineRule(.plain(), layer: 3, height: 0.2), count: count).walls(of: outline)
    }

    private func area(_ walls: Walls) -> Double {
        walls.paths.reduce(0) { sum, path in
            let n = path.points.count
            return sum + (0..<(path.isClosed ? n : n - 1)).reduce(0) { part, i in
                let j = (i + 1) % n, a = Double(path.widths.count > 1 ? path.widths[i] : path.widths[0]), b = Double(path.widths.count > 1 ? path.widths[j] : path.widths[0])
                return part + path.points[i].distance(to: path.points[j]) * beadArea(width: (a + b) / 2, height: 0.2) / 0.2
            }
        }
    }

    @Test(arguments: [0.12, 0.2, 0.3, 0.45, 0.6, 0.75, 0.9, 1.05, 1.2, 1.35, 1.5, 1.7, 2.0, 2.5])
    func `a bar of any thickness gets its plastic`(thickness: Double) {
        let bar = Region(Box(min: .zero, max: Point(30, thickness))), walls = walls(bar)
        let share = (area(walls) + walls.inside.area) / bar.area
        // A line's rounded sides leave a little free on either side.
        #expect(share > 1 - 0.06 / thickness - 0.06 && share < 1.04, "\(thickness): \(share)")
        let isInside = walls.paths.allSatisfy { path in path.points.allSatisfy { bar.contains($0) } }
        #expect(isInside)
    }

    @Test func `a wedge is drawn into its tip`() {
        let wedge = Region([Polyline([Point(0, 0), Point(40, -2), Point(40, 2)], isClosed: true)]), walls = walls(wedge)
        let share = (area(walls) + walls.inside.area) / wedge.area
        #expect(share > 0.93 && share < 1.02, "\(share)")
        let tip = walls.paths.flatMap(\.points).map(\.x).min()!
        #expect(tip < 2)
    }

    @Test func `a thin ring is one closed line`() {
        func circle(_ r: Double) -> Polyline { Polyline((0..<200).map { Point(r * cosine(Double($0) / 200), r * sine(Double($0) / 200)) }, isClosed: true) }
        let ring = Region([circle(10), Polyline(circle(9.5).points.reversed(), isClosed: true)])
        let walls = walls(ring)
        #expect(walls.paths.count == 1 && walls.paths[0].isClosed && walls.paths[0].role == .externalWall)
        #expect(walls.paths[0].widths.allSatisfy { abs($0 - 0.5) < 0.01 })
    }

    @Test(arguments: (2...30).map { Double($0) / 10 }) func `a disc of any size gets its plastic`(radius: Double) {
        let disc = Region([Polyline((0..<96).map { Point(radius * cosine(Double($0) / 96), radius * sine(Double($0) / 96)) }, isClosed: true)]), walls = walls(disc, count: 3)
        let share = (area(walls) + walls.inside.area) / disc.area
        // Rounded sides leave a little free, and so does a round place narrower than half a nozzle.
        #expect(share > 1 - 0.043 / radius - 0.01 / (radius * radius) && share < 1.02, "\(radius): \(share)")
        let isInside = walls.paths.allSatisfy { path in path.points.allSatisfy { disc.contains($0) } }
        #expect(isInside)
    }

    @Test func `a round gap is filled by one dot in its middle`() {
        let gap = Region([Polyline((0..<64).map { Point(7 + 0.3 * cosine(Double($0) / 64), 3 + 0.3 * sine(Double($0) / 64)) }, isClosed: true)])
        let fill = GapFill(thickness: 0.1...0.8, roundness: 0.043, role: .gapFill, level: 3)
        let dots = fill.lines(in: gap.union(Region(Box(min: .zero, max: Point(5, 0.4)))))
        #expect(dots.count == 2 && dots[1].points.count == 2)
        let dot = dots[1], length = dot.points[0].distance(to: dot.points[1])
        #expect(dot.points[0].mix(dot.points[1], 0.5).distance(to: Point(7, 3)) < 0.01 && length < 0.6)
        #expect(abs(length * (Double(dot.widths[0]) - 0.043) / (.pi * 0.09) - 1) < 0.01)
    }

    @Test(arguments: 0..<20) func `any outline keeps its lines inside and its plastic`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let count = 6 + Int(random.next() % 20)
        let star = Polyline((0..<count).map { i in
            let a = Double(i) / Double(count), r = 2 + 10 * random.unit()
            return Point(r * cosine(a), r * sine(a))
        }, isClosed: true)
        let region = Region([star]), walls = walls(region, count: 1 + seed % 3)
        let share = (area(walls) + walls.inside.area) / region.area
        #expect(share > 0.9 && share < 1.03, "\(share)")
        let grown = region.offset(by: 0.001)
        let isInside = walls.paths.allSatisfy { path in path.points.allSatisfy { grown.contains($0) } }
        #expect(isInside)
    }

    private func cosine(_ turn: Double) -> Double { Angle(radians: 2 * .pi * turn).cosine }
    private func sine(_ turn: Double) -> Double { Angle(radians: 2 * .pi * turn).sine }
}


extension Angle {
    fileprivate var cosine: Double { cos(radians) }
    fileprivate var sine: Double { sin(radians) }
}
