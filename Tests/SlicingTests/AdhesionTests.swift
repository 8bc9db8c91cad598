import ImpressionGeometry
import ImpressionMeshing
import TestSupport
import Testing
@testable import ImpressionSlicing

@Suite struct AdhesionTests {
    private func plate(_ mesh: Mesh, _ change: (inout SliceSettings) -> Void) -> PlateLayers {
        var settings = SliceSettings.plain()
        settings.fillDensity = 0.2
        change(&settings)
        return PlateLayers([.init(BodySlicer(mesh, settings: settings))], settings: settings)
    }

    private func brim(_ region: Region, _ change: (inout SliceSettings) -> Void) -> [Polyline] {
        var settings = SliceSettings.plain()
        (settings.brimWidth, settings.skirtLoops) = (4, 0)
        change(&settings)
        return Adhesion(footprint: region, corners: [], layerCount: 5, settings: settings).brim
    }

    private let spacing = beadSpacing(width: 0.45, height: 0.2)

    @Test(arguments: [1, 3, 200]) func `a skirt is as many layers tall as asked for`(height: Int) {
        let plate = plate(Shapes.box(10, 10, 2)) { $0.skirtLoops = 2; $0.adhesion.skirtHeight = height }
        for i in 0..<plate.layerCount { #expect(plate.layer(i).paths(.skirt).count == (i < height ? 2 : 0)) }
    }

    @Test func `a draft shield stands on all layers and outside of all of them`() {
        let wide = Shapes.joined([Shapes.box([0, 0, 0], [6, 6, 4]), Shapes.box([-10, 0, 4], [16, 6, 6])])
        let plate = plate(wide) { $0.adhesion.draftShield = .enabled; $0.skirtDistance = 2 }
        for i in 0..<plate.layerCount {
            let layer = plate.layer(i), shield = layer.paths(.skirt).map { layer.polyline($0) }
            #expect(shield.count == 1)
            let inside = Region(shield).offset(by: -2)
            #expect(layer.paths.allSatisfy { $0.role == .skirt || layer.polyline($0).points.allSatisfy { inside.contains($0) } })
            #expect(shield.allSatisfy { $0.points.allSatisfy { plate.bounds.contains($0) } })
        }
    }

    @Test(arguments: [0.0, 5, 30, 80]) func `a skirt has enough loops for the filament asked for, and no more`(filament: Double) {
        let layer = plate(Shapes.box(10, 10, 1)) { $0.skirtLoops = 1; $0.adhesion.leastSkirtLength = filament }.layer(0)
        let lengths = layer.paths(.skirt).map { layer.polyline($0).length * beadArea(width: 0.45, height: 0.2) / (.pi / 4 * 1.75 * 1.75) }
        #expect(lengths.reduce(0, +) >= filament)
        #expect(lengths.count == 1 || lengths.dropFirst().reduce(0, +) < filament)
    }

    @Test func `outer, inner and both brims keep to their side of a ring`() {
        let ring = Stack.disc(10).subtracting(Stack.disc(6)), count = Int((4 / spacing).rounded())
        let radii = { (lines: [Polyline]) in lines.map { $0.points.reduce(0) { $0 + $1.length } / Double($0.points.count) } }
        let outer = brim(ring) { _ in }, inner = brim(ring) { $0.adhesion.brim = .inner }, both = brim(ring) { $0.adhesion.brim = .both }
        #expect(outer.count == count && radii(outer).allSatisfy { $0 > 10 })
        #expect(inner.count == count && radii(inner).allSatisfy { $0 < 6 })
        #expect(both.count == 2 * count)
        #expect(brim(ring) { $0.adhesion.brim = BrimPlace.none }.isEmpty)
        for (i, radius) in radii(outer).reversed().enumerated() { #expect(abs(radius - 10 - (Double(i) + 0.5) * spacing) < 0.02) }
    }

    @Test func `an island in a hole has an outer brim of its own`() {
        let region = Stack.disc(20).subtracting(Stack.disc(15)).union(Stack.disc(4)), count = Int((4 / spacing).rounded())
        #expect(brim(region) { _ in }.count == 2 * count)
        #expect(brim(region) { $0.adhesion.brim = .inner }.count == count)
    }

    @Test(arguments: [0.1, 0.5]) func `the brim's gap is free`(gap: Double) {
        let body = Stack.rectangle(-8, -8, 8, 8)
        let lines = brim(body) { $0.adhesion.brimGap = gap }
        let ink = Region(stroking: lines, StrokeStyle(width: 0.45, join: .round))
        #expect(ink.intersection(body.offset(by: gap - 0.03)).isEmpty && !ink.intersection(body.offset(by: gap + 0.05)).isEmpty)
    }

    @Test func `ears lie at sharp corners alone`() {
        // A house: right angles below, 90° at the gable, 135° at the eaves.
        let house = Region([Polyline([Point(-10, 0), Point(10, 0), Point(10, 10), Point(0, 20), Point(-10, 10)], isClosed: true)])
        let ears = brim(house) { $0.adhesion.brim = .ears }
        let corners = [Point(-10, 0), Point(10, 0), Point(0, 20)]
        #expect(ears.allSatisfy { line in !line.isClosed && line.points.allSatisfy { p in corners.contains { $0.distance(to: p) < 4.1 } } })
        for corner in corners { #expect(ears.count { line in line.points.contains { $0.distance(to: corner) < 4.1 } } >= 9) }
        #expect(brim(Stack.disc(10)) { $0.adhesion.brim = .ears }.isEmpty)
    }

    @Test(arguments: [1, 2, 4]) func `a raft lies under body and supports, lifts them, and is filled as told`(count: Int) {
        let tee = Shapes.joined([Shapes.box([-3, -5, 0], [3, 5, 8]), Shapes.box([-12, -5, 8], [12, 5, 10])])
        let bare = plate(tee) { $0.support.isOn = true }
        let plate = plate(tee) { $0.support.isOn = true; $0.adhesion.raft.layers = count; $0.adhesion.raft.gap = 0.15; $0.firstLayerHeight = 0.3 }
        let layers = (0..<plate.layerCount).map { plate.layer($0) }
        #expect(layers[0].z == 0.3 && abs(layers[count - 1].z - 0.3 - 0.2 * Double(count - 1)) < 1e-9)
        let carriers: Set<Role> = [.support, .supportInterface]
        for i in 0..<count { #expect(layers[i].paths.allSatisfy { carriers.contains($0.role) } && !layers[i].paths.isEmpty) }
        // The body's first layer: a gap above the raft, of its own thickness.
        #expect(abs(layers[count].z - layers[count - 1].z - 0.35) < 1e-9 && abs(layers[count].height - 0.2) < 1e-9)
        #expect(layers[count].paths.contains { $0.role == .externalWall } && layers[count].paths.contains { $0.role == .support })
        #expect(layers.count == bare.layerCount + count)
        let raft = layers[0].paths.reduce(into: Box.empty) { box, path in box.add(layers[0].polyline(path).bounds) }
        for layer in layers.dropFirst(count) { for path in layer.paths { #expect(raft.contains(layer.polyline(path).bounds)) } }
        #expect(plate.bounds.contains(raft))
        #expect(abs(plate.solidVolume - bare.solidVolume) < 1e-6)
        // Above the raft the body is drawn as without one.
        let role = { (layer: LayerPaths) in Set(layer.paths.map(\.role)).subtracting(carriers) }
        #expect(role(layers[count + 20]) == role(bare.layer(20)))
    }
}
