/// Why a technique cannot be set or carried out, with the value and the limit.
public enum TechniqueError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknownTechnique(String, suggestion: String?)
    case unknownOption(String, technique: String, suggestion: String?)
    case notUnderstood(option: String, value: String, expected: String)
    case outOfRange(option: String, value: String, limits: String)
    case emptyPicture
    case conflict(String)
    /// The field would hold more samples than allowed.
    case tooManySamples(Int, limit: Int)
    /// The boundaries in the picture are longer than allowed, in pixel edges.
    case tooDetailed(limit: Int)

    /// Whether the settings are at fault rather than the picture.
    public var isUsage: Bool { switch self { case .emptyPicture, .tooDetailed: false; default: true } }

    public var description: String {
        switch self {
        case .unknownTechnique(let name, let suggestion): "there is no technique \"\(name)\"" + hint(suggestion)
        case .unknownOption(let name, let technique, let suggestion): "\(technique) has no setting \"\(name)\"" + hint(suggestion)
        case .notUnderstood(let option, let value, let expected): "\(option) = \"\(value)\" is not \(expected)"
        case .outOfRange(let option, let value, let limits): "\(option) = \(value) is outside \(limits)"
        case .emptyPicture: "the artwork holds no picture"
        case .conflict(let reason): reason
        case .tooManySamples(let count, let limit): "the piece would need \(count) samples, more than the limit of \(limit): raise --resolution or lower --width"
        case .tooDetailed(let limit): "the picture is noise: its areas have more than \(limit) pixel edges; smooth it or make it smaller"
        }
    }
}

private func hint(_ suggestion: String?) -> String { suggestion.map { "; did you mean \"\($0)\"?" } ?? "" }
