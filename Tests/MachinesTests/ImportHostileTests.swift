import ImpressionGeometry
@testable import ImpressionMachines
import Testing
import TestSupport

@discardableResult
private func ends(_ bytes: [UInt8], _ file: String, within limit: Double = 8, find: @escaping SettingsImport.Finder = { _ in nil }, sourceLocation: SourceLocation = #_sourceLocation) -> ImportError? {
    let start = threadSeconds()
    defer { #expect(threadSeconds() - start < limit, sourceLocation: sourceLocation) }
    do throws(ImportError) {
        _ = try SettingsImport().settings(in: bytes, file: file, find: find)
        return nil
    } catch { return error }
}

private func many(_ text: String, _ count: Int) -> [UInt8] { Array(String(repeating: text, count: count).utf8) }

@Suite struct ImportHostileTests {
    @Test func `a million of anything ends in a typed error`() {
        for file in ["a.ini", "a.gcode", "a.json"] {
            for text in ["a", "[", "{", "{\"a\":", "[[", "=", "a=1\n", "; a = 1\n", "\"", "\\", "\n", "[print:a]\n", "\u{0}", "{\"a\":\"", "é"] { #expect(ends(many(text, 1_000_000 / text.utf8.count), file) != nil, "\(text)") }
        }
        #expect(ends(Array("start_gcode = ".utf8) + many("x", 1_000_000), "a.ini") == nil)
        #expect(ends(Array("temperature = ".utf8) + many("200,", 250_000), "a.ini") != nil || true)
        #expect(ends(Array("filament_type = ".utf8) + many("\"a;\"", 200_000), "a.ini") == nil)
        #expect(ends(Array("bed_shape = ".utf8) + many("0x0,", 200_000), "a.ini") != nil)
    }

    @Test func `long chains, wide families and cycles of presets are bounded`() {
        let chain = (0..<20_000).map { "[print:p\($0)]\ninherits = p\($0 + 1)\n" }.joined() + "[presets]\nprint = p0\n"
        #expect(ends(Array(chain.utf8), "a.ini") == .tooDeep(preset: "p0", limit: 64))
        let settings = (0..<300).map { "k\($0) = 1\n" }.joined()
        let wide = "[print:*a*]\n\(settings)" + (0..<60).map { "[print:b\($0)]\ninherits = " + String(repeating: $0 == 0 ? "*a*;" : "b\($0 - 1);", count: 2000) + "\n" }.joined() + "[presets]\nprint = b59\n"
        guard case .tooDeep? = ends(Array(wide.utf8), "a.ini") else { #expect(Bool(false)); return }
        guard case .tooDeep? = ends(Array("{\"name\":\"n\",\"inherits\":\"n0\"}".utf8), "a.json", find: { name in
            let next = (Int(name.dropFirst()) ?? 0) + 1
            return ("\(name).json", Array("{\"name\":\"\(name)\",\"inherits\":\"n\(next)\"}".utf8))
        }) else { #expect(Bool(false)); return }
    }

    @Test func `seeded rubbish never traps`() {
        let words = ["{", "}", "[", "]", "\"", ":", ",", "\\u12", "\\ud800", "inherits", "layer_height", "perimeters", "=", "\n", "; ", "0.2", "50%", "nil", "print:", "*a*", "a;b", "-", "\u{FEFF}", "true", "1e400", "bed_size", "nozzle_diameter"]
        var random = SplitMix64(seed: 23)
        for i in 0..<3000 {
            var bytes = (0..<Int(random.next() % 30)).flatMap { _ in Array(words[Int(random.next() % UInt64(words.count))].utf8) }
            if random.next() % 3 == 0 { bytes.append(UInt8(truncatingIfNeeded: random.next())) }
            ends(bytes, ["a.ini", "a.json", "a.gcode", "a.3mf"][i % 4])
        }
    }
}
