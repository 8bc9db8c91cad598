import ImpressionGeometry
import ImpressionMeshing
@testable import ImpressionSlicing
import Testing
import TestSupport

/// What is solid inside, how thick sparse fill is drawn, and where layers end.
@Suite struct ShellOptionTests {
    @Test func `fill that layers share is drawn once, as thick as all of them`() {
        func body(_ every: Int) -> BodySlicer { BodySlicer(Shapes.box(30, 30, 6), settings: .plain { $0.fillDensity = 0.2; $0.fill.everyLayers = every; $0.nozzleDiameter = 0.6; $0.fill.sparsePattern = "grid" }) }
        let (each, third) = (body(1), body(3))
        func sparse(_ body: BodySlicer) -> [Double] {
            (0..<body.layerCount).map { i in
                let layer = body.layer(i)
                return layer.paths.filter { $0.role == .sparseInfill }.reduce(0) { sum, path in
                    sum + layer.polyline(path).length * beadArea(width: Double(layer.width[path.start]), height: path.height > 0 ? Double(path.height) : layer.height)
                }
            }
        }
        let (a, b) = (sparse(each), sparse(third))
        let drawn = b.indices.filter { b[$0] > 0 }
        let all = a.filter { $0 > 0 }.count
        #expect(all == 23 && (7...9).contains(drawn.count), "\(drawn)")
        let share = b.reduce(0, +) / a.reduce(0, +)
        #expect(abs(share - 1) < 0.05, "\(share)")
        let thick = third.layer(drawn[3]).paths.filter { $0.role == .sparseInfill }
        let isThick = thick.allSatisfy { abs($0.height - 0.6) < 1e-6 }
        #expect(isThick)
        // No thicker than the nozzle is wide.
        let fine = BodySlicer(Shapes.box(30, 30, 6), settings: .plain { $0.fillDensity = 0.2; $0.fill.everyLayers = 9 })
        let heights = (0..<fine.layerCount).flatMap { fine.layer($0).paths.map(\.height) }
        #expect(heights.max() == 0.4)
    }

    @Test func `shells run behind leaning walls, or under skins alone`() {
        // Steps of 0.3 mm: narrower than the walls, so that no skin is seen anywhere but on top.
        let cone = Shapes.cylinder(radius: 20, height: 6, sides: 90, top: 20 - 0.3 * 30)
        func solid(_ shells: VerticalShells) -> Double {
            let body = BodySlicer(cone, settings: .plain { $0.fillDensity = 0.2; $0.wallCount = 2; $0.fill.verticalShells = shells })
            return (8..<20).reduce(0) { $0 + body.parts[0].fill[$1].solid.area }
        }
        #expect(solid(.enabled) > 100 && solid(.disabled) < 1)
        let flat = Shapes.joined([Shapes.box([0, 0, 0], [30, 20, 2]), Shapes.box([0, 0, 0], [15, 20, 4])])
        func under(_ shells: VerticalShells) -> Double {
            BodySlicer(flat, settings: .plain { $0.fillDensity = 0.2; $0.topSolidLayers = 3; $0.fill.verticalShells = shells }).parts[0].fill[8].solid.area
        }
        let (disabled, partial, enabled) = (under(.disabled), under(.partial), under(.enabled))
        #expect(disabled > 240 && partial > disabled && partial < 1.1 * disabled && enabled > 240)
    }

    @Test func `layers end at the levels asked for, and none is thicker than asked`() {
        let table = LayerTable(levels: [0.5, 1.27, 3, 9], height: 4, settings: .plain())
        for level: Double in [0.2, 0.5, 1.27, 3, 4] {
            let isMet = table.tops.contains { abs($0 - level) < 1e-9 }
            #expect(isMet, "\(level)")
        }
        let heights = (1..<table.count).map { table.thickness($0) }
        #expect(heights.max()! <= 0.2001 && heights.min()! > 0.1 && table.height == 4)
        let own = LayerTable(levels: [], tops: [0.3, 0.38, 0.46], height: 1, settings: .plain())
        #expect(Array(own.tops.prefix(3)) == [0.3, 0.38, 0.46])
        #expect(abs(own.thickness(3) - 0.2) < 1e-9 && abs(own.height - 1.06) < 1e-9)
        #expect(LayerTable(levels: [1], height: 0, settings: .plain()).count == 0)
    }

    @Test func `layers follow a model's own level faces`() {
        let steps = Shapes.joined([Shapes.box([0, 0, 0], [30, 20, 1.13]), Shapes.box([0, 0, 0], [20, 20, 1.71]), Shapes.box([0, 0, 0], [10, 20, 2.5])])
        #expect(LayerTable.flats(of: [steps]).map { ($0 * 100).rounded() } == [113, 171, 250])
        let body = BodySlicer(steps, settings: .plain { $0.layers.followsFlats = true })
        let volume: Double = 600 * 1.13 + 400 * 0.58 + 200 * 0.79
        #expect(abs(body.solidVolume / volume - 1) < 1e-5)
        #expect(abs(BodySlicer(steps, settings: .plain()).solidVolume / body.solidVolume - 1) > 0.01)
    }
}
