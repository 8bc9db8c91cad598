import ImpressionGeometry
import ImpressionMeshing
@testable import ImpressionSlicing
import Testing
import TestSupport

@Suite struct TravelTests {
    /// A horseshoe: straight ways between its legs leave it.
    private var horseshoe: Mesh { Shapes.joined([Shapes.box([0, 0, 0], [8, 40, 1]), Shapes.box([30, 0, 0], [38, 40, 1]), Shapes.box([0, 0, 0], [38, 8, 1])]) }

    private func travels(_ layer: LayerPaths) -> [(way: [Point], isInside: Bool)] {
        var place: Point?
        return layer.paths.compactMap { path in
            let points = layer.points(path)
            defer { place = path.isClosed ? points[0] : points[points.count - 1] }
            guard let place, place != points[0] else { return nil }
            return ([place] + (path.detour >= 0 ? layer.detours[Int(path.detour)] : []) + [points[0]], path.isReachedInside)
        }
    }

    @Test func `ways around stay inside and are not much longer than they must`() {
        let settings = SliceSettings.plain { $0.walls.avoidsCrossing = true; $0.fillDensity = 0.15 }
        let body = BodySlicer(horseshoe, settings: settings)
        let zone = body.outlines[2].offset(by: -0.1)
        var detours = 0
        for index in 0..<body.layerCount {
            for (way, isInside) in travels(body.layer(index)) {
                if way.count > 2 { detours += 1 }
                guard isInside else { continue }
                for (a, b) in zip(way, way.dropFirst()) {
                    for k in 0...40 { #expect(zone.contains(a + (b - a) * (Double(k) / 40))) }
                }
                #expect(Polyline(way, isClosed: false).length < 110)
            }
            let outside = travels(body.layer(index)).filter { !$0.isInside && $0.way.count == 2 }
            #expect(outside.isEmpty)
        }
        #expect(detours > 0)
    }

    @Test func `copies on a plate go around their own bays`() {
        let settings = SliceSettings.plain { $0.walls.avoidsCrossing = true; $0.fillDensity = 0.15 }
        let body = BodySlicer(horseshoe, settings: settings), shifts = [Point(10, 5), Point(60, 70)]
        let plate = PlateLayers([.init(body, at: shifts)], settings: settings)
        let own = body.layer(2), all = plate.layer(2)
        #expect(!own.detours.isEmpty && all.detours.count == 2 * own.detours.count)
        for (copy, shift) in shifts.enumerated() {
            for (path, shifted) in zip(own.paths, all.paths[(copy * own.paths.count)...]) where path.detour >= 0 {
                #expect(all.detours[Int(shifted.detour)] == own.detours[Int(path.detour)].map { $0 + shift })
            }
        }
    }

    @Test func `without the wish for it ways are straight, and those inside are told`() {
        let body = BodySlicer(horseshoe, settings: .plain { $0.fillDensity = 0.15; $0.findsInsideTravels = true })
        let all = (0..<body.layerCount).flatMap { travels(body.layer($0)) }
        #expect(all.allSatisfy { $0.way.count == 2 })
        #expect(all.contains { $0.isInside } )
        for (way, isInside) in all {
            let middles = (1..<20).map { way[0] + (way[1] - way[0]) * (Double($0) / 20) }
            let holds = middles.allSatisfy { body.outlines[2].contains($0) }
            #expect(isInside ? holds : true)
        }
    }

    @Test func `a ring is walked around its hole the shorter way`() {
        let body = BodySlicer(Shapes.torus(radius: 15, thickness: 8, sides: 64), settings: .plain { $0.walls.avoidsCrossing = true; $0.fillDensity = 0.1 })
        for index in 0..<body.layerCount {
            for (way, _) in travels(body.layer(index)) where way.count > 2 {
                let direct = way[0].distance(to: way[way.count - 1])
                #expect(Polyline(way, isClosed: false).length < direct * .pi / 2 + 3)
            }
        }
    }

    @Test func `a limit on the way around sends long ones straight`() {
        let body = BodySlicer(horseshoe, settings: .plain { $0.walls.avoidsCrossing = true; $0.greatestDetour = 5; $0.fillDensity = 0.15 })
        for index in 0..<body.layerCount {
            for (way, _) in travels(body.layer(index)) where way.count > 2 {
                #expect(Polyline(way, isClosed: false).length <= way[0].distance(to: way[way.count - 1]) + 5.001)
            }
        }
    }
}
