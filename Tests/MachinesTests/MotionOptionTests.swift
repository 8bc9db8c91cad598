import Foundation
import ImpressionGeometry
@testable import ImpressionMachines
import ImpressionSlicing
import Testing

@Suite struct MotionOptionTests {
    /// Circles side by side, drawn one after the other, in four layers.
    private struct Circles: LayerSource {
        var radius = 8.0
        var layerCount: Int { 4 }
        var bounds: Box { Box(min: Point(20, 20), max: Point(100, 60)) }
        var solidVolume: Double { 0 }
        func layer(_ index: Int) -> LayerPaths {
            var paths = LayerPaths(index: index, z: 0.2 * Double(index + 1), height: 0.2)
            for x in [30.0, 60, 90] {
                let points = (0..<90).map { (i: Int) -> Point in
                    let angle = Double(i) * .pi / 45
                    return Point(x + radius * cos(angle), 40 + radius * sin(angle))
                }
                paths.append(points, width: 0.45, role: .externalWall, isClosed: true)
            }
            return paths
        }
    }

    private func made(_ pairs: [(String, String)], radius: Double = 8) throws -> (text: String, report: PrintReport) {
        try gcode(Circles(radius: radius), profile("generic-marlin", [("gcode_resolution", "0"), ("skirts", "0")] + pairs))
    }

    private func replay(_ text: String) -> (statistics: GCodeReplay.Statistics, beads: [GCodeReplay.Bead]) {
        var beads: [GCodeReplay.Bead] = []
        let statistics = GCodeReplay().read(Array(text.utf8)) { beads.append($0) }
        return (statistics, beads)
    }

    @Test func `arcs take the place of chords, stay on the circle, and keep time and plastic`() throws {
        let (plain, arcs) = (try made([]), try made([("arc_fitting", "emit_center"), ("gcode_resolution", "0.02")]))
        let turns = arcs.text.split(separator: "\n").filter { $0.hasPrefix("G2 ") || $0.hasPrefix("G3 ") }
        #expect((24...48).contains(turns.count) && turns.allSatisfy { $0.contains(" I") && $0.contains(" J") })
        #expect(abs(arcs.report.time / plain.report.time - 1) < 1e-9 && abs(arcs.report.filament / plain.report.filament - 1) < 1e-6)
        for bead in replay(arcs.text).beads {
            let center = Point((bead.to.x / 30).rounded() * 30, 40)
            #expect(abs(bead.to.distance(to: center) - 8) < 0.022, "\(bead.to)")
        }
    }

