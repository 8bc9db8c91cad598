import ImpressionGeometry
@testable import ImpressionMachines
import ImpressionMeshing
import ImpressionSlicing
import Testing
import TestSupport

/// Where extruders change, who draws what, and what is purged.
@Suite struct ToolExpectationTests {
    private let filamentArea = Double.pi / 4 * 1.75 * 1.75
    /// mm³ from and to each of three extruders.
    private let matrix = [[0.0, 90, 40], [60, 0, 130], [25, 75, 0]]

    private func file(_ parts: [(body: any Sliceable, tool: UInt8)], _ settings: [(String, String)] = []) throws -> ReadBack {
        var profile = try profile("generic-marlin", [("layer_height", "0.25"), ("first_layer_height", "0.25"), ("fill_density", "15%"), ("skirts", "1"), ("gcode_resolution", "0")] + settings)
        profile.furtherFilaments = [Filament(), Filament()]
        let slice = profile.sliceSettings
        var purge = PurgeSettings(count: 3)
        purge.volumes = matrix
        return ReadBack(try gcode(PlateLayers([.init(BodySlicer(parts, settings: slice), at: [Point(80, 80), Point(110, 80)])], settings: slice, purge: purge), profile).text)
    }

    @Test(arguments: [0, 1, 2]) func `what stands on another piece never uses the lower one's extruder`(support: Int) throws {
        let bodies: [(any Sliceable, UInt8)] = [(Shapes.box([-5, -5, 0], [5, 5, 3]), 1), (Shapes.box([-8, -8, 3], [8, 8, 6]), 2)]
        let settings = support == 0 ? [] : [("support_material", "1"), ("support_material_extruder", "\(support)"), ("support_material_interface_extruder", "\(support)")]
        let beads = try file(bodies, settings).beads.filter { !$0.type.hasPrefix("Support") && $0.type != "Skirt/Brim" && $0.type != "Wipe tower" }
        #expect(Set(beads.map(\.tool)) == [1, 2])
        for bead in beads { #expect(bead.tool == (bead.z <= 3 + 1e-9 ? 1 : 2), "\(bead)") }
    }

    @Test(arguments: ExpectationBodies.own) func `every change is made inside the skirt, and purges what its two materials ask for`(body: ExpectationBodies.Body) throws {
        let post = Shapes.box([1, 1, 0.5], [4, 4, 4]), plug = Shapes.box([5, 5, 1], [7, 7, 3])
        let back = try file([(body.mesh, 0), (post, 1), (plug, 2)])
        let skirt = Region([Polyline(back.beads.filter { $0.type == "Skirt/Brim" }.map { Point($0.x, $0.y) }, isClosed: true)])
        var last = back.beads[0].tool, place = Point.zero, changes = 0, purged = 0.0, wanted = 0.0, isSettled = true
        for move in back.moves {
            if move.tool != last {
                #expect(skirt.contains(place), "\(place)")
                (wanted, purged, isSettled) = (matrix[last][move.tool], 0, false)
                (changes, last) = (changes + 1, move.tool)
            }
            place = Point(move.x, move.y)
            guard move.e > 0, move.length > 0 else { continue }
            if move.type == "Wipe tower" {
                purged += move.e * filamentArea
            } else if !isSettled {
                #expect(purged > wanted * 0.999, "\(move): \(purged) of \(wanted)")
                isSettled = true
            }
        }
        #expect(changes > 8)
    }
}
