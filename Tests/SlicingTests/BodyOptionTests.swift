import ImpressionGeometry
import ImpressionMeshing
@testable import ImpressionSlicing
import Testing
import TestSupport

@Suite struct BodyOptionTests {
    private func layers(_ slicer: some LayerSource) -> [LayerPaths] { (0..<slicer.layerCount).map { slicer.layer($0) } }

    @Test func `a vase winds up in one line, over a solid bottom, and ends level`() {
        let vase = BodySlicer(Shapes.cylinder(radius: 15, height: 12, sides: 60, top: 20), settings: .plain { $0.outline.isSpiral = true; $0.bottomSolidLayers = 3 })
        let all = layers(vase)
        #expect(all[0..<3].allSatisfy { $0.paths.contains { $0.role == .solidInfill } && $0.rise.isEmpty })
        var end: Point?, z = all[2].z, volume = 0.0
        for layer in all[3...] {
            #expect(layer.paths.count == 1)
            if let end { #expect(end.distance(to: Point(layer.x[0], layer.y[0])) < 1e-9) }
            for i in layer.x.indices {
                let now = layer.z + Double(layer.rise[i])
                #expect(now >= z - 1e-6 && now - z < 0.2)
                z = now
            }
            end = Point(layer.x[layer.x.count - 1], layer.y[layer.y.count - 1])
            volume += layer.volume { _ in true }
        }
        #expect(abs(z - 12) < 1e-6)
        // The wall's shell: its slant does not count, for layers are level.
        let expected = 11.4 * 2 * Double.pi * (17.5 + 0.125 - 0.225) * (0.45 - 0.2 * (1 - .pi / 4))
        #expect(abs(volume / expected - 1) < 0.03, "\(volume) \(expected)")
    }

    @Test func `fuzzy skin leaves the outer wall by half its thickness at most, and only there`() {
        let box = Shapes.box(20, 20, 4)
        let plain = BodySlicer(box, settings: .plain()), fuzzy = BodySlicer(box, settings: .plain { $0.fuzzy.walls = .external })
        for index in [0, 5, 12] {
            let smooth = plain.layer(index), rough = fuzzy.layer(index)
            let a = smooth.paths.first { $0.role == .externalWall }!, b = rough.paths.first { $0.role == .externalWall }!
            let line = smooth.polyline(a), away = rough.polyline(b).points.map { $0.distance(to: line.nearest(to: $0)) }
            #expect(away.max()! <= 0.3001)
            #expect(index == 0 ? away.max()! < 1e-9 : away.max()! > 0.2 && b.count > 60)
            #expect(smooth.paths.filter { $0.role == .wall }.map { smooth.points($0) } == rough.paths.filter { $0.role == .wall }.map { rough.points($0) })
        }
        #expect(fuzzy.layer(7) == BodySlicer(box, settings: .plain { $0.fuzzy.walls = .external }, workers: Workers(3)).layer(7))
    }

    @Test(arguments: [(0.1, 0), (0.35, 1), (0.6, 2), (0.85, 3), (1.15, 4)]) func `a wall tells in quarters how much of it hangs over nothing`(share: Double, quarters: UInt8) {
        // Each layer is wider than the one below by this share of a line on every side.
        let cone = Shapes.cylinder(radius: 10, height: 4, sides: 200, top: 10 + 20 * share * 0.45)
        let body = BodySlicer(cone, settings: .plain { $0.gradesOverhangs = true }), plain = BodySlicer(cone, settings: .plain())
        for index in 2..<20 {
            let layer = body.layer(index), outer = layer.paths.filter { ($0.role == .externalWall || $0.role == .overhangWall) && abs(Point(layer.x[$0.start], layer.y[$0.start]).length - 10 - Double(index) * share * 0.45) < 0.4 }
            #expect(!outer.isEmpty && outer.allSatisfy { $0.hangs == quarters && ($0.role == .overhangWall) == (quarters == 4) }, "\(outer.map(\.hangs))")
            #expect(plain.layer(index).paths.allSatisfy { $0.hangs == 0 || $0.hangs == 4 })
        }
    }

    @Test func `ironing goes over what is seen from above with its share of plastic`() {
        let body = BodySlicer(Shapes.joined([Shapes.box([0, 0, 0], [20, 20, 2]), Shapes.box([0, 0, 0], [10, 20, 4])]), settings: .plain { $0.ironing.isOn = true })
        let all = layers(body), ironed = all.filter { $0.paths.contains { $0.role == .ironing } }
        #expect(ironed.map(\.index) == [9, 19])
        for layer in ironed {
            #expect(layer.paths.last!.role == .ironing)
            let plastic = layer.volume { $0 == .ironing }, top = layer.volume { $0 == .topSolidInfill }
            #expect(abs(plastic / top - 0.15) < 0.02, "\(plastic / top)")
        }
        let topmost = BodySlicer(Shapes.box(9, 9, 2), settings: .plain { $0.ironing.isOn = true; $0.ironing.surfaces = .topmost })
        #expect(layers(topmost).filter { $0.paths.contains { $0.role == .ironing } }.map(\.index) == [9])
    }

    @Test func `adaptive layers keep every step below the cusp and use the height they may`() {
        let sphere = Shapes.sphere(radius: 10, rings: 120), adaptive = AdaptiveLayers()
        let table = LayerTable([sphere], adaptive: adaptive, firstHeight: 0.2)
        #expect(abs(table.tops.last! - 20) < 0.1)
        let heights = (1..<table.count).map { table.thickness($0) }
        #expect(heights.min()! < 0.1 && heights.max()! > 0.27)
        for i in 1..<table.count {
            let h = table.thickness(i)
            #expect(h <= 0.2801 && h >= 0.0799)
            guard h > 0.0801 else { continue }
            for z in [table.bottom(i) + 0.02, table.top(i) - 0.02] where z < 20 {
                #expect(h * abs(z - 10) / 10 <= 0.06 * 1.1, "\(z) \(h)")
            }
        }
        // A box asks for nothing.
        #expect(LayerTable([Shapes.box(10, 10, 10)], adaptive: adaptive, firstHeight: 0.2).count <= 37)
        let body = BodySlicer(sphere, settings: .plain { $0.adaptiveLayers = adaptive })
        #expect(body.table == table && abs(body.solidVolume / sphere.volume - 1) < 0.002)
    }

    @Test func `size compensation grows outlines and shrinks holes, and slits are closed`() {
        let slit = Shapes.joined([Shapes.box([0, 0, 0], [10, 10, 1]), Shapes.box([10.08, 0, 0], [20, 10, 1])])
        #expect(BodySlicer(slit, settings: .plain()).parts[0].outlines[2].ringCount == 1)
        #expect(BodySlicer(slit, settings: .plain { $0.outline.closingRadius = 0 }).parts[0].outlines[2].ringCount == 2)
        let box = BodySlicer(Shapes.box(10, 10, 1), settings: .plain { $0.outline.growth = 0.1; $0.elephantFoot = 0.3 })
        #expect(abs(box.parts[0].outlines[1].area - 10.2 * 10.2) < 1e-4 && abs(box.parts[0].outlines[0].area - 9.6 * 9.6) < 1e-4)
    }

    @Test func `outer walls come first where that is asked for`() {
        let body = BodySlicer(Shapes.torus(radius: 12, thickness: 8, sides: 40), settings: .plain { $0.walls.drawsExternalFirst = true; $0.detectsOverhangs = false })
        let walls = body.layer(20).paths.filter { $0.role == .externalWall || $0.role == .wall }.map(\.role)
        #expect(walls == [.externalWall, .wall, .externalWall, .wall])
    }
}
