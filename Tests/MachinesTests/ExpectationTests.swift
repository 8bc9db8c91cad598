import ImpressionGeometry
@testable import ImpressionMachines
import ImpressionMeshing
import ImpressionSlicing
import Testing
import TestSupport

/// What any slicer can be held to, on files of whole bodies: flow, lifts, wipes and fan.
@Suite struct ExpectationTests {
    typealias Body = ExpectationBodies.Body
    private let filamentArea = Double.pi / 4 * 1.75 * 1.75
    private let hanging: Set = ["Bridge infill", "Overhang perimeter"]

    @Test func `other people's meshes take part where they are at hand`() {
        #expect(ExpectationBodies.others.count == (Conformance.has("meshes") ? 5 : 0))
    }

    @Test(arguments: ExpectationBodies.all) func `lines have the plastic of their width, bridges that of a thread`(body: Body) throws {
        for ratio in [0.8, 1, 1.15] {
            let beads = try body.file("generic-marlin", [("bridge_flow_ratio", "\(ratio)")]).back.beads.filter { $0.length > 0.5 && !$0.type.hasPrefix("Skirt") }
            #expect(beads.count > 50)
            for bead in beads {
                let rate = bead.e / bead.length
                // Filament is written in steps of 1e-5 mm, a width is told again when it differs by 0.01 mm.
                let expected = hanging.contains(bead.type) ? (0.4 / 1.75) * (0.4 / 1.75) * ratio : bead.height * (bead.width - bead.height * (1 - .pi / 4)) / filamentArea
                let slack = hanging.contains(bead.type) ? 1e-5 / bead.length : bead.height * 0.011 / filamentArea + 1e-5 / bead.length
                #expect(abs(rate - expected) < slack, "\(bead)")
            }
            if body.name == "bridge" { #expect(hanging.isSubset(of: beads.map(\.type))) }
        }
    }

    @Test(arguments: ExpectationBodies.all) func `the nozzle is lifted between the limits only`(body: Body) throws {
        let (back, _) = try body.file("generic-marlin", [("retract_lift", "0.6"), ("retract_lift_above", "1"), ("retract_lift_below", "2.5"), ("retract_length", "1"), ("retract_before_travel", "0.5")])
        var lifted = 0
        for move in back.moves where move.type != "Custom" {
            let z = back.layerHeights[move.layer]
            #expect(move.z <= z || z >= 1 && z <= 2.5 && move.z <= z + 0.6 + 1e-9, "\(move)")
            if move.z > z { lifted += 1 }
            if move.e > 0 && move.length > 0 { #expect(move.z == z) }
        }
        #expect(lifted > 0)
    }

    @Test(arguments: ExpectationBodies.all) func `what is wiped is drawn back more slowly than in place, after lines of the same layer, and balanced`(body: Body) throws {
        let (back, report) = try body.file("generic-marlin", [("wipe", "1"), ("retract_before_wipe", "20%"), ("retract_length", "1.5"), ("retract_speed", "35"), ("retract_before_travel", "0.5"), ("retract_layer_change", "1")])
        var wipes = 0, isFresh = true, layer = -1, drawn = 0.0
        for move in back.moves {
            if move.layer != layer { (layer, isFresh) = (move.layer, true) }
            if move.e > 0 && move.length > 0 {
                isFresh = false
                #expect(abs(drawn) < 1e-9)
            } else {
                drawn += move.e
                #expect(drawn > -1.5 - 1e-9 && drawn < 1e-9)
            }
            guard move.e < 0, move.length > 0 else { continue }
            wipes += 1
            #expect(!isFresh && -move.e / (move.length / (move.feed / 60)) < 35, "\(move)")
        }
        #expect(wipes > 10)
        // What is drawn back at the end is not used up.
        let pushed = back.beads.reduce(0) { $0 + $1.e }
        #expect(abs(report.filament - pushed) < 1e-3)
    }

    @Test(arguments: ExpectationBodies.all) func `the bridges' fan blows on what hangs alone, and none on the first layers`(body: Body) throws {
        let settings = [("bridge_fan_speed", "90"), ("min_fan_speed", "40"), ("max_fan_speed", "40"), ("fan_always_on", "1"), ("disable_fan_first_layers", "2"), ("full_fan_speed_layer", "0")]
        let beads = try body.file("generic-marlin", settings).back.beads
        for bead in beads { #expect(bead.fan == (bead.layer < 2 ? 0 : hanging.contains(bead.type) ? 230 : 102), "\(bead)") }
        if body.name == "bridge" { #expect(hanging.isSubset(of: beads.map(\.type))) }
    }
}
