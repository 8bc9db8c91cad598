/// Why a setting, or a file of settings, was refused.
public enum SettingError: Error, Equatable, Sendable {
    /// No table knows this name.
    case unknown(key: String, suggestion: String?)
    /// Not a finite number, or followed by something that is none.
    case notANumber(key: String, value: String)
    case outOfRange(key: String, value: String, limits: ClosedRange<Double>)
    case notAChoice(key: String, value: String, choices: [String])
    /// A setting of PrusaSlicer's that has no counterpart here yet.
    case unsupported(key: String, reason: String)
    /// A line that is neither blank, a comment, nor `key = value`.
    case malformedLine(number: Int, text: String)
    /// A name in no catalogue of `kind`.
    case noSuchEntry(kind: String, name: String, suggestion: String?)
}

extension SettingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknown(let key, let suggestion): "unknown setting '\(key)'" + Self.hint(suggestion)
        case .notANumber(let key, let value): "\(key): '\(value)' is not a number"
        case .outOfRange(let key, let value, let limits): "\(key): \(value) is outside \(limits.lowerBound) … \(limits.upperBound)"
        case .notAChoice(let key, let value, let choices): "\(key): '\(value)' is none of \(choices.joined(separator: ", "))"
        case .unsupported(let key, let reason): "\(key) is not supported yet: \(reason)"
        case .malformedLine(let number, let text): "line \(number): expected 'key = value', found '\(text)'"
        case .noSuchEntry(let kind, let name, let suggestion): "no \(kind) is called '\(name)'" + Self.hint(suggestion)
        }
    }

    private static func hint(_ suggestion: String?) -> String { suggestion.map { "; did you mean '\($0)'?" } ?? "" }
}
