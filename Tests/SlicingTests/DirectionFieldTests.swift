import Foundation
import ImpressionGeometry
import ImpressionRaster
@testable import ImpressionSlicing
import Testing
import TestSupport

@Suite struct DirectionFieldTests {
    private func picture(_ value: (Double, Double) -> Double) -> Raster<Float> {
        Raster(width: 120, height: 120, pixels: (0..<120 * 120).map { Float(value(Double($0 % 120), Double($0 / 120))) })
    }

    @Test func `lines run along contours, and even places take their neighbours' direction`() throws {
        // Stripes upright on the left half, nothing on the right.
        let field = try #require(DirectionField(contoursOf: picture { x, _ in x < 60 ? sin(x / 3) : sin(20) }))
        for angle in field.angles { #expect(abs(Double(angle) - .pi / 2) < 0.01) }
        // Rings: everywhere square to the way from the middle.
        let rings = try #require(DirectionField(contoursOf: picture { x, y in sin(((x - 60) * (x - 60) + (y - 60) * (y - 60)).squareRoot() / 2) }))
        for row in 0..<rings.rows {
            for column in 0..<rings.columns {
                let away = Point(Double(column) + 0.5 - Double(rings.columns) / 2, Double(rings.rows) / 2 - Double(row) - 0.5)
                guard away.length > 5, away.length < 18 else { continue }
                let angle = Double(rings.angles[row * rings.columns + column])
                #expect(abs(away.dot(Point(cos(angle), sin(angle)))) / away.length < 0.2)
            }
        }
        #expect(DirectionField(contoursOf: Raster<Float>(width: 2, height: 9, filledWith: 0)) == nil)
    }

    @Test func `patches of all directions cover the box once`() throws {
        let field = try #require(DirectionField(contoursOf: picture { x, y in x * x / 900 - y * y / 1700 + sin(x / 9) }))
        let box = Box(min: Point(-20, -20), max: Point(20, 20)), zones = field.zones(over: box)
        #expect(zones.count > 3)
        #expect(abs(zones.reduce(0) { $0 + $1.region.area } - 1600) < 1e-3)
        #expect(abs(Region.union(of: zones.map(\.region)).area - 1600) < 1e-3)
    }

    @Test func `a top surface is drawn in the directions of its patches, with all its plastic`() throws {
        let angles: [Float] = [0, .pi / 2]
        let field = try #require(DirectionField(columns: 2, rows: 1, angles: angles))
        func body(_ field: DirectionField?) -> BodySlicer { BodySlicer(Shapes.box(40, 20, 2), settings: .plain { $0.fill.topDirections = field; $0.fill.topPattern = "monotonic" }) }
        let plain = body(nil).layer(9), patched = body(field).layer(9)
        let share = patched.volume() / plain.volume()
        #expect(abs(share - 1) < 0.01, "\(share)")
        for path in patched.paths where path.role == .topSolidInfill {
            let points = patched.points(path)
            let (a, b) = (points[0], points[1]), isLeft = a.x < 0
            #expect(isLeft ? abs(a.y - b.y) < 1e-6 : abs(a.x - b.x) < 1e-6)
        }
        #expect(body(field).layer(4) == body(nil).layer(4))
    }
}
