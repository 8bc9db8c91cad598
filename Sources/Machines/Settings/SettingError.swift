/// Why a setting, or a file of settings, was refused.
public enum SettingError: Error, Equatable, Sendable {
    /// No table knows this name.
    case unknown(key: String, suggestion: String?)
    /// Not a finite number, or followed by something that is none.
    case notANumber(key: String, value: String)
    case outOfRange(key: String, value: String, limits: ClosedRange<Double>)
    case notAChoice(key: String, value: String, choices: [String])
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
        case .malformedLine(let number, let text): "line \(number): expected 'key = value', found '\(text)'"
        case .noSuchEntry(let kind, let name, let suggestion): "no \(kind) is called '\(name)'" + Self.hint(suggestion)
        }
    }

    private static func hint(_ suggestion: String?) -> String { suggestion.map { "; did you mean '\($0)'?" } ?? "" }
}

/// The candidate that takes the fewest edits to reach from `word`; nil when even that one changes more than a third of it.
///
/// O(length²) for each candidate; words longer than 64 bytes get no suggestion.
func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let limit = max(2, word.utf8.count / 3)
    guard word.utf8.count <= 64 else { return nil }
    var best: (distance: Int, name: String)?
    for candidate in candidates {
        let distance = editDistance(Array(word.utf8), Array(candidate.utf8))
        if distance <= limit, best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true { best = (distance, candidate) }
    }
    return best?.name
}

/// Source: Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
        var diagonal = row[0]
        row[0] = i + 1
        for j in b.indices {
            let change = diagonal + (a[i] == b[j] ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(change, diagonal + 1, row[j] + 1)
        }
    }
    return row[b.count]
}
