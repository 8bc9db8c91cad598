import Foundation
import ImpressionGeometry
import ImpressionMeshing
@testable import ImpressionSlicing
import Testing
import TestSupport

@Suite struct BodyTests {
    private func settings(_ adjust: (inout SliceSettings) -> Void = { _ in }) -> SliceSettings {
        var settings = SliceSettings()
        settings.skirtLoops = 0
        adjust(&settings)
        return settings
    }

    private func layers(_ slicer: some LayerSource) -> [LayerPaths] { (0..<slicer.layerCount).map { slicer.layer($0) } }

    private func volume(_ layers: [LayerPaths]) -> Double {
        layers.reduce(0) { sum, layer in
            layer.paths.reduce(sum) { sum, path in
                let points = layer.polyline(path)
                let width = Double(layer.width[path.start])
                let area = path.role == .bridge ? .pi / 4 * 0.16 : beadArea(width: width, height: layer.height)
                return sum + points.length * area
            }
        }
    }

    @Test func `layers begin at the first layer's height and end at the body's top`() {
        let slicer = BodySlicer(Shapes.box(20, 20, 20), settings: settings { $0.firstLayerHeight = 0.35; $0.layerHeight = 0.15 })
        let tops = layers(slicer).map(\.z)
        #expect(abs(tops[0] - 0.35) < 1e-9 && abs(tops[tops.count - 1] - 20) < 0.0751)
        #expect(zip(tops, tops.dropFirst()).allSatisfy { abs($1 - $0 - 0.15) < 1e-9 })
    }

    @Test func `exactly the shells asked for are solid`() {
        let slicer = BodySlicer(Shapes.box(20, 20, 4), settings: settings { $0.fillDensity = 0.2; $0.topSolidLayers = 4; $0.bottomSolidLayers = 3 })
        let kinds = layers(slicer).map { layer in Set(layer.paths.map(\.role)).subtracting([.externalWall, .wall]) }
        #expect(kinds.count == 20)
        for (i, kind) in kinds.enumerated() {
            #expect(kind == (i == 19 ? [.topSolidInfill] : i == 16 ? [.bridge] : i < 3 || i > 15 ? [.solidInfill] : [.sparseInfill]), "layer \(i)")
        }
        let hollow = BodySlicer(Shapes.box(20, 20, 4), settings: settings { $0.fillDensity = 0; $0.topSolidLayers = 0; $0.bottomSolidLayers = 0 })
        let roles = Set(layers(hollow).flatMap { $0.paths.map(\.role) })
        #expect(roles == [.externalWall, .wall])
    }

    @Test func `a step gets its own top and the shells under it`() {
        let steps = Shapes.joined([Shapes.box([0, 0, 0], [30, 20, 2]), Shapes.box([0, 0, 0], [15, 20, 4])])
        let slicer = BodySlicer(steps, settings: settings { $0.fillDensity = 0.15; $0.topSolidLayers = 3 })
        let lower = slicer.parts[0].fill[9], under = slicer.parts[0].fill[8]
        #expect(abs(lower.top.area - 15 * 20) < 60 && abs(lower.solid.area) < 40)
        #expect(under.solid.area > 13 * 18 && under.top.isEmpty)
        #expect(slicer.parts[0].fill[5].solid.area < 20)
    }

