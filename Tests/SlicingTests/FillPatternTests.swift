import Foundation
import ImpressionGeometry
@testable import ImpressionSlicing
import Testing

@Suite struct FillPatternTests {
    private func area(_ region: Region, _ density: Double, layer: Int = 0, z: Double = 0.2) -> FillArea {
        var area = FillArea(region: region, spacing: 0.4, lineWidth: 0.45, density: density, angle: .degrees(30), layer: layer, z: z)
        (area.anchor, area.anchorLimit) = (0, 0)
        return area
    }

    private let square = Region(Box(min: Point(-50, -50), max: Point(50, 50)))

    @Test(arguments: FillPatterns.names.filter { $0 != "zigzag" && $0 != "lightning" }, [0.1, 0.15, 0.2, 0.4]) func `a pattern lays down its density`(name: String, density: Double) throws {
        let pattern = try #require(FillPatterns.named(name)).init()
        // Some have their density on average over the heights.
        let periods = ["gyroid": 2.428, "3dhoneycomb": ThreeDimensionalHoneycombFill.length]
        let heights = periods[name].map { period in (0..<24).map { Double($0) * period * 0.4 / density / 24 } } ?? [0.2]
        let share = heights.reduce(0) { sum, z in
            sum + pattern.lines(in: area(square, density, z: z)).reduce(0) { $0 + $1.polyline.length } * 0.4 / square.area
        } / Double(heights.count)
        #expect(abs(share / density - 1) < 0.03, "\(share)")
    }

    /// Outlines with holes, bays and points, seeded.
    private func region(_ seed: Int) -> Region {
        var random = SplitMix64(seed: UInt64(seed))
        func star(_ center: Point, _ radius: Double) -> Polyline {
            let count = 5 + Int(random.next() % 12)
            return Polyline((0..<count).map { i in
                let a = 2 * Double.pi * Double(i) / Double(count), r = radius * (0.4 + 0.6 * random.unit())
                return Point(center.x + r * cos(a), center.y + r * sin(a))
            }, isClosed: true)
        }
        return Region([star(.zero, 25)]).subtracting(Region([star(Point(4, 3), 8)])).union(Region([star(Point(28, -12), 6)]))
    }

    @Test(arguments: FillPatterns.names, 0..<6) func `every line stays inside, whatever the outline`(name: String, seed: Int) throws {
        let pattern = try #require(FillPatterns.named(name)).init(), region = region(seed)
        var random = SplitMix64(seed: UInt64(seed))
        for density in [0.12, 0.3, 1] {
            var area = area(region, density, layer: seed, z: 0.2 * Double(seed + 1))
            (area.anchor, area.anchorLimit) = (2.5, 20)
            let lines = pattern.lines(in: area), grown = region.offset(by: 0.0005)
            #expect(!lines.isEmpty)
            for line in lines {
                let polyline = line.polyline, step = max(1, polyline.points.count / 60)
                for i in stride(from: 0, to: polyline.points.count - 1, by: step) {
                    let a = polyline.points[i], b = polyline.points[i + 1]
                    #expect(grown.contains(a + (b - a) * random.unit()), "\(name) \(density)")
                }
            }
            #expect(lines == pattern.lines(in: area))
        }
    }

    @Test(arguments: ["grid", "triangles", "gyroid", "honeycomb", "rectilinear"]) func `ends are joined along the boundary`(name: String) throws {
        let pattern = try #require(FillPatterns.named(name)).init()
        let loose = pattern.lines(in: area(square, 0.15)).count
        var near = area(square, 0.15)
        (near.anchor, near.anchorLimit) = (2.5, 30)
        let joined = pattern.lines(in: near).count
        #expect(joined * 5 < loose * 2, "\(joined) of \(loose)")
    }

    @Test(arguments: ["rectilinear", "monotonic", "concentric", "hilbertcurve", "archimedeanchords", "octagramspiral"], [0.0, 45, 90])
    func `solid patterns cover the area`(name: String, degrees: Double) throws {
        let pattern = try #require(FillPatterns.named(name)).init()
        let outline = Region([Polyline([Point(0, 0), Point(30, 0), Point(30, 18), Point(12, 18), Point(12, 30), Point(0, 30)], isClosed: true)])
        let isParallel = ["rectilinear", "monotonic"].contains(name)
        var solid = area(isParallel ? outline : outline.offset(by: -0.2, join: .mitre()), 1)
        (solid.angle, solid.anchorLimit, solid.origin) = (.degrees(degrees), 1.2, Point(12, 12))
        let lines = pattern.lines(in: solid)
        let covered = Region(stroking: lines.map(\.polyline), StrokeStyle(width: 0.41, cap: .round, join: .round))
        let bare = outline.offset(by: -0.2, join: .mitre()).subtracting(covered).wider(than: 0.05)
        // Every corner of the Hilbert curve leaves a bit of its outside.
        #expect(bare.area < (name == "hilbertcurve" ? 0.05 : 0.02) * outline.area, "\(bare.area)")
        let plastic = lines.reduce(0) { $0 + $1.polyline.length * beadSpacing(width: $1.width, height: 0.2) }
        #expect(plastic < 1.04 * outline.area, "\(plastic / outline.area)")
    }

    @Test func `three-dimensional patterns move little from layer to layer`() throws {
        for name in ["cubic", "gyroid"] {
            let pattern = try #require(FillPatterns.named(name)).init()
            let below = pattern.lines(in: area(square, 0.15, layer: 4, z: 1)).map(\.polyline), above = pattern.lines(in: area(square, 0.15, layer: 5, z: 1.2)).map(\.polyline)
            let carried = Region(stroking: below, StrokeStyle(width: 0.9, cap: .round, join: .round))
            let outside = carried.clippingAway(Contours(above))
            let hanging = (0..<outside.count).reduce(0.0) { $0 + Polyline(outside[$1].map(\.point), isClosed: false).length }
            #expect(hanging < 0.06 * above.reduce(0) { $0 + $1.length }, "\(name) \(hanging)")
        }
    }
}