    @Test func `a resolution leaves out bends finer than it`() throws {
        let (all, few) = (replay(try made([]).text), replay(try made([("gcode_resolution", "0.05")]).text))
        #expect(few.beads.count * 2 < all.beads.count && abs(few.statistics.filament / all.statistics.filament - 1) < 1e-5)
        for bead in few.beads { #expect(abs(bead.to.distance(to: Point((bead.to.x / 30).rounded() * 30, 40)) - 8) < 0.002) }
    }

    @Test(arguments: [0.0, 0.5, 1.0]) func `a wipe draws back on the way over what was drawn`(before: Double) throws {
        let text = try made([("wipe", "1"), ("retract_before_wipe", "\(before * 100)%"), ("retract_length", "1.2"), ("retract_speed", "40")]).text
        let lines = text.split(separator: "\n"), starts = lines.indices.filter { lines[$0] == ";WIPE_START" }
        #expect(starts.count == (before < 1 ? 8 : 0) && lines.count { $0 == ";WIPE_END" } == starts.count)
        var drawn = 0.0
        for move in ReadBack(text).moves {
            if move.e < 0 || drawn < 0 { drawn += move.e }
            #expect(drawn > -1.2 - 1e-6 && drawn < 1e-6)
            if move.e < 0, move.length > 0 {
                let center = Point((move.x / 30).rounded() * 30, 40)
                #expect(abs(Point(move.x, move.y).distance(to: center) - 8) < 0.02)
            }
        }
        #expect(abs(drawn) < 1e-6)
        let wiped = starts.map { start in lines[start...].dropFirst().prefix { $0 != ";WIPE_END" }.reduce(0.0) { $0 + Double($1.split(separator: " ").first { $0.first == "E" }!.dropFirst())! } }
        for length in wiped { #expect(abs(length + 1.2 * (1 - before)) < 1e-4) }
    }

    @Test func `the firmware draws back where it is asked to`() throws {
        let (own, firmware) = (try made([]), try made([("use_firmware_retraction", "1")]))
        let lines = firmware.text.split(separator: "\n")
        #expect(lines.count { $0 == "G10" } == own.report.retractions && lines.count { $0 == "G11" } == own.report.retractions)
        #expect(!firmware.text.contains(" E-") && abs(firmware.report.time - own.report.time) < 1e-9)
    }

    @Test func `filament told by totals is the same filament`() throws {
        let (relative, absolute) = (replay(try made([("wipe", "1")]).text), replay(try made([("wipe", "1"), ("use_relative_e_distances", "0")]).text))
        #expect(absolute.beads.count == relative.beads.count && abs(absolute.statistics.filament - relative.statistics.filament) < 1e-3)
        for (a, b) in zip(relative.beads, absolute.beads) { #expect(abs(a.volume - b.volume) < 1e-4) }
    }

    @Test func `small loops and the first layer's fill have speeds of their own`() throws {
        for (radius, speed) in [(6.0, 12.0), (7.0, 40.0)] {
            let back = ReadBack(try made([("small_perimeter_speed", "12"), ("external_perimeter_speed", "40"), ("cooling", "0")], radius: radius).text)
            for bead in back.beads where bead.layer > 0 { #expect(abs(bead.feed / 60 - speed) < 0.1) }
        }
        let first = ReadBack(try gcode(Rings(), profile("generic-marlin", [("first_layer_infill_speed", "33"), ("infill_speed", "90"), ("solid_infill_speed", "90")])).text)
        for bead in first.beads where bead.layer == 0 && bead.type.hasSuffix("infill") { #expect(abs(bead.feed / 60 - 33) < 0.1) }
    }

    @Test func `the fan rises layer by layer to its speed`() {
        var profile = PrintProfile()
        (profile.filament.layersWithoutFan, profile.filament.fullFanLayer) = (1, 5)
        (profile.filament.minimumFan, profile.filament.maximumFan, profile.filament.fanAlwaysOn) = (80, 80, true)
        let cooling = Cooling(profile: profile)
        let fans = (0..<7).map { cooling.fan(layer: $0, time: 100) }
        #expect(zip(fans, [0, 0.2, 0.4, 0.6, 0.8, 0.8, 0.8]).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    @Test func `a straight line passes at full speed, a right corner at the deviation's`() {
        var limits = MotionLimits()
        (limits.junctionDeviation, limits.acceleration) = (0.02, SIMD4(1000, 1000, 200, 5000))
        func time(_ second: SIMD4<Double>) -> Double {
            var planner = MotionPlanner(limits: limits)
            planner.append(SIMD4(50, 0, 0, 0), speed: 100, acceleration: 1000)
            planner.append(second, speed: 100, acceleration: 1000)
            return planner.finish().reduce(0, +)
        }
        let straight = time(SIMD4(50, 0, 0, 0)), corner = time(SIMD4(0, 50, 0, 0))
        // Through the corner at √(a·δ·s/(1−s)), s = √½: braking and speeding up again cost (v − c)²/(a·v).
        let half = 0.5.squareRoot(), through = (1000 * 0.02 * half / (1 - half)).squareRoot()
        #expect(abs(corner - straight - (100 - through) * (100 - through) / (1000 * 100)) < 1e-9)
    }
}
