/// Rules X1 … X10: what embeddings, overrides and isolates ask for.
struct ExplicitLevels {
    let base: UInt8
    var levels: [UInt8]
    /// Classes after overrides.
    var classes: [BidiClass]
    /// The initiator's isolate end, and the end's initiator; −1 where there is none.
    private(set) var matching: [Int]
    private let original: [BidiClass]

    private static let greatestDepth: UInt8 = 125

    private struct Status {
        var level: UInt8
        var override: BidiClass?
        var isIsolate: Bool
    }

    init(_ original: [BidiClass], base: UInt8) {
        (self.original, self.base, classes) = (original, base, original)
        levels = Array(repeating: base, count: original.count)
        matching = Self.matches(original)
        var stack = [Status(level: base, override: nil, isIsolate: false)]
        var (overflowIsolates, overflowEmbeddings, validIsolates) = (0, 0, 0)
        for i in original.indices {
            let kind = original[i], top = stack[stack.count - 1]
            switch kind {
            case .rightToLeftEmbedding, .leftToRightEmbedding, .rightToLeftOverride, .leftToRightOverride:
                levels[i] = top.level
                let isRight = kind == .rightToLeftEmbedding || kind == .rightToLeftOverride
                let next = Self.next(top.level, isRight)
                if next <= Self.greatestDepth, overflowIsolates == 0, overflowEmbeddings == 0 {
                    let override: BidiClass? = kind == .rightToLeftOverride ? .rightToLeft : kind == .leftToRightOverride ? .leftToRight : nil
                    stack.append(Status(level: next, override: override, isIsolate: false))
                } else if overflowIsolates == 0 {
                    overflowEmbeddings += 1
                }
            case .rightToLeftIsolate, .leftToRightIsolate, .firstStrongIsolate:
                levels[i] = top.level
                if let override = top.override { classes[i] = override }
                let end = matching[i] < 0 ? original.count : matching[i]
                let isRight = kind == .firstStrongIsolate ? BidiParagraph.firstStrong(original[(i + 1)..<end]) == 1 : kind == .rightToLeftIsolate
                let next = Self.next(top.level, isRight)
                if next <= Self.greatestDepth, overflowIsolates == 0, overflowEmbeddings == 0 {
                    validIsolates += 1
                    stack.append(Status(level: next, override: nil, isIsolate: true))
                } else {
                    overflowIsolates += 1
                }
            case .popDirectionalIsolate:
                if overflowIsolates > 0 {
                    overflowIsolates -= 1
                } else if validIsolates > 0 {
                    overflowEmbeddings = 0
                    while !stack[stack.count - 1].isIsolate { stack.removeLast() }
                    stack.removeLast()
                    validIsolates -= 1
                }
                levels[i] = stack[stack.count - 1].level
                if let override = stack[stack.count - 1].override { classes[i] = override }
            case .popDirectionalFormat:
                levels[i] = top.level
                if overflowIsolates > 0 { break }
                if overflowEmbeddings > 0 {
                    overflowEmbeddings -= 1
                } else if !top.isIsolate, stack.count > 1 {
                    stack.removeLast()
                }
            case .paragraphSeparator: levels[i] = base
            case .boundaryNeutral: levels[i] = top.level
            default:
                levels[i] = top.level
                if let override = top.override { classes[i] = override }
            }
        }
    }

    private static func next(_ level: UInt8, _ isRight: Bool) -> UInt8 { isRight ? (level + 1) | 1 : (level + 2) & ~1 }

    /// BD9.
    private static func matches(_ classes: [BidiClass]) -> [Int] {
        var result = [Int](repeating: -1, count: classes.count), open: [Int] = []
        for (i, kind) in classes.enumerated() {
            if kind.isIsolateInitiator { open.append(i) }
            if kind == .paragraphSeparator { open.removeAll() }
            if kind == .popDirectionalIsolate, let start = open.popLast() { (result[start], result[i]) = (i, start) }
        }
        return result
    }

    /// X10: indices of each isolating run sequence without what X9 removes.
    func isolatingSequences() -> [[Int]] {
        var runs: [[Int]] = []
        for i in original.indices where !original[i].isRemoved {
            if let last = runs.last?.last, levels[last] == levels[i] { runs[runs.count - 1].append(i) } else { runs.append([i]) }
        }
        var runOf = [Int: Int]()
        for (number, run) in runs.enumerated() { runOf[run[0]] = number }
        var isTaken = [Bool](repeating: false, count: runs.count), sequences: [[Int]] = []
        for number in runs.indices where !isTaken[number] {
            let first = runs[number][0]
            if original[first] == .popDirectionalIsolate, matching[first] >= 0 { continue }
            var sequence = runs[number]
            isTaken[number] = true
            while let last = sequence.last, original[last].isIsolateInitiator, matching[last] >= 0, let next = runOf[matching[last]], !isTaken[next] {
                sequence += runs[next]
                isTaken[next] = true
            }
            sequences.append(sequence)
        }
        return sequences
    }

    /// The class a level's direction stands for.
    static func direction(_ level: UInt8) -> BidiClass { level & 1 == 0 ? .leftToRight : .rightToLeft }

    /// sos and eos of a sequence.
    func boundaries(of sequence: [Int]) -> (start: BidiClass, end: BidiClass) {
        guard let first = sequence.first, let last = sequence.last else { return (.leftToRight, .leftToRight) }
        let level = levels[first]
        let before = original[..<first].lastIndex { !$0.isRemoved }.map { levels[$0] } ?? base
        let isOpen = original[last].isIsolateInitiator && matching[last] < 0
        let after = isOpen ? base : original[(last + 1)...].firstIndex { !$0.isRemoved }.map { levels[$0] } ?? base
        return (Self.direction(max(level, before)), Self.direction(max(level, after)))
    }

    /// L1 for a paragraph of one line; what X9 removed takes the level of what stands before it.
    mutating func resetTrails(_ classes: [BidiClass]) {
        for i in classes.indices where classes[i].isRemoved { levels[i] = i == 0 ? base : levels[i - 1] }
        var trailing = true
        for i in classes.indices.reversed() {
            switch classes[i] {
            case .segmentSeparator, .paragraphSeparator:
                levels[i] = base
                trailing = true
            case .whiteSpace, .leftToRightIsolate, .rightToLeftIsolate, .firstStrongIsolate, .popDirectionalIsolate:
                if trailing { levels[i] = base }
            case _ where classes[i].isRemoved:
                if trailing { levels[i] = base }
            default: trailing = false
            }
        }
    }
}
