import ImpressionGeometry
import ImpressionMeshing
@testable import ImpressionSlicing
import Testing
import TestSupport
import Foundation

/// Patterns that look at the whole body before they fill a layer, and the order of lines over a surface.
@Suite struct PlannedFillTests {
    private func length(_ layer: LayerPaths, _ counts: (LayerPaths.Path) -> Bool = { $0.role == .sparseInfill }) -> Double {
        layer.paths.filter(counts).reduce(0) { $0 + layer.polyline($1).length }
    }

    private func block(_ pattern: String, density: Double = 0.2, workers: Workers = .one) -> BodySlicer {
        BodySlicer(Shapes.box(60, 60, 40), settings: .plain { $0.fillDensity = density; $0.fill.sparsePattern = pattern; $0.fill.anchorLimit = 0; $0.fill.anchor = 0 }, workers: workers)
    }

    @Test func `adaptive cubes are as dense at the wall as plain ones, and sparse in the middle`() {
        let plain = block("cubic"), adaptive = block("adaptivecubic")
        func share(_ body: BodySlicer, _ box: Box) -> Double {
            let zone = Region(box)
            return stride(from: 90, to: 110, by: 3).reduce(0) { sum, index in
                let layer = body.layer(index)
                var lines = Contours()
                for path in layer.paths where path.role == .sparseInfill { lines.append(layer.points(path).map { LatticePoint($0) }) }
                let split = zone.splitting(lines)
                return sum + split.lines.indices.filter { split.isInside[$0] }.reduce(0) { $0 + Polyline(split.parts[$1].map(\.point), isClosed: false).length }
            }
        }
        let middle = Box(min: Point(-9, -9), max: Point(9, 9)), edge = Box(min: Point(24, -28), max: Point(29, 28))
        let (inner, outer) = (share(adaptive, middle) / share(plain, middle), share(adaptive, edge) / share(plain, edge))
        #expect(inner < 0.6 && inner > 0.1, "\(inner)")
        #expect(outer > 0.75 && outer < 1.15, "\(outer)")
        let whole = (0..<200).reduce(0) { $0 + length(adaptive.layer($1)) } / (0..<200).reduce(0) { $0 + length(plain.layer($1)) }
        #expect(whole < 0.85 && whole > 0.2, "\(whole)")
    }

    @Test func `support cubes are dense under the ceiling only`() {
        let body = block("supportcubic"), plain = block("cubic")
        let low = (20..<30).reduce(0) { $0 + length(body.layer($1)) } / (20..<30).reduce(0) { $0 + length(plain.layer($1)) }
        let high = (180..<190).reduce(0) { $0 + length(body.layer($1)) } / (180..<190).reduce(0) { $0 + length(plain.layer($1)) }
        #expect(low < 0.5 && high > 0.8 && high < 1.1, "\(low) \(high)")
    }

    @Test func `lightning is dense under the ceiling, gone lower down, and every tip is carried from below`() {
        let body = block("lightning"), plain = block("rectilinear")
        let top = length(body.layer(195)), all = length(plain.layer(195))
        #expect(top > 0.4 * all && top < 1.3 * all, "\(top) \(all)")
        // Forty millimetres of retreat leave nothing of branches that are shorter.
        #expect(length(body.layer(40)) < 0.02 * all && length(body.layer(4)) == 0)
        let sums = (0..<196).map { length(body.layer($0)) }
        #expect(sums.reduce(0, +) < 0.35 * 196 * all)
        // No rib lies farther beyond those below than a layer's height may hang, but for what lies on the wall.
        for index in 150..<195 where !sums[index].isZero {
            let below = body.layer(index - 1), layer = body.layer(index)
            let carried = Region(stroking: below.paths.filter { $0.role == .sparseInfill }.map { below.polyline($0) }, StrokeStyle(width: 1.0, cap: .round, join: .round))
                .union(Region(Box(min: Point(-30, -30), max: Point(30, 30))).subtracting(Region(Box(min: Point(-28.4, -28.4), max: Point(28.4, 28.4)))))
            let ribs = Region(stroking: layer.paths.filter { $0.role == .sparseInfill }.map { layer.polyline($0) }, StrokeStyle(width: 0.1, cap: .butt, join: .round))
            let loose = ribs.subtracting(carried).area / max(ribs.area, 1e-9)
            #expect(loose < 0.02, "\(index) \(loose)")
        }
    }

    @Test(arguments: ["adaptivecubic", "lightning"]) func `a plan does not depend on the workers`(pattern: String) {
        let one = block(pattern), three = block(pattern, workers: Workers(3))
        for index in [40, 120, 190] { #expect(one.layer(index) == three.layer(index)) }
    }

    @Test(arguments: 0..<8) func `monotonic lines always have what lies before them drawn`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed) &+ 3)
        var region = Region(Box(min: Point(0, 0), max: Point(40, 30)))
        for _ in 0..<6 {
            let center = Point(4 + 32 * random.unit(), 4 + 22 * random.unit()), radius = 1 + 4 * random.unit()
            region = region.subtracting(Region([Polyline((0..<30).map { center + Point(radius, 0).rotated(by: 2 * .pi * Double($0) / 30) }, isClosed: true)]))
        }
        var area = FillArea(region: region, spacing: 0.4, lineWidth: 0.45, angle: .degrees(20), layer: 2)
        area.anchorLimit = 1.2
        let lines = MonotonicFill().lines(in: area), across = Point(1, 0).rotated(by: 20 * .pi / 180 + .pi / 2)
        let isOrdered = lines.allSatisfy { $0.isInSequence }
        #expect(isOrdered)
        // Drawn pieces, each with its place across and its extent along, in order.
        var drawn: [(place: Double, low: Double, high: Double)] = []
        for line in lines {
            for i in stride(from: 0, to: line.points.count - 1, by: 2) {
                let (a, b) = (line.points[i], line.points[i + 1]), along = -across.perpendicular
                drawn.append(((a + b).dot(across) / 2, min(a.dot(along), b.dot(along)), max(a.dot(along), b.dot(along))))
            }
        }
        let whole = drawn.reduce(0) { $0 + $1.high - $1.low } * 0.4
        #expect(abs(whole / region.area - 1) < 0.05)
        var wrong = 0
        for (i, late) in drawn.enumerated() {
            for early in drawn[..<i] where abs(early.place - late.place - 0.4) < 0.1 && min(early.high, late.high) - max(early.low, late.low) > 1 { wrong += 1 }
        }
        #expect(wrong == 0)
    }
}

extension Point {
    fileprivate func rotated(by radians: Double) -> Point { Point(x * cos(radians) - y * sin(radians), x * sin(radians) + y * cos(radians)) }
}
