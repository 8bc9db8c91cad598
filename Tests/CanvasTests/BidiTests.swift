import Foundation
import Testing
@testable import ImpressionCanvas

/// Cases of the standard's own test file, and all of it where the Unicode data is installed.
@Suite struct BidiTests {
    /// Levels are those of BidiCharacterTest.txt; x is what rule X9 removes.
    private func expect(_ line: String, _ location: SourceLocation = #_sourceLocation) {
        let fields = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        let scalars = fields[0].split(separator: " ").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
        let paragraph = BidiParagraph(scalars, direction: fields[1] == "0" ? .leftToRight : fields[1] == "1" ? .rightToLeft : nil)
        let levels = fields[3].split(separator: " ").map(String.init)
        #expect(String(paragraph.baseLevel) == fields[2], "\(line)", sourceLocation: location)
        for (i, level) in levels.enumerated() where level != "x" { #expect(String(paragraph.levels[i]) == level, "\(line), letter \(i)", sourceLocation: location) }
        let shown = levels.indices.filter { levels[$0] != "x" }
        let order = BidiParagraph.visualOrder(shown.map { paragraph.levels[$0] }).map { String(shown[$0]) }
        #expect(order.joined(separator: " ") == fields[4], "\(line)", sourceLocation: location)
    }

    @Test func `letters of one direction keep it`() {
        expect("0061 0062;0;0;0 0;0 1")
        expect("05D0 05D1;1;1;1 1;1 0")
    }

    @Test func `brackets follow the text around them`() {
        expect("05D0 05D1 0028 05D2 05D3 005B 0026 0065 0066 005D 002E 0029 0067 0068;0;0;1 1 0 1 1 0 0 0 0 0 0 0 0 0;1 0 2 4 3 5 6 7 8 9 10 11 12 13")
        expect("0061 0028 0062 0029 0063;1;1;2 2 2 2 2;0 1 2 3 4")
        expect("05D0 0028 0062 0029;1;1;1 1 2 1;3 2 1 0")
    }

    @Test func `numbers run to the right inside of text that runs to the left`() {
        expect("05D0 0020 0031 0032;1;1;1 1 2 2;2 3 1 0")
        expect("0627 0031 002C 0032;0;0;1 2 2 2;1 2 3 0")
    }

    @Test func `an override turns letters, an isolate keeps to itself`() {
        expect("202E 0061 0062 202C;0;0;x 1 1 x;2 1")
        expect("0061 2067 05D0 2069 0062;0;0;0 0 1 0 0;0 1 2 3 4")
    }

    @Test func `every case of the standard's file holds`() throws {
        let folder = ProcessInfo.processInfo.environment["IMPRESSION_UNICODE"] ?? "/usr/share/unicode"
        guard let text = try? String(contentsOfFile: folder + "/BidiCharacterTest.txt", encoding: .utf8) else {
            withKnownIssue("The Unicode data is not installed", isIntermittent: true) {}
            return
        }
        var failures: [String] = [], count = 0
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let fields = line.split(separator: ";")
            let scalars = fields[0].split(separator: " ").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
            let paragraph = BidiParagraph(scalars, direction: fields[1] == "0" ? .leftToRight : fields[1] == "1" ? .rightToLeft : nil)
            let fits = zip(fields[3].split(separator: " "), paragraph.levels).allSatisfy { $0 == "x" || $0 == String($1) }
            if !fits, failures.count < 10 { failures.append(String(line)) }
            count += 1
        }
        #expect(failures.isEmpty, "\(failures)")
        #expect(count > 90_000)
    }
}
