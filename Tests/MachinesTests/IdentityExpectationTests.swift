import ImpressionGeometry
@testable import ImpressionMachines
import ImpressionSlicing
import Testing

/// What is written reads back as what was meant, and written again is the same.
@Suite struct IdentityExpectationTests {
    typealias Body = ExpectationBodies.Body

    /// Lines of plastic that were read from a file, as layers to be written.
    private struct Again: LayerSource {
        var all: [LayerPaths] = []
        var layerCount: Int { all.count }
        var bounds = Box.empty
        var solidVolume: Double { 0 }
        func layer(_ index: Int) -> LayerPaths { all[index] }

        private static let roles: [LineFeature: Role] = [.externalWall: .externalWall, .wall: .wall, .overhangWall: .overhangWall, .sparseInfill: .sparseInfill, .solidInfill: .solidInfill,
                                                         .topSurface: .topSolidInfill, .bridge: .bridge, .gapFill: .gapFill, .skirt: .skirt]

        init(_ beads: [GCodeReplay.Bead]) {
            for bead in beads {
                if bead.layer >= all.count { all.append(LayerPaths(index: bead.layer, z: bead.z, height: bead.height)) }
                // Each line is a path, so that each keeps its own width.
                all[bead.layer].append([bead.from, bead.to], width: Float(bead.width), role: Self.roles[bead.feature] ?? .wall, isClosed: false)
                bounds.add(bead.from)
                bounds.add(bead.to)
            }
        }
    }

    private func beads(_ text: String) -> [GCodeReplay.Bead] {
        var beads: [GCodeReplay.Bead] = []
        _ = GCodeReplay().read(Array(text.utf8)) { beads.append($0) }
        return beads
    }

    @Test(arguments: ExpectationBodies.all) func `read, written and read again, lines are the same`(body: Body) throws {
        let settings = [("gcode_resolution", "0"), ("cooling", "0")]
        let first = try body.file("generic-marlin", settings).back.lines.joined(separator: "\n")
        let read = beads(first), again = beads(try gcode(Again(read), profile("generic-marlin", settings)).text)
        #expect(read.count == again.count && read.count > 100)
        // Filament is written in steps of 1e-5 mm, and what a step leaves over goes to the next line.
        let step = 1e-5 * .pi / 4 * 1.75 * 1.75
        for (a, b) in zip(read, again) {
            #expect(a.from == b.from && a.to == b.to && a.z == b.z && a.feature == b.feature && a.layer == b.layer, "\(a) \(b)")
            #expect(abs(a.height - b.height) < 1e-6 && abs(a.volume - b.volume) < 1.01 * step, "\(a) \(b)")
        }
    }

    @Test(arguments: ExpectationBodies.all) func `every number is written as it would be written again`(body: Body) throws {
        var count = 0
        for line in try body.file().back.lines where line.hasPrefix("G1 ") {
            for word in line.split(separator: " ").dropFirst() {
                let value = Double(word.dropFirst()) ?? .nan, places = word.first == "E" ? 5 : 3
                #expect(value.isFinite && written(value, places) == word.dropFirst(), "\(line)")
                count += 1
            }
        }
        #expect(count > 1000)
    }

    /// A decimal without an exponent, trailing zeros or a bare point, by the standard library.
    private func written(_ value: Double, _ places: Int) -> String {
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let steps = Int((value * Double(scale)).rounded()), magnitude = steps.magnitude, rest = magnitude % UInt(scale)
        var digits = String(rest)
        digits = rest == 0 ? "" : "." + String(repeating: "0", count: places - digits.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return (steps < 0 ? "-" : "") + String(magnitude / UInt(scale)) + digits
    }
}
