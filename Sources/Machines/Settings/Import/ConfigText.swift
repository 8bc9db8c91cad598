/// Lines of `key = value`, as PrusaSlicer writes them into files, bundles, G-code and 3MF.
struct ConfigText {
    /// A section's settings in the order of their lines; what stands before the first section has an empty name.
    struct Section: Sendable {
        var kind: String
        var name: String
        var settings: [RawSetting]
    }

    let sections: [Section]

    /// - Parameter prefix: What every line begins with: `; ` inside G-code and 3MF. Without one, `#` and `;` begin comments.
    init(_ bytes: some Collection<UInt8>, file: String, hasCommentMarks: Bool = false) throws(ImportError) {
        guard bytes.count <= ImportLimits.bytes else { throw .tooLarge(file: file, limit: ImportLimits.bytes) }
        var sections = [Section(kind: "", name: "", settings: [])]
        var number = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            var line = Self.trimmed(Array(line)[...])
            if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = Self.trimmed(line.dropFirst(3)) }
            if hasCommentMarks {
                guard line.first == UInt8(ascii: ";") else { continue }
                line = Self.trimmed(line.dropFirst())
            } else if line.first == UInt8(ascii: "#") || line.first == UInt8(ascii: ";") {
                continue
            }
            if line.isEmpty { continue }
            guard let text = String(validating: line, as: UTF8.self) else { throw .notText(file: file, line: number) }
            let section = sections[sections.count - 1]
            let origin = SettingOrigin(file: file, section: section.kind.isEmpty ? section.name : "\(section.kind):\(section.name)", line: number)
            if !hasCommentMarks, line.first == UInt8(ascii: "["), line.last == UInt8(ascii: "]") {
                let parts = text.dropFirst().dropLast().split(separator: ":", maxSplits: 1)
                let name = parts.count > 1 ? String(ImpressionMachines.trimmed(parts[1])) : ""
                sections.append(Section(kind: parts.first.map { String($0) } ?? "", name: name, settings: []))
                continue
            }
            guard let equals = line.firstIndex(of: UInt8(ascii: "=")), equals != line.startIndex else { throw .malformedLine(origin, text: String(text.prefix(60))) }
            sections[sections.count - 1].settings.append(RawSetting(
                key: String(decoding: Self.trimmed(line[..<equals]), as: UTF8.self), value: String(decoding: Self.trimmed(line[(equals + 1)...]), as: UTF8.self), origin: origin))
        }
        self.sections = sections
    }

    var isBundle: Bool { sections.count > 1 }

    static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let byte = line.first, byte <= 0x20 { line = line.dropFirst() }
        while let byte = line.last, byte <= 0x20 { line = line.dropLast() }
        return line
    }

    /// The settings that a slicer left in its G-code.
    static func inGCode(_ bytes: [UInt8], file: String) throws(ImportError) -> [RawSetting] {
        let begin = Array("; prusaslicer_config = begin".utf8), end = Array("; prusaslicer_config = end".utf8)
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let first: Int
        if let opening = lines.lastIndex(where: { $0.starts(with: begin) }) {
            lines = Array(lines[..<(lines[opening...].firstIndex { $0.starts(with: end) } ?? lines.count)])
            first = opening + 1
        } else {
            // Older files say it at their end, without marks.
            while let last = lines.last, trimmed(last).isEmpty { lines.removeLast() }
            first = (lines.lastIndex { !isPair($0) } ?? -1) + 1
        }
        let block = lines[first...].joined(separator: [0x0A])
        let settings = try ConfigText(Array(block), file: file, hasCommentMarks: true).sections[0].settings.map { setting in
            var setting = setting
            setting.origin.line += first
            return setting
        }
        guard settings.count >= ImportLimits.leastPairs else { throw .tooFewPairs(file: file, found: settings.count, least: ImportLimits.leastPairs) }
        return settings
    }

    /// `; key = value`, the key a lower-case word.
    private static func isPair(_ line: ArraySlice<UInt8>) -> Bool {
        let line = trimmed(line)
        guard line.starts(with: [UInt8(ascii: ";"), 0x20]), let equals = line.firstIndex(of: UInt8(ascii: "=")) else { return false }
        let key = trimmed(line[(line.startIndex + 2)..<equals])
        return !key.isEmpty && key.allSatisfy { $0 >= UInt8(ascii: "a") && isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    }
}

/// The texts of a vector: divided by `;`, each bare or in quotes with `\"`, `\\` and `\n`.
func textVector(_ value: String) -> [String] {
    var texts: [String] = [], present = "", isQuoted = false, wasQuoted = false, isEscaped = false
    func finished() -> String { wasQuoted ? present : String(trimmed(present[...])) }
    for scalar in value.unicodeScalars {
        if isEscaped {
            if scalar != "r" { present.unicodeScalars.append(scalar == "n" ? "\n" : scalar == "t" ? "\t" : scalar) }
            isEscaped = false
        } else if scalar == "\\" {
            isEscaped = true
        } else if scalar == "\"", isQuoted || trimmed(present[...]).isEmpty {
            (isQuoted, wasQuoted) = (!isQuoted, true)
            if isQuoted { present = "" }
        } else if scalar == ";", !isQuoted {
            texts.append(finished())
            (present, wasQuoted) = ("", false)
        } else if isQuoted || !wasQuoted {
            present.unicodeScalars.append(scalar)
        }
    }
    return texts + [finished()]
}
