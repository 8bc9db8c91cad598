/// Why a macro, or an expression, was refused: where, and what was found.
public struct MacroError: Error, Equatable, Sendable, CustomStringConvertible {
    /// From 1. Columns count characters.
    public var line: Int
    public var column: Int
    public var problem: Problem

    public enum Problem: Equatable, Sendable {
        case unexpected(String, expected: String)
        case unknownName(String, suggestion: String?)
        case unknownFunction(String, suggestion: String?)
        /// A name whose value is known only later.
        case notYetKnown(String)
        /// A name that macros may read but not set.
        case readOnly(String)
        case wrongKind(found: String, wanted: String)
        case wrongCount(function: String, found: Int, wanted: String)
        case outOfRange(index: Int, count: Int)
        case divisionByZero
        /// A number beyond what can be held, or not finite.
        case overflow
        /// What is too long, deep or slow, and the limit.
        case tooMuch(String, limit: Int)
        case pattern(String)
        case invalidText
    }

    public var description: String { "line \(line), column \(column): \(problem.message)" }
}

extension MacroError.Problem {
    var message: String {
        switch self {
        case .unexpected(let found, let expected): "expected \(expected), found \(found)"
        case .unknownName(let name, let suggestion): "unknown name '\(name)'" + Self.hint(suggestion)
        case .unknownFunction(let name, let suggestion): "unknown function '\(name)'" + Self.hint(suggestion)
        case .notYetKnown(let name): "'\(name)' is known only in the start and end code"
        case .readOnly(let name): "'\(name)' cannot be set"
        case .wrongKind(let found, let wanted): "found \(found) where \(wanted) belongs"
        case .wrongCount(let function, let found, let wanted): "\(function) takes \(wanted) values, found \(found)"
        case .outOfRange(let index, let count): "there is no element \(index) in a list of \(count)"
        case .divisionByZero: "division by zero"
        case .overflow: "the number is too large"
        case .tooMuch(let what, let limit): "\(what): more than \(limit)"
        case .pattern(let problem): "regular expression: \(problem)"
        case .invalidText: "the text is not UTF-8"
        }
    }

    private static func hint(_ suggestion: String?) -> String { suggestion.map { "; did you mean '\($0)'?" } ?? "" }
}

/// A problem at a byte of a text, until someone needs its line and column.
struct MacroFault: Error {
    var offset: Int
    var problem: MacroError.Problem

    init(_ offset: Int, _ problem: MacroError.Problem) { (self.offset, self.problem) = (offset, problem) }

    func error(in text: [UInt8]) -> MacroError {
        var line = 1, column = 1
        for byte in text.prefix(offset) {
            if byte == 0x0A { (line, column) = (line + 1, 1) } else if byte & 0xC0 != 0x80 { column += 1 }
        }
        return MacroError(line: line, column: column, problem: problem)
    }
}

/// Bounds that keep any macro short, shallow and quick.
enum MacroLimits {
    /// Brackets within brackets, conditions within conditions.
    static let depth = 64
    /// Evaluated parts of expressions in one piece of code.
    static let steps = 1_000_000
    /// Bytes of one text, made or given.
    static let length = 4 << 20
    /// Characters of a regular expression, and steps of all matching in one piece of code.
    static let pattern = 4096
    static let matching = 20_000_000
}