    @Test(arguments: 0..<8) func `filled wholly, the lines hold the body's volume`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let shapes = [Shapes.box(21, 17, 6), Shapes.cylinder(radius: 9, height: 6, sides: 80), Shapes.sphere(radius: 8, rings: 24), Shapes.torus(radius: 14, thickness: 7, sides: 48)]
        var mesh = shapes[seed % 4]
        if seed > 3 {
            mesh = mesh.rotated(x: .degrees(360 * random.unit()), y: .degrees(360 * random.unit()), z: .degrees(360 * random.unit()))
            mesh = mesh.translated(by: [0, 0, -Float(mesh.extent!.low.z)])
        }
        let slicer = BodySlicer(mesh, settings: settings())
        let ratio = volume(layers(slicer)) / slicer.solidVolume
        #expect(abs(ratio - 1) < 0.02, "\(ratio)")
        #expect(abs(slicer.solidVolume / mesh.volume - 1) < 0.02)
    }

    @Test func `walls are closed, inside the outline by half a line, and as many as asked for`() {
        let slicer = BodySlicer(Shapes.torus(radius: 20, thickness: 12, sides: 96), settings: settings { $0.wallCount = 3; $0.fillDensity = 0.1 })
        for index in [10, 29, 50] {
            let layer = slicer.layer(index), outline = slicer.outlines[index]
            let walls = layer.paths.filter { [.externalWall, .wall, .overhangWall].contains($0.role) }
            #expect(layer.paths.count { $0.role == .externalWall } >= 1)
            let centre = outline.offset(by: -0.225 + 0.01)
            for wall in walls {
                let isInside = layer.polyline(wall).points.allSatisfy { centre.contains($0) }
                #expect(isInside)
            }
            let innermost = slicer.parts[0].walls(index).inside.offset(by: 0.2)
            for fill in layer.paths where fill.role == .sparseInfill || fill.role == .solidInfill {
                let isInside = layer.polyline(fill).points.allSatisfy { innermost.contains($0) }
                #expect(isInside)
            }
        }
    }

    @Test func `threads over a gap run the short way across`() {
        let table = Shapes.joined([Shapes.box([0, 0, 0], [5, 40, 6]), Shapes.box([20, 0, 0], [25, 40, 6]), Shapes.box([0, 0, 5], [25, 40, 6])])
        let slicer = BodySlicer(table, settings: settings { $0.fillDensity = 0.15 })
        let layer = slicer.layer(25)
        let bridges = layer.paths.filter { $0.role == .bridge }
        #expect(!bridges.isEmpty)
        var along = 0.0, across = 0.0
        for bridge in bridges {
            let points = layer.polyline(bridge).points
            for (a, b) in zip(points, points.dropFirst()) {
                along += abs(b.y - a.y)
                across += abs(b.x - a.x)
            }
        }
        #expect(across > 10 * along)
    }

    @Test func `aligned seams stand one above the other, rear ones at the back, and random ones anywhere`() {
        func starts(_ position: SeamPosition) -> [Point] {
            let slicer = BodySlicer(Shapes.cylinder(radius: 10, height: 8, sides: 90), settings: settings { $0.seamPosition = position })
            return layers(slicer).compactMap { layer in layer.paths.first { $0.role == .externalWall }.map { Point(layer.x[$0.start], layer.y[$0.start]) } }
        }
        let aligned = starts(.aligned), rear = starts(.rear), random = starts(.random)
        #expect(zip(aligned, aligned.dropFirst()).allSatisfy { $0.distance(to: $1) < 0.8 })
        #expect(rear.allSatisfy { $0.y > 9.5 })
        let mean = random.reduce(Point.zero, +) * (1 / Double(random.count))
        #expect(mean.length < 5)
    }

    @Test(arguments: [2, 3, 7]) func `any number of workers gives the same layers`(workers: Int) {
        let mesh = Shapes.torus(radius: 12, thickness: 8, sides: 60)
        let one = layers(BodySlicer(mesh, settings: settings { $0.fillDensity = 0.2 }))
        #expect(layers(BodySlicer(mesh, settings: settings { $0.fillDensity = 0.2 }, workers: Workers(workers))) == one)
    }

    @Test func `copies on a plate are the body's own lines, shifted`() {
        let body = BodySlicer(Shapes.box(5, 5, 2), settings: settings()), shifts = [Point(20, 20), Point(40, 20), Point(20, 50)]
        let plate = PlateLayers([.init(body, at: shifts)], settings: settings { $0.skirtLoops = 2; $0.brimWidth = 2 })
        #expect(abs(plate.solidVolume - 150) < 1e-6 && plate.layerCount == body.layerCount)
        let own = body.layer(3), all = plate.layer(3)
        #expect(all.paths.count == 3 * own.paths.count)
        #expect(all.x[own.x.count] == own.x[0] + 40 && all.y[2 * own.y.count] == own.y[0] + 50)
        let first = plate.layer(0), skirt = first.paths.filter { $0.role == .skirt }
        #expect(skirt.count == 2 && first.paths.contains { $0.role == .brim })
        let isWithin = first.paths.allSatisfy { first.polyline($0).points.allSatisfy { plate.bounds.contains($0) } }
        #expect(isWithin)
    }

    @Test func `nothing comes of nothing`() {
        #expect(BodySlicer(Mesh(), settings: settings()).layerCount == 0)
        let flat = BodySlicer(Mesh(vertices: [[0, 0, 0], [9, 0, 0], [0, 9, 0]], triangles: [[0, 1, 2]]), settings: settings())
        #expect(layers(flat).flatMap(\.paths).isEmpty)
        let below = BodySlicer(Shapes.box([0, 0, -5], [9, 9, -1]), settings: settings())
        #expect(layers(below).flatMap(\.paths).isEmpty)
    }
}
