import ImpressionGeometry
import ImpressionMeshing
import ImpressionSlicing
import Testing

@Suite struct FieldStructureTests {
    @Test func `layers begin at the first layer's height and rise evenly to the top`() {
        let slicer = FieldSlicer(Fields.block(4, side: 51), settings: .plain { $0.firstLayerHeight = 0.3 })
        let tops = slicer.layers.map(\.z)
        #expect(tops[0] == 0.3)
        for (a, b) in zip(tops, tops.dropFirst()) { #expect(abs(b - a - 0.2) < 1e-12) }
        #expect(abs(tops.last! - 4) <= 0.1 + 1e-9)
    }

    @Test func `a twenty millimetre cube has a hundred layers and ends at twenty`() {
        let slicer = FieldSlicer(Fields.block(20, side: 201), settings: .plain())
        #expect(slicer.layerCount == 100)
        #expect(abs(slicer.layer(99).z - 20) < 1e-9)
    }

    @Test func `a cube's walls have exactly four corners at the ground truth`() {
        let slicer = FieldSlicer(Fields.block(2), settings: .plain { $0.plateCenter = Point(50, 60) })
        let layer = slicer.layer(3), spacing = beadSpacing(width: 0.45, height: 0.2)
        let loops = (layer.paths(.externalWall) + layer.paths(.wall)).map { layer.polyline($0) }
        #expect(loops.count == 2)
        for loop in loops {
            #expect(loop.points.count == 4)
            #expect(loop.isClosed && loop.signedArea > 0)
        }
        let outer = loops.max { $0.signedArea < $1.signedArea }!, reach = 10 - spacing / 2
        for point in outer.points {
            #expect(abs(abs(point.x - 50) - reach) < 1e-9)
            #expect(abs(abs(point.y - 60) - reach) < 1e-9)
        }
    }

    @Test func `a disc's wall lies within two thousandths of the circle's area`() {
        let slicer = FieldSlicer(Fields.disc(radius: 10, height: 0.4, pitch: 0.05), settings: .plain())
        for layer in slicer.layers {
            let wall = layer.paths(.externalWall).map { layer.polyline($0) }
            #expect(wall.count == 1)
            let radius = 10 - beadSpacing(width: 0.45, height: 0.2) / 2
            // Hamming distance of two nested, nearly round shapes: the ring between greatest and least radius bounds it.
            let radii = wall[0].points.map(\.length)
            #expect(radii.allSatisfy { abs($0 - radius) < 0.01 })
            #expect(abs(wall[0].signedArea / (.pi * radius * radius) - 1) < 0.002)
        }
    }

    @Test func `outer walls run counter-clockwise and holes clockwise`() {
        let layer = FieldSlicer(Fields.ring, settings: .plain()).layer(1)
        let areas = layer.paths(.externalWall).map { layer.polyline($0).signedArea }
        #expect(areas.count == 2)
        #expect(areas.max()! > 0 && areas.min()! < 0)
        #expect(areas.max()! > 150 && areas.min()! > -100)
    }

    @Test func `walls are as many as asked for where there is room, inner ones first`() {
        for count in 0...4 {
            let layer = FieldSlicer(Fields.block(1), settings: .plain { $0.wallCount = count }).layer(1)
            let walls = layer.paths.filter { $0.role == .wall || $0.role == .externalWall }
            #expect(walls.count == count)
            let areas = walls.map { layer.polyline($0).signedArea }
            #expect(areas == areas.sorted())
        }
    }

    @Test func `loops neither cross themselves nor each other`() {
        let slicer = FieldSlicer(Fields.noise(61, pitch: 0.2, seed: 11), settings: .plain())
        for index in [3, 5, 7] {
            let layer = slicer.layer(index)
            let loops = layer.paths.filter { $0.isClosed }.map { layer.points($0) }
            var segments: [(Point, Point, Int, Int)] = []
            for (l, loop) in loops.enumerated() {
                for i in loop.indices { segments.append((loop[i], loop[(i + 1) % loop.count], l, i)) }
            }
            var crossings = 0
            for i in segments.indices {
                for j in segments.indices where j > i && cross(segments[i].0, segments[i].1, segments[j].0, segments[j].1) { crossings += 1 }
            }
            #expect(crossings == 0, "layer \(index)")
        }
    }

    @Test func `infill stays inside the innermost wall's centre line`() {
        let field = Fields.noise(101, pitch: 0.2, seed: 5)
        let layer = FieldSlicer(field, settings: .plain()).layer(5)
        let walls = (layer.paths(.wall) + layer.paths(.externalWall)).filter(\.isClosed).map { layer.points($0) }
        var outside = 0, all = 0
        for path in layer.paths(.solidInfill) + layer.paths(.topSolidInfill) {
            for point in layer.points(path) {
                all += 1
                if winding(of: walls, around: point) <= 0 { outside += 1 }
            }
        }
        #expect(all > 100 && outside == 0)
    }

    @Test func `exactly as many layers are solid as asked for`() {
        for (top, bottom) in [(4, 3), (1, 0), (0, 2), (0, 0), (2, 5)] {
            let slicer = FieldSlicer(Fields.block(4, side: 101), settings: .plain {
                $0.fillDensity = 0.2
                $0.topSolidLayers = top
                $0.bottomSolidLayers = bottom
            })
            let solid = slicer.layers.map { layer in layer.paths.contains { $0.role == .solidInfill || $0.role == .topSolidInfill } }
            let sparse = slicer.layers.map { layer in layer.paths.contains { $0.role == .sparseInfill } }
            for i in 0..<20 {
                #expect(solid[i] == (i < bottom || i >= 20 - top), "layer \(i) of top \(top), bottom \(bottom)")
                #expect(sparse[i] != solid[i])
            }
            #expect(slicer.layer(19).paths(.topSolidInfill).isEmpty == (top == 0))
        }
    }

    @Test func `steps carry a solid skin of their own`() {
        let slicer = FieldSlicer(Fields.steps, settings: .plain { $0.fillDensity = 0.2; $0.topSolidLayers = 2; $0.bottomSolidLayers = 1 })
        // Treads are 0.6 mm apart: three layers, of which two are skin, and one bottom layer below the lowest.
        for index in 1..<slicer.layerCount {
            let roles = Set(slicer.layer(index).paths.map(\.role))
            #expect(roles.contains(.topSolidInfill) == (index % 3 == 2), "layer \(index)")
            #expect(roles.contains(.solidInfill) == (index % 3 == 1), "layer \(index)")
        }
    }

    @Test func `layers are the same for any number of workers and in any order`() {
        let field = Fields.noise(81, pitch: 0.2, seed: 9)
        let one = FieldSlicer(field, settings: .plain(), workers: .one)
        let expected = one.layers
        for count in [2, 7] {
            let many = FieldSlicer(field, settings: .plain(), workers: Workers(count))
            #expect(Workers(count).map(many.layerCount) { many.layer($0) } == expected)
        }
        #expect((0..<one.layerCount).reversed().map { one.layer($0) } == expected.reversed())
    }

    @Test func `a quarter turn of the body turns its walls`() {
        let field = Fields.noise(61, pitch: 0.2, seed: 21)
        var turned = field
        for y in 0..<61 { for x in 0..<61 { turned.heights[60 - y, x] = field.heights[x, y] } }
        let a = FieldSlicer(field, settings: .plain()), b = FieldSlicer(turned, settings: .plain())
        for index in [2, 5, 8] {
            func length(_ slicer: FieldSlicer) -> Double {
                let layer = slicer.layer(index)
                return layer.paths(.externalWall).reduce(0) { $0 + layer.polyline($1).length }
            }
            #expect(abs(length(a) / length(b) - 1) < 0.02)
        }
    }

    @Test func `travel stays short where islands are many`() {
        // 400 pegs on a plate.
        let field = Fields.make(401, 401, pitch: 0.1) { x, y in
            let u = x.truncatingRemainder(dividingBy: 2) - 1, v = y.truncatingRemainder(dividingBy: 2) - 1
            return u * u + v * v < 0.36 ? 1.6 : 0.8
        }
        let layer = FieldSlicer(field, settings: .plain()).layer(6)
        var travel = 0.0, place: Point?
        for path in layer.paths {
            let points = layer.points(path)
            if let place { travel += place.distance(to: points[0]) }
            place = path.isClosed ? points[0] : points.last
        }
        // A perfect walk takes about 1.4 mm from peg to peg; greedy ones lose a quarter.
        #expect(layer.paths(.externalWall).count == 400)
        #expect(travel < 400 * 2.6, "\(travel)")
    }
}

private func cross(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    func side(_ p: Point, _ q: Point, _ r: Point) -> Double { (q - p).cross(r - p) }
    let e = 1e-9
    let s1 = side(a, b, c), s2 = side(a, b, d), s3 = side(c, d, a), s4 = side(c, d, b)
    return (s1 > e && s2 < -e || s1 < -e && s2 > e) && (s3 > e && s4 < -e || s3 < -e && s4 > e)
}

private func winding(of loops: [[Point]], around p: Point) -> Int {
    var number = 0
    for loop in loops {
        for i in loop.indices {
            let a = loop[i], b = loop[(i + 1) % loop.count]
            if a.y <= p.y && b.y > p.y && (b - a).cross(p - a) > 0 { number += 1 }
            if a.y > p.y && b.y <= p.y && (b - a).cross(p - a) < 0 { number -= 1 }
        }
    }
    return number
}
