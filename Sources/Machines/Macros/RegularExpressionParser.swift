/// Turns a pattern into states: alternatives of sequences of repeated items.
struct RegularExpressionParser {
    private let pattern: [Unicode.Scalar]
    private var at = 0
    private var depth = 0

    init(_ pattern: [Unicode.Scalar]) { self.pattern = pattern }

    private typealias State = RegularExpression.State

    mutating func program() throws(RegularExpressionError) -> [RegularExpression.State] {
        let states = try alternatives()
        guard at == pattern.count else { throw misplaced() }
        return Self.linked(states) + [.accepted]
    }

    /// Piece of a program whose jumps are relative to each state's own place.
    private mutating func alternatives() throws(RegularExpressionError) -> [Piece] {
        depth += 1
        defer { depth -= 1 }
        guard depth <= MacroLimits.depth else { throw .tooDeep(limit: MacroLimits.depth) }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        // split → branch, jump to the end; the last branch falls through. Built from the back, so each piece is copied once.
        let last = branches.removeLast()
        var length = last.count
        var ends: [Int] = []
        for branch in branches.reversed() {
            ends.append(length)
            length += branch.count + 2
        }
        var result: [Piece] = []
        for (branch, rest) in zip(branches, ends.reversed()) {
            result.append(.split(1, branch.count + 2))
            result += branch
            result.append(.split(rest + 1, rest + 1))
        }
        return result + last
    }

    private enum Piece { case state(RegularExpression.State), split(Int, Int) }

    private static func linked(_ pieces: [Piece]) -> [RegularExpression.State] {
        pieces.enumerated().map { place, piece in
            switch piece {
            case .state(let state): state
            case .split(let a, let b): .split(place + a, place + b)
            }
        }
    }

    private mutating func sequence() throws(RegularExpressionError) -> [Piece] {
        var result: [Piece] = []
        while at < pattern.count, pattern[at] != "|", pattern[at] != ")" {
            var item = try item()
            var repeats = 0
            while at < pattern.count, let repeated = Self.repeated(item, pattern[at]) {
                item = repeated
                at += 1
                repeats += 1
                guard repeats == 1 else { throw .misplaced(String(pattern[at - 1]), at: at) }
            }
            result += item
        }
        return result
    }

    private static func repeated(_ item: [Piece], _ sign: Unicode.Scalar) -> [Piece]? {
        switch sign {
        case "*": [.split(1, item.count + 2)] + item + [.split(-item.count - 1, -item.count - 1)]
        case "+": item + [.split(-item.count, 1)]
        case "?": [.split(1, item.count + 1)] + item
        default: nil
        }
    }

    private mutating func item() throws(RegularExpressionError) -> [Piece] {
        let scalar = pattern[at]
        at += 1
        switch scalar {
        case "(":
            if at + 1 < pattern.count, pattern[at] == "?", pattern[at + 1] == ":" { at += 2 }
            let inside = try alternatives()
            guard take(")") else { throw misplaced() }
            return inside
        case "[": return [.state(.character(try characterClass()))]
        case ".": return [.state(.character(.any))]
        case "^": return [.state(.begin)]
        case "$": return [.state(.end)]
        case "\\": return [.state(.character(CharacterClass(ranges: try escape())))]
        case "*", "+", "?", "{", "}":
            at -= 1
            throw misplaced()
        default: return [.state(.character(CharacterClass(ranges: [scalar.value...scalar.value])))]
        }
    }

    /// After a backslash: a class, a control character, or a sign that stands for itself.
    private mutating func escape() throws(RegularExpressionError) -> [ClosedRange<UInt32>] {
        guard at < pattern.count else { throw misplaced() }
        let scalar = pattern[at]
        at += 1
        switch scalar {
        case "d": return CharacterClass.digits
        case "w": return CharacterClass.letters
        case "s": return CharacterClass.blanks
        case "D": return Self.others(CharacterClass.digits)
        case "W": return Self.others(CharacterClass.letters)
        case "S": return Self.others(CharacterClass.blanks)
        case "n": return [10...10]
        case "r": return [13...13]
        case "t": return [9...9]
        case "a"..."z", "A"..."Z", "0"..."9":
            at -= 1
            throw misplaced()
        default: return [scalar.value...scalar.value]
        }
    }

    private static func others(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = [], next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        return result + [next...0x10FFFF]
    }

    /// After `[`. A `]` that comes first stands for itself.
    private mutating func characterClass() throws(RegularExpressionError) -> CharacterClass {
        let start = at
        var result = CharacterClass(isNegated: take("^"))
        var isFirst = true
        while at < pattern.count, isFirst || pattern[at] != "]" {
            isFirst = false
            let low = try classItem()
            guard low.count == 1, low[0].count == 1, at + 1 < pattern.count, pattern[at] == "-", pattern[at + 1] != "]" else {
                result.ranges += low
                continue
            }
            at += 1
            let high = try classItem()
            guard high.count == 1, high[0].count == 1, high[0].lowerBound >= low[0].lowerBound else { throw .misplaced("-", at: at) }
            result.ranges.append(low[0].lowerBound...high[0].lowerBound)
        }
        guard take("]") else { throw .misplaced("[", at: start) }
        return result
    }

    private mutating func classItem() throws(RegularExpressionError) -> [ClosedRange<UInt32>] {
        let scalar = pattern[at]
        at += 1
        return scalar == "\\" ? try escape() : [scalar.value...scalar.value]
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard at < pattern.count, pattern[at] == scalar else { return false }
        at += 1
        return true
    }

    private func misplaced() -> RegularExpressionError {
        .misplaced(at < pattern.count ? String(pattern[at]) : "the end", at: at + 1)
    }
}
