import ImpressionGeometry
import ImpressionMeshing
@testable import ImpressionSlicing
import Testing
import TestSupport

/// A body in which a part of the space is printed otherwise.
@Suite struct ModifierTests {
    private let base = SliceSettings.plain {
        $0.fillDensity = 0.15
        $0.fill.sparsePattern = "grid"
    }
    private let box = Shapes.box(40, 40, 6)
    /// From 2 to 4 mm high.
    private let place = Shapes.box([-12, -12, 2], [12, 12, 4])

    private func sliced(tool: UInt8? = nil, workers: Workers = .one, _ change: (inout SliceSettings) -> Void) -> BodySlicer {
        var own = base
        change(&own)
        return BodySlicer([(box, 0)], modifiers: [(place, own, tool)], settings: base, workers: workers)
    }

    /// Plastic of a role inside a square around the middle, mm³, by cutting each line at the square.
    private func volume(_ layer: LayerPaths, within half: Double, _ counts: (Role) -> Bool) -> Double {
        var sum = 0.0
        for path in layer.paths where counts(path.role) {
            for i in 0..<(path.isClosed ? path.count : path.count - 1) {
                let k = path.start + i, l = path.start + (i + 1) % path.count
                let a = Point(layer.x[k], layer.y[k]), d = Point(layer.x[l], layer.y[l]) - a
                var (from, to) = (0.0, 1.0)
                for (p, q) in [(a.x, d.x), (a.y, d.y)] {
                    if q == 0 {
                        if abs(p) > half { (from, to) = (1, 0) }
                    } else {
                        (from, to) = (max(from, min((-half - p) / q, (half - p) / q)), min(to, max((-half - p) / q, (half - p) / q)))
                    }
                }
                if to > from { sum += (to - from) * d.length * beadArea(width: Double(layer.width[k] + layer.width[l]) / 2, height: layer.height) }
            }
        }
        return sum
    }

    @Test(arguments: [0.3, 0.5, 1.0]) func `the fill alone is denser in a place, and walls pass through it`(density: Double) {
        let plain = BodySlicer(box, settings: base), changed = sliced { $0.fillDensity = density }
        for index in 0..<plain.layerCount {
            let (a, b) = (plain.layer(index), changed.layer(index)), isInside = (10..<20).contains(index)
            for role in [Role.wall, .externalWall] { #expect(a.paths(role).map { a.points($0) } == b.paths(role).map { b.points($0) }) }
            let fill: (Role) -> Bool = { $0 == .sparseInfill || $0 == .solidInfill }
            guard index > 4, index < 24 else { continue }
            // Well inside of the place, and well outside.
            let share = volume(b, within: 11, fill) / (22 * 22 * 0.2), outer = (volume(b, within: 18, fill) - volume(b, within: 13, fill)) / ((36 * 36 - 26 * 26) * 0.2)
            #expect(abs(share - (isInside ? density : 0.15)) < 0.04, "\(index) \(share)")
            #expect(abs(outer - 0.15) < 0.03, "\(index) \(outer)")
        }
    }

    @Test func `what is solid around a place and in it is drawn in one`() {
        let plain = BodySlicer(box, settings: base)
        var own = base
        own.fillDensity = 0.4
        let changed = BodySlicer([(box, 0)], modifiers: [(Shapes.box([-12, -12, 0], [12, 12, 6]), own, nil)], settings: base)
        for index in [0, 1, 2, 27, 28, 29] { #expect(plain.layer(index) == changed.layer(index), "\(index)") }
    }

    @Test func `other patterns and shells hold in their place only`() {
        let changed = sliced { $0.fill.sparsePattern = "gyroid"; $0.fill.solidEveryLayers = 3 }
        for index in 5..<24 {
            let layer = changed.layer(index), isSolid = (10..<20).contains(index) && (index + 1) % 3 == 0
            // Over sparse fill it hangs from line to line.
            let solid = (layer.paths(.solidInfill) + layer.paths(.bridge)).flatMap { layer.points($0) }
            #expect(solid.isEmpty == !isSolid)
            #expect(solid.allSatisfy { max(abs($0.x), abs($0.y)) < 12.01 })
        }
    }

    @Test func `other walls and another extruder make a part of their own, and nothing is lost`() {
        let changed = sliced(tool: 1) { $0.wallCount = 4 }
        #expect(changed.parts.count == 2)
        for index in 0..<changed.layerCount {
            let layer = changed.layer(index), isInside = (10..<20).contains(index)
            let (outer, inner) = (changed.parts[0].outlines[index], changed.parts[1].outlines[index])
            #expect(abs(outer.area + inner.area - 1600) < 1e-6 && outer.intersection(inner).isEmpty)
            #expect(abs(inner.area - (isInside ? 576 : 0)) < 1e-6)
            #expect(layer.paths.contains { $0.tool == 1 } == isInside)
            for path in layer.paths where path.tool == 1 {
                let isWithin = layer.points(path).allSatisfy { inner.contains($0) }
                #expect(isWithin)
            }
            if isInside { #expect(layer.paths.count { $0.tool == 1 && ($0.role == .wall || $0.role == .externalWall) } == 4) }
        }
        #expect(abs(changed.solidVolume - 1600 * 6) < 1e-3)
        // No shell lies between the two: what is solid lies at the top and the bottom of the whole.
        for index in 3..<26 { #expect(changed.layer(index).paths.allSatisfy { $0.role != .solidInfill && $0.role != .topSolidInfill }) }
    }

    @Test func `the later of two has the place where they overlap`() {
        var dense = base, full = base
        (dense.fillDensity, full.fillDensity) = (0.4, 1)
        let two = BodySlicer([(box, 0)], modifiers: [(place, dense, nil), (Shapes.box([-6, -6, 0], [6, 6, 6]), full, nil)], settings: base)
        let layer = two.layer(14), fill: (Role) -> Bool = { $0 == .sparseInfill || $0 == .solidInfill }
        #expect(abs(volume(layer, within: 5, fill) / 20 - 1) < 0.05)
        #expect(abs((volume(layer, within: 11, fill) - volume(layer, within: 7, fill)) / ((22 * 22 - 14 * 14) * 0.2) - 0.4) < 0.05)
    }

    @Test func `any number of workers gives the same layers, and a place beside the body changes nothing`() {
        let one = sliced { $0.fillDensity = 0.4; $0.topSolidLayers = 2 }, three = sliced(workers: Workers(3)) { $0.fillDensity = 0.4; $0.topSolidLayers = 2 }
        let aside = BodySlicer([(box, 0)], modifiers: [(Shapes.box([30, 30, 0], [40, 40, 9]), base, 1)], settings: base), plain = BodySlicer(box, settings: base)
        for index in 0..<one.layerCount {
            #expect(one.layer(index) == three.layer(index))
            #expect(aside.layer(index) == plain.layer(index))
        }
    }
}
