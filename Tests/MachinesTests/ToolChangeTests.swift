import ImpressionGeometry
@testable import ImpressionMachines
import ImpressionSlicing
import Testing

@Suite struct ToolChangeTests {
    /// Two squares side by side, of an extruder and an object each, in three layers.
    private struct Pair: LayerSource {
        var layerCount: Int { 3 }
        var bounds: Box { Box(min: Point(20, 20), max: Point(60, 40)) }
        var solidVolume: Double { 0 }
        var objects: [PlateObject] { [PlateObject(name: "one", extent: bounds), PlateObject(name: "two", extent: bounds)] }
        func layer(_ index: Int) -> LayerPaths {
            var paths = LayerPaths(index: index, z: 0.2 * Double(index + 1), height: 0.2)
            for tool in index % 2 == 0 ? [0, 1] : [1, 0] {
                let x = 20 + 25 * Double(tool)
                paths.append([Point(x, 20), Point(x + 10, 20), Point(x + 10, 30), Point(x, 30)], width: 0.45, role: .externalWall, isClosed: true, tool: UInt8(tool))
                paths.paths[paths.paths.count - 1].object = Int32(tool)
            }
            return paths
        }
    }

    private func text(_ adjust: (inout GCodeJob) -> Void = { _ in }) throws -> (lines: [String], report: PrintReport) {
        var profile = PrintProfile()
        profile.furtherFilaments = [Filament()]
        profile.furtherFilaments[0].temperature = 240
        var job = GCodeJob(name: "pair", profile: profile), bytes: [UInt8] = []
        adjust(&job)
        let report = try GCodeWriter(job).write(Pair()) { (piece: [UInt8]) throws(Never) in bytes += piece }
        return (String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init), report)
    }

    @Test func `every change selects the extruder once and heats it`() throws {
        let (lines, report) = try text()
        #expect(report.toolChanges == 3)
        #expect(lines.filter { $0.first == "T" } == ["T0", "T1", "T0", "T1"])
        #expect(lines.filter { $0.hasPrefix("M109") && $0.hasSuffix("wait") }.count == 2)
        #expect(lines.contains { $0 == "; total toolchanges = 3" })
        #expect(report.toolFilament.count == 2 && abs(report.toolFilament[0] - report.toolFilament[1]) < 1e-3)
        let used = lines.first { $0.hasPrefix("; filament used [mm] = ") }!
        #expect(used.split(separator: ",").count == 2)
    }

    @Test(arguments: ["octoprint", "firmware", "disabled"]) func `every line of an object stands between its marks`(style: String) throws {
        let (lines, _) = try text { $0.profile.print.objectLabels = style }
        var inside: Int?, count = 0
        for line in lines {
            if let rest = line.split(separator: "id:").dropFirst().first, line.hasPrefix("; printing") { inside = Int(rest.prefix(1)) }
            if line.hasPrefix("; stop printing") || line == "M486 S-1" { inside = nil }
            if line.hasPrefix("M486 S"), line != "M486 S-1" { inside = Int(line.dropFirst(6)) }
            if line.hasPrefix("G1"), line.contains(" X"), line.contains(" E") {
                let x = Double(line.split(separator: " ").first { $0.first == "X" }!.dropFirst())!
                if style != "disabled" { #expect(inside == (x > 40 ? 1 : 0)) } else { #expect(inside == nil) }
                count += 1
            }
        }
        #expect(count > 10)
    }

    @Test func `colour changes and pauses come before what lies above them`() throws {
        let (lines, _) = try text { $0.events = [LayerEvent(at: 0.4, .pause("Insert magnet")), LayerEvent(at: 0.2, .colourChange("#FF0000"))] }
        let colour = lines.firstIndex(of: ";COLOR_CHANGE,T1,#FF0000")!, pause = lines.firstIndex(of: ";PAUSE_PRINT")!
        let layers = lines.indices.filter { lines[$0] == ";LAYER_CHANGE" }
        #expect(layers[1] < colour && colour < layers[2] && lines[colour + 1] == "M600")
        #expect(layers[2] < pause && lines[pause + 1] == "M117 Insert magnet" && lines[pause + 2] == "M601")
    }

    @Test func `filament is drawn back for the rest and pushed out after it`() throws {
        let (lines, _) = try text { $0.profile.set("retract_length_toolchange", to: "12") }
        let start = lines.firstIndex(of: ";LAYER_CHANGE")!, changes = lines.indices.filter { $0 > start && lines[$0].first == "T" }
        #expect(changes.count == 3)
        for (k, i) in changes.enumerated() {
            let before = lines[..<i].last { $0.contains(" E") }!, after = lines[i...].first { $0.contains(" E") }!
            // The second extruder has not rested before its first line.
            #expect(before.contains("E-12") && after.contains("E12") == (k > 0))
        }
        var check = GCodeCheck()
        check.settings.printer = Printer()
        #expect(check.run(Array(lines.joined(separator: "\n").utf8)).counts.first { $0.rule == "retraction" }?.count == 0)
    }
}

extension PrintProfile {
    fileprivate mutating func set(_ key: String, to value: String) { try! set(key, value) }
}
