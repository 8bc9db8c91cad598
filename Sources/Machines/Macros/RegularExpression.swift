/// A regular expression without back references: literals, `.`, classes `[a-z]` `\d` `\w` `\s`, `* + ?`, `|`, groups and the anchors `^ $`.
///
/// It is kept as a nondeterministic automaton of at most two states for each character of the pattern and run in all its states at once:
/// O(pattern · text) whatever they are. `.` takes line breaks too, since profiles look for words in notes of many lines.
///
/// Source: Thompson, "Programming techniques: Regular expression search algorithm", Communications of the ACM 11(6), 1968.
public struct RegularExpression: Sendable, Equatable {
    let program: [State]

    enum State: Sendable, Equatable {
        case character(CharacterClass)
        /// Goes on at two places.
        case split(Int, Int)
        case begin, end, accepted
    }

    public init(_ pattern: String) throws(RegularExpressionError) {
        guard pattern.unicodeScalars.count <= MacroLimits.pattern else { throw .tooLong(limit: MacroLimits.pattern) }
        var parser = RegularExpressionParser(Array(pattern.unicodeScalars))
        program = try parser.program()
    }

    /// Whether the whole of `text` matches; nil when that takes more than `steps`, which are counted down.
    public func matches(_ text: String, steps: inout Int) -> Bool? {
        var marks = [Int](repeating: -1, count: program.count)
        var present: [Int] = [], next: [Int] = [], waiting: [Int] = []
        let length = text.unicodeScalars.count
        var position = 0
        func follow(_ state: Int, into list: inout [Int]) {
            waiting.append(state)
            while let state = waiting.popLast() {
                guard marks[state] != position else { continue }
                marks[state] = position
                steps -= 1
                switch program[state] {
                case .split(let a, let b): waiting += [b, a]
                case .begin: if position == 0 { waiting.append(state + 1) }
                case .end: if position == length { waiting.append(state + 1) }
                case .character, .accepted: list.append(state)
                }
            }
        }
        follow(0, into: &present)
        for scalar in text.unicodeScalars {
            guard !present.isEmpty else { return false }
            guard steps > 0 else { return nil }
            position += 1
            for state in present {
                if case .character(let characters) = program[state], characters.contains(scalar.value) { follow(state + 1, into: &next) }
            }
            steps -= present.count
            swap(&present, &next)
            next.removeAll(keepingCapacity: true)
        }
        return present.contains { program[$0] == .accepted }
    }
}

/// Characters by their numbers.
struct CharacterClass: Sendable, Equatable {
    var ranges: [ClosedRange<UInt32>] = []
    var isNegated = false

    func contains(_ value: UInt32) -> Bool { ranges.contains { $0.contains(value) } != isNegated }

    static let any = CharacterClass(ranges: [], isNegated: true)
    static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    static let letters: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    static let blanks: [ClosedRange<UInt32>] = [0x09...0x0D, 0x20...0x20]
}

public enum RegularExpressionError: Error, Equatable, Sendable, CustomStringConvertible {
    case tooLong(limit: Int)
    case tooDeep(limit: Int)
    /// A bracket without its partner, a repetition of nothing, or a sign that is not supported.
    case misplaced(String, at: Int)

    public var description: String {
        switch self {
        case .tooLong(let limit): "more than \(limit) characters"
        case .tooDeep(let limit): "more than \(limit) nested groups"
        case .misplaced(let sign, let position): "'\(sign)' at character \(position) has no meaning there"
        }
    }
}
