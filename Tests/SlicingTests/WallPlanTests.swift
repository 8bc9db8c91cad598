import ImpressionGeometry
import ImpressionMeshing
@testable import ImpressionSlicing
import Testing
import TestSupport

/// Where the number of walls changes from place to place.
@Suite struct WallPlanTests {
    private func loops(_ layer: LayerPaths) -> Int { layer.paths.filter { $0.isClosed && ($0.role == .externalWall || $0.role == .wall) }.count }

    /// A slab with a smaller one upon it.
    private let step = Shapes.joined([Shapes.box([0, 0, 0], [40, 20, 2]), Shapes.box([0, 0, 0], [20, 20, 4])])

    @Test(arguments: [WallGenerator.classic, .arachne]) func `what is seen from above has one wall, and what is covered has all`(generator: WallGenerator) {
        func body(_ kind: OnlyWallOnTop) -> BodySlicer {
            BodySlicer(step, settings: .plain { $0.wallCount = 3; $0.walls.onlyOneOnTop = kind; $0.walls.generator = generator; $0.topSolidLayers = 3 })
        }
        let (none, top, topmost) = (body(.none), body(.top), body(.topmost))
        #expect(loops(none.layer(9)) == 3 && loops(none.layer(19)) == 3)
        // One around everything, two around what the step covers.
        #expect(loops(top.layer(9)) == 3 && loops(top.layer(8)) == 3 && loops(top.layer(19)) == 1)
        #expect(loops(topmost.layer(9)) == 3 && loops(topmost.layer(19)) == 1)
        #expect(topmost.layer(9) == none.layer(9))
        // The open half is fill right up to the one wall.
        let fill = top.parts[0].fill[9]
        let open: Double = 19.4 * 19.1
        #expect(abs(fill.top.area / open - 1) < 0.06, "\(fill.top.area)")
        let inner = top.layer(9).paths.filter { $0.role == .wall }
        let isCovered = inner.allSatisfy { top.layer(9).points($0).allSatisfy { $0.x < 21.5 } }
        #expect(inner.count == 2 && isCovered)
        for index in [9, 19] {
            let share = top.layer(index).volume() / none.layer(index).volume()
            #expect(abs(share - 1) < 0.02)
        }
    }

    @Test func `a slope that leans in gets walls until they carry the wall above`() {
        // Every layer is 1.6 mm narrower on each side than the one below: two walls of 0.4 mm carry nothing of what is above.
        let cone = Shapes.cylinder(radius: 30, height: 3, sides: 90, top: 30 - 1.6 * 15)
        func body(_ adds: Bool) -> BodySlicer { BodySlicer(cone, settings: .plain { $0.fillDensity = 0.15; $0.walls.addsExtra = adds }) }
        let (plain, more) = (body(false), body(true))
        for index in 1..<12 {
            #expect(loops(plain.layer(index)) == 2)
            let layer = more.layer(index), above = more.layer(index + 1), count = loops(layer)
            #expect((4...6).contains(count), "\(count)")
            let inner = layer.paths.filter { $0.isClosed && $0.role != .sparseInfill }.map { Point(layer.x[$0.start], layer.y[$0.start]).length }.min() ?? 0
            let outer = above.paths.filter { $0.role == .externalWall }.map { Point(above.x[$0.start], above.y[$0.start]).length }.max() ?? 0
            #expect(inner < outer + 0.45, "\(index) \(inner) \(outer)")
        }
        // An upright wall and a ledge of any width ask for nothing.
        let ledge = BodySlicer(step, settings: .plain { $0.fillDensity = 0.15; $0.walls.addsExtra = true })
        #expect((0..<20).allSatisfy { loops(ledge.layer($0)) == 2 })
    }

    @Test func `what hangs where no thread holds is drawn line against line from what carries`() {
        // A table: one leg in the middle, nothing on the far side of the top.
        let table = Shapes.joined([Shapes.box([12, 12, 0], [20, 20, 2]), Shapes.box([0, 0, 2], [32, 32, 3])])
        let body = BodySlicer(table, settings: .plain { $0.walls.addsExtraOnOverhangs = true })
        let layer = body.layer(10), rings = layer.paths.filter { $0.role == .overhangWall }
        #expect(layer.paths.allSatisfy { $0.role != .bridge })
        // Farther and farther from the leg.
        let leg = Region(Box(min: Point(12, 12), max: Point(20, 20)))
        let index = RegionIndex(leg)
        let starts: [Point] = rings.map { layer.points($0)[0] }.filter { !leg.contains($0) }
        let far: [Double] = starts.map { index.nearest(to: LatticePoint($0))?.distance ?? 0 }
        let inner = far.filter { $0 < 11 }
        let backwards = zip(inner, inner.dropFirst()).filter { $1 < $0 - 0.1 }.count
        #expect(inner.count > 15 && backwards <= 2, "\(inner)")
        let whole: Double = 32 * 32 * 0.2
        #expect(abs(layer.volume() / whole - 1) < 0.08, "\(layer.volume())")
    }
}
