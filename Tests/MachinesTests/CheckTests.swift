import ImpressionGeometry
@testable import ImpressionMachines
import ImpressionSlicing
import Testing

@Suite struct CheckTests {
    /// A sound file: two layers of a square with a travel between two loops.
    private let sound = """
        M104 S210
        M109 S210
        G90
        M83
        M73 P0 R1
        ;LAYER_CHANGE
        ;Z:0.2
        ;HEIGHT:0.2
        G1 Z0.2 F600
        ;TYPE:External perimeter
        G1 X20 Y20 F7200
        G1 X60 Y20 E1.33 F1800
        G1 X60 Y60 E1.33
        G1 X20 Y60 E1.33
        G1 X20 Y20 E1.33
        G1 E-0.8 F2100
        G1 X30 Y30 F7200
        G1 E0.8 F2100
        G1 X50 Y30 E0.66 F1800
        M73 P50 R1
        ;LAYER_CHANGE
        ;Z:0.4
        ;HEIGHT:0.2
        G1 Z0.4 F600
        G1 X20 Y20 F7200
        G1 X60 Y20 E1.33 F1800
        G1 X60 Y60 E1.33
        G1 X20 Y60 E1.33
        G1 X20 Y20 E1.33
        M73 P100 R0
        ; filament used [mm] = 11.3
        """

    private func broken(_ text: String) -> [String] {
        var check = GCodeCheck()
        check.settings.printer = Printer()
        return check.run(Array(text.utf8)).counts.filter { $0.count > 0 }.map(\.rule)
    }

    @Test func `a sound file breaks no rule`() { #expect(broken(sound).isEmpty) }

    @Test(arguments: [
        ("G1 X60 Y60 E1.33", "G1 X260 Y60 E6.6", "bed"),
        ("G1 Z0.4 F600", "G1 Z900 F600", "bed"),
        ("M104 S210\nM109 S210", "M104 S150", "temperature"),
        ("M104 S210\nM109 S210\n", "", "temperature"),
        ("G1 X60 Y20 E1.33 F1800\nG1 X60 Y60 E1.33\nG1 X20 Y60", "G1 X60 Y20 E1.33 F60000\nG1 X60 Y60 E1.33\nG1 X20 Y60", "flow"),
        ("G1 E0.8 F2100\n", "", "retraction"),
        ("G1 E-0.8 F2100\n", "", "retraction"),
        ("G1 Z0.4 F600", "G1 Z0.1 F600", "layers"),
        ("M73 P50 R1", "M73 P120 R1", "progress"),
        ("M73 P100 R0", "M73 P40 R0", "progress"),
        ("G1 Z0.4 F600\nG1 X20 Y20 F7200\nG1 X60 Y20", "G1 Z0.4 F600\nG1 X20 Y25 F7200\nG1 X60 Y45", "hanging"),
        ("= 11.3", "= 14", "usage"),
    ]) func `each fault breaks its own rule`(part: String, fault: String, rule: String) {
        #expect(sound.contains(part))
        #expect(broken(sound.replacing(part, with: fault)).contains(rule))
    }

    @Test func `a finding names its line`() throws {
        let result = GCodeCheck().run(Array(sound.replacing("G1 X60 Y60 E1.33", with: "G1 X260 Y60 E6.6").utf8))
        let finding = try #require(result.findings.first { $0.rule == "bed" })
        #expect(finding.line == 13 && finding.message.contains("260"))
    }

    @Test func `bridges and the first layer may hang`() {
        let bridge = sound.replacing(";Z:0.4\n;HEIGHT:0.2\nG1 Z0.4 F600\nG1 X20 Y20 F7200\nG1 X60 Y20", with: ";Z:0.4\n;HEIGHT:0.2\n;TYPE:Bridge infill\nG1 Z0.4 F600\nG1 X20 Y25 F7200\nG1 X60 Y45")
        #expect(!broken(bridge).contains("hanging"))
    }

    @Test func `rules are applied by name`() {
        var check = GCodeCheck()
        check.rules = ["flow"]
        #expect(check.run(Array(sound.utf8)).counts.map(\.rule) == ["flow"])
        #expect(Set(CheckRules.names).count == CheckRules.all.count)
    }

    @Test func `damaged files are looked through without harm`() {
        var random = SplitMix64(seed: 5)
        let bytes = Array(sound.utf8)
        for _ in 0..<3000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) { damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random) }
            if Bool.random(using: &random) { damaged.removeLast(Int.random(in: 0..<damaged.count, using: &random)) }
            _ = GCodeCheck().run(damaged)
        }
        for text in ["G1 X1e999999 E1", "G1 X99999999999999999999999999 Y-1 E5", "G2 X1 Y1 I0 J0 E1", "T999999999999", "M104 S", "G1 XYZE", ";HEIGHT:nan\nG1 X5 E1", ";HEIGHT:-3\nG1 X5 E1"] {
            _ = GCodeCheck().run(Array((";LAYER_CHANGE\nG1 X0 Y0\n" + text + "\nG1 X3 Y3 E1\n").utf8))
        }
    }

    @Test func `cells know what lines have covered`() {
        var cells = PlateCells()
        cells.mark(Point(10, 10), Point(30, 17), width: 0.45)
        #expect(cells.coveredShare(Point(12, 10.7), Point(28, 16.3), reach: 0.2) == 1)
        #expect(cells.coveredShare(Point(10, 12), Point(25, 17.3), reach: 0.2) == 0)
        let half = cells.coveredShare(Point(-10, 3), Point(30, 17), reach: 0.2)
        #expect(abs(half - 0.5) < 0.03)
    }
}
