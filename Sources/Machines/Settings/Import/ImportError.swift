/// Why settings of another program were refused.
public enum ImportError: Error, Equatable, Sendable, CustomStringConvertible {
    case notText(file: String, line: Int)
    case tooLarge(file: String, limit: Int)
    /// A line that is neither blank, a comment, a section nor `key = value`.
    case malformedLine(SettingOrigin, text: String)
    case json(SettingOrigin, problem: String)
    /// Fewer pairs than any slicer writes.
    case tooFewPairs(file: String, found: Int, least: Int)
    /// The file holds no settings that we can read.
    case noSettings(file: String)
    case noSuchPreset(kind: String, name: String, file: String, suggestion: String?)
    /// Several presets and no word which one.
    case ambiguous(kind: String, names: [String], file: String)
    /// A preset that inherits from itself, by way of these.
    case cycle([String])
    case tooDeep(preset: String, limit: Int)
    /// A value that the tables refuse, and where it came from.
    case setting(SettingError, SettingOrigin)
    case archive(file: String, reason: String)

    public var description: String {
        switch self {
        case .notText(let file, let line): "\(file), line \(line): not UTF-8"
        case .tooLarge(let file, let limit): "\(file): more than \(limit) bytes of settings"
        case .malformedLine(let origin, let text): "\(origin): expected 'key = value', found '\(text)'"
        case .json(let origin, let problem): "\(origin): \(problem)"
        case .tooFewPairs(let file, let found, let least): "\(file): \(found) settings at the end, fewer than the \(least) that a slicer writes"
        case .noSettings(let file): "\(file): holds no settings"
        case .noSuchPreset(let kind, let name, let file, let suggestion): "\(file): no \(kind) is called '\(name)'" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
        case .ambiguous(let kind, let names, let file): "\(file): which \(kind)? There are \(names.prefix(12).joined(separator: ", "))\(names.count > 12 ? ", …" : "")"
        case .cycle(let names): "presets inherit in a circle: \(names.joined(separator: " → "))"
        case .tooDeep(let preset, let limit): "\(preset): inherits over more than \(limit) steps"
        case .setting(let error, let origin): "\(origin): \(error)"
        case .archive(let file, let reason): "\(file): \(reason)"
        }
    }
}

/// Where a setting was written.
public struct SettingOrigin: Sendable, Equatable, CustomStringConvertible {
    public var file: String
    /// Section of a bundle, or name of a preset; empty where there is none.
    public var section: String
    /// From 1; 0 where a file has no lines to speak of.
    public var line: Int

    public init(file: String, section: String = "", line: Int = 0) { (self.file, self.section, self.line) = (file, section, line) }

    public var description: String { ([file] + (section.isEmpty ? [] : [section]) + (line > 0 ? ["line \(line)"] : [])).joined(separator: " › ") }
}

/// One setting as it stands in a file.
struct RawSetting: Sendable, Equatable {
    var key: String
    var value: String
    var origin: SettingOrigin
}

enum ImportLimits {
    static let bytes = 64 << 20
    /// Presets that inherit from one another.
    static let depth = 64
    /// Settings that are copied from preset to preset, in all.
    static let copies = 4_000_000
    /// PrusaSlicer refuses to read fewer from G-code.
    static let leastPairs = 80
}
