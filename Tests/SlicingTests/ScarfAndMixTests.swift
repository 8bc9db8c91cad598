import ImpressionGeometry
import ImpressionMeshing
@testable import ImpressionSlicing
import Testing
import TestSupport

@Suite struct ScarfSeamTests {
    private func body(_ adjust: (inout ScarfSeam) -> Void) -> BodySlicer {
        BodySlicer(Shapes.cylinder(radius: 15, height: 4, sides: 120), settings: .plain {
            $0.fillDensity = 0
            $0.topSolidLayers = 0
            $0.bottomSolidLayers = 0
            $0.walls.scarf.walls = .everywhere
            adjust(&$0.walls.scarf)
        })
    }

    private func outer(_ layer: LayerPaths) -> LayerPaths.Path { layer.paths.first { $0.role == .externalWall }! }

    @Test func `a wall begins in a ramp, ends upon it, and holds the plastic of one line`() {
        let plain = body { $0.walls = .none }, scarf = body { _ in }
        #expect(plain.layer(0) == scarf.layer(0))
        for index in 1..<plain.layerCount {
            let layer = scarf.layer(index), path = outer(layer), vertices = path.start..<path.start + path.count
            #expect(!path.isClosed && layer.rise.count >= vertices.upperBound)
            let rises = vertices.map { Double(layer.rise[$0]) }
            #expect(abs(rises[0] + 0.2) < 1e-6 && rises.max()! < 1e-6)
            let isRising = zip(rises, rises.dropFirst()).allSatisfy { $1 >= $0 - 1e-6 }
            #expect(isRising)
            // As long as the loop and the ramp together.
            let ring = plain.layer(index), whole = ring.polyline(outer(ring)).length
            #expect(abs(layer.polyline(path).length - whole - 20) < 0.1)
            let share = layer.volume { $0 == .externalWall } / ring.volume { $0 == .externalWall }
            #expect(abs(share - 1) < 0.005, "\(share)")
        }
    }

    @Test func `corners keep their seams, holes theirs where only contours are asked for, and inner walls theirs`() {
        let box = BodySlicer(Shapes.box(30, 30, 2), settings: .plain { $0.walls.scarf.walls = .everywhere; $0.fillDensity = 0 })
        #expect(outer(box.layer(4)).isClosed && box.layer(4).rise.isEmpty)
        func ring(_ walls: ScarfWalls) -> [Bool] {
            let torus = BodySlicer(Shapes.torus(radius: 20, thickness: 8, sides: 120), settings: .plain { $0.walls.scarf.walls = walls; $0.detectsOverhangs = false })
            return torus.layer(20).paths.filter { $0.role == .externalWall }.map(\.isClosed)
        }
        #expect(ring(.everywhere) == [false, false])
        #expect(Set(ring(.contours)) == [true, false])
        let inner = body { $0.includesInner = true }.layer(5)
        let open = inner.paths.map { $0.isClosed }
        #expect(open == [false, false])
        let closed = body { _ in }.layer(5).paths.filter { $0.role == .wall }.map { $0.isClosed }
        #expect(closed == [true])
    }
}

@Suite struct ExtruderMixTests {
    @Test func `layers of a mix are drawn in turn`() {
        let body = BodySlicer([(Shapes.box(20, 20, 3), 2), (Shapes.box([12, 0, 0], [20, 8, 3]), 0)], settings: .plain { $0.mixes = [ExtruderMix(2, [0, 0, 1])] })
        let plate = PlateLayers([.init(body)], settings: .plain(), purge: PurgeSettings(count: 2, volume: 60))
        for index in 0..<body.layerCount {
            #expect(body.tools(index) == (index % 3 == 2 ? [0, 1] : [0]))
            let layer = body.layer(index), mixed = layer.paths.filter { path in layer.points(path)[0].x < 9.9 }
            #expect(!mixed.isEmpty && mixed.allSatisfy { $0.tool == (index % 3 == 2 ? 1 : 0) })
        }
        #expect(plate.toolChanges == 9)
        #expect(SliceSettings.plain { $0.mixes = [ExtruderMix(2, [])] }.tool(2, layer: 7) == 2)
    }
}
