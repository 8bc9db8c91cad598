import ImpressionGeometry
import ImpressionMeshing
@testable import ImpressionSlicing
import Testing
import TestSupport

@Suite struct PartTests {
    private let settings = SliceSettings.plain { $0.fillDensity = 0.2 }
    /// A plate with a post of another material sunk into it.
    private var inlay: BodySlicer {
        BodySlicer([(Shapes.box(30, 20, 3), 0), (Shapes.box([-5, -5, 1], [5, 5, 5]), 1)], settings: settings)
    }

    @Test func `where parts overlap the later has the place, and nothing is lost`() {
        let body = inlay
        for layer in 0..<body.layerCount {
            let (a, b) = (body.parts[0].outlines[layer], body.parts[1].outlines[layer])
            #expect(a.intersection(b).isEmpty)
            #expect(abs(a.union(b).area - (layer < 15 ? 600 : 100)) < 1e-6)
        }
        #expect(abs(body.solidVolume - (600 * 3 + 100 * 2)) < 1e-6)
    }

    @Test func `a place under another part is not seen from above`() {
        let body = inlay
        // The last layer below the post is solid as the post's floor is, yet no top.
        #expect(body.parts[0].fill[4].top.isEmpty)
        #expect(abs(body.parts[0].fill[14].top.area - (28.4 * 18.4 - 100)) < 40)
    }

    @Test func `each part's lines are drawn by its extruder and lie inside it`() {
        let body = inlay
        for index in [2, 8, 14, 20] {
            let layer = body.layer(index)
            for path in layer.paths {
                let outline = body.parts[Int(path.tool)].outlines[index]
                let isInside = layer.polyline(path).points.allSatisfy { outline.contains($0) }
                #expect(isInside)
            }
            #expect(Set(layer.paths.map(\.tool)) == (index < 5 ? [0] : index < 15 ? [0, 1] : [1]))
        }
    }

    @Test func `extruders change once a layer, the one in use going on first`() {
        let plate = PlateLayers([.init(inlay, at: [Point(40, 40), Point(80, 40)])], settings: settings)
        var last: UInt8?, changes = 0
        for index in 0..<plate.layerCount {
            let tools = plate.layer(index).paths.map(\.tool)
            for tool in tools where tool != last {
                if last != nil { changes += 1 }
                last = tool
            }
        }
        #expect(changes == 11 && plate.toolChanges == 11)
    }

    @Test(arguments: [0.1, 0.2, 0.3]) func `the tower takes at least the purged volume at every change, whatever the layers' height`(height: Double) {
        var fine = settings
        (fine.layerHeight, fine.firstLayerHeight) = (height, 0.25)
        let body = BodySlicer([(Shapes.box(30, 20, 3), 0), (Shapes.box([-5, -5, 1], [5, 5, 5]), 1)], settings: fine)
        let purge = PurgeSettings(count: 2, volume: 90)
        let plate = PlateLayers([.init(body, at: [Point(60, 60)])], settings: fine, purge: purge)
        var last: UInt8 = 0, changes = 0
        for index in 0..<plate.layerCount {
            let layer = plate.layer(index)
            var isChanged = false
            for path in layer.paths {
                isChanged = isChanged || path.tool != last
                last = path.tool
                if isChanged {
                    // What follows a change is its strip of the tower.
                    #expect(path.role == .purgeTower)
                    let volume = layer.polyline(path).length * beadArea(width: 0.45, height: layer.height)
                    #expect(volume >= 90 * 0.97 && volume < 90 * 1.25, "\(volume)")
                    (isChanged, changes) = (false, changes + 1)
                }
                if path.role != .purgeTower {
                    let isClear = layer.polyline(path).points.allSatisfy { $0.x < 60 + 15.01 }
                    #expect(isClear)
                }
            }
        }
        #expect(changes == plate.toolChanges && changes > 5)
    }

    @Test func `sparse fill takes what it can of a purge, first after the change`() {
        let body = BodySlicer([(Shapes.box(40, 30, 4), 0), (Shapes.box([-20, -15, 4], [20, 15, 8]), 1), (Shapes.box([-5, -5, 1], [5, 5, 3]), 1)], settings: settings)
        func plate(_ wipes: Bool) -> PlateLayers {
            var purge = PurgeSettings(count: 2, volume: 30)
            purge.wipesIntoFill = wipes
            return PlateLayers([.init(body, at: [Point(60, 60)])], settings: settings, purge: purge)
        }
        let (without, with) = (plate(false), plate(true))
        #expect(without.toolChanges == with.toolChanges && with.toolChanges > 10)
        var saved = 0.0, last: UInt8 = 0
        for index in 0..<with.layerCount {
            let (a, b) = (without.layer(index), with.layer(index))
            saved += a.volume { $0 == .purgeTower } - b.volume { $0 == .purgeTower }
            #expect(abs(a.volume { $0 != .purgeTower } / b.volume { $0 != .purgeTower } - 1) < 1e-9)
            for (i, path) in b.paths.enumerated() where path.role != .purgeTower && !path.role.isPlate {
                let before = i > 0 ? b.paths[i - 1].tool : last, hasSparse = b.paths.contains { $0.tool == path.tool && $0.role == .sparseInfill }
                let isAfterTower = i > 0 && b.paths[i - 1].role == .purgeTower && (i > 1 ? b.paths[i - 2].tool : last) != path.tool
                if hasSparse, before != path.tool || isAfterTower { #expect(path.role == .sparseInfill, "\(index)") }
            }
            last = b.paths.last?.tool ?? last
        }
        #expect(saved > 100, "\(saved)")
    }

    @Test func `layers of the tower lie upon one another up to the last change`() {
        let plate = PlateLayers([.init(inlay, at: [Point(60, 60)])], settings: settings, purge: PurgeSettings(count: 2, volume: 60))
        let towers = (0..<plate.layerCount).map { plate.layer($0).paths.contains { $0.role == .purgeTower } }
        let last = towers.lastIndex(of: true)!
        #expect(towers[...last].allSatisfy { $0 } && last == 15)
    }
}
