import Foundation
@testable import ImpressionGeometry

/// Cases that others made, or whose exact areas a rational referee computed. Skipped where the folder is missing.
enum Conformance {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["IMPRESSION_CONFORMANCE"] { return URL(fileURLWithPath: path).appendingPathComponent("polygons") }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../shared/conformance/polygons").standardizedFileURL
    }()
    static let isPresent = FileManager.default.fileExists(atPath: folder.path)

    static func json(_ name: String) throws -> Any { try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appendingPathComponent(name))) }

    static func lines(_ name: String) throws -> [[String: Any]] {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8).split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }

    static func rings(_ value: Any?) -> [[[Double]]] { (value as? [[[NSNumber]]] ?? []).map { $0.map { $0.map(\.doubleValue) } } }

    struct TextCase {
        var caption = "", operation = BooleanOperation.union, fill = FillRule.nonZero
        var subjects: [[[Double]]] = [], clips: [[[Double]]] = []
    }

    /// Clipper2's text files: a caption, keys with values, and lists of `x,y` pairs, one ring a line.
    static func clipperCases(_ name: String) throws -> [TextCase] {
        var cases: [TextCase] = []
        var list = 0
        for line in try String(contentsOf: folder.appendingPathComponent("clipper2/\(name)"), encoding: .utf8).split(whereSeparator: \.isNewline) {
            let value = line.split(separator: ":", maxSplits: 1).dropFirst().first.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
            if line.hasPrefix("CAPTION") { cases.append(TextCase(caption: value)); list = 0 }
            else if line.hasPrefix("CLIPTYPE") { cases[cases.count - 1].operation = BooleanOperation(rawValue: value.lowercased()) ?? .union }
            else if line.hasPrefix("FILLRULE") { cases[cases.count - 1].fill = FillRule(rawValue: value.lowercased()) ?? .nonZero }
            else if line.hasPrefix("SUBJECTS_OPEN") { list = 0 }
            else if line.hasPrefix("SUBJECTS") { list = 1 }
            else if line.hasPrefix("CLIPS") { list = 2 }
            else if list > 0, line.contains(",") {
                let numbers = line.split(whereSeparator: { $0 == "," || $0 == " " }).compactMap { Double($0) }
                let ring = stride(from: 0, to: numbers.count - 1, by: 2).map { [numbers[$0], numbers[$0 + 1]] }
                if list == 1 { cases[cases.count - 1].subjects.append(ring) } else { cases[cases.count - 1].clips.append(ring) }
            }
        }
        return cases
    }
}

extension Contours {
    /// Rings of number pairs, enlarged by a whole factor.
    init(_ rings: [[[Double]]], scale: Double) {
        self.init(rings.map { $0.map { LatticePoint(Int32($0[0] * scale), Int32($0[1] * scale)) } })
    }
}
