/// Rules W1 … W7, N0 … N2, I1 and I2 on one isolating run sequence.
struct SequenceResolution {
    private let indices: [Int]
    private let scalars: [Unicode.Scalar]
    private let original: [BidiClass]
    private var classes: [BidiClass]
    private let level: UInt8
    private let (start, end): (BidiClass, BidiClass)

    init(_ indices: [Int], scalars: [Unicode.Scalar], _ explicit: ExplicitLevels) {
        (self.indices, self.scalars) = (indices, scalars)
        classes = indices.map { explicit.classes[$0] }
        original = classes
        level = explicit.levels[indices[0]]
        (start, end) = explicit.boundaries(of: indices)
    }

    private var embedding: BidiClass { ExplicitLevels.direction(level) }

    mutating func resolve() {
        resolveMarks()
        resolveNumbers()
        resolveSeparators()
        resolveBrackets()
        resolveNeutrals()
    }

    /// I1 and I2.
    func store(in levels: inout [UInt8]) {
        for (place, index) in indices.enumerated() {
            switch (classes[place], level & 1) {
            case (.rightToLeft, 0): levels[index] = level + 1
            case (.arabicNumber, 0), (.europeanNumber, 0): levels[index] = level + 2
            case (.leftToRight, 1), (.arabicNumber, 1), (.europeanNumber, 1): levels[index] = level + 1
            default: levels[index] = level
            }
        }
    }

    /// W1.
    private mutating func resolveMarks() {
        var previous = start
        for i in classes.indices {
            if classes[i] == .nonspacingMark {
                classes[i] = previous.isIsolateInitiator || previous == .popDirectionalIsolate ? .otherNeutral : previous
            }
            previous = classes[i]
        }
    }

    /// W2 and W3.
    private mutating func resolveNumbers() {
        var strong = start
        for i in classes.indices {
            switch classes[i] {
            case .leftToRight, .rightToLeft, .arabicLetter: strong = classes[i]
            case .europeanNumber where strong == .arabicLetter: classes[i] = .arabicNumber
            default: break
            }
        }
        for i in classes.indices where classes[i] == .arabicLetter { classes[i] = .rightToLeft }
    }

    /// W4 … W7.
    private mutating func resolveSeparators() {
        for i in classes.indices.dropFirst().dropLast() {
            let (before, after) = (classes[i - 1], classes[i + 1])
            if classes[i] == .europeanSeparator, before == .europeanNumber, after == .europeanNumber { classes[i] = .europeanNumber }
            if classes[i] == .commonSeparator, before == after, before == .europeanNumber || before == .arabicNumber { classes[i] = before }
        }
        var i = 0
        while i < classes.count {
            guard classes[i] == .europeanTerminator else {
                i += 1
                continue
            }
            var j = i
            while j < classes.count, classes[j] == .europeanTerminator { j += 1 }
            if i > 0 && classes[i - 1] == .europeanNumber || j < classes.count && classes[j] == .europeanNumber {
                for k in i..<j { classes[k] = .europeanNumber }
            }
            i = j
        }
        var strong = start
        for i in classes.indices {
            switch classes[i] {
            case .europeanSeparator, .europeanTerminator, .commonSeparator: classes[i] = .otherNeutral
            case .leftToRight, .rightToLeft: strong = classes[i]
            case .europeanNumber where strong == .leftToRight: classes[i] = .leftToRight
            default: break
            }
        }
    }

    /// What a class counts as among neutrals: numbers are right to left.
    private static func strong(_ kind: BidiClass) -> BidiClass? {
        switch kind {
        case .leftToRight: .leftToRight
        case .rightToLeft, .europeanNumber, .arabicNumber: .rightToLeft
        default: nil
        }
    }

    /// N0.
    private mutating func resolveBrackets() {
        for (open, close) in bracketPairs() {
            var found: BidiClass?
            var hasEmbedding = false
            for i in (open + 1)..<close {
                guard let strong = Self.strong(classes[i]) else { continue }
                if strong == embedding { hasEmbedding = true } else { found = strong }
            }
            if hasEmbedding {
                set(open, close, to: embedding)
            } else if let found {
                let before = classes[..<open].lazy.reversed().compactMap { Self.strong($0) }.first ?? start
                set(open, close, to: before == found ? found : embedding)
            }
        }
    }

    /// Marks that W1 had turned into the bracket's class follow it.
    private mutating func set(_ open: Int, _ close: Int, to kind: BidiClass) {
        for bracket in [open, close] {
            classes[bracket] = kind
            var i = bracket + 1
            while i < classes.count, original[i] == .nonspacingMark {
                classes[i] = kind
                i += 1
            }
        }
    }

    /// BD16, in order of the opening bracket.
    private func bracketPairs() -> [(Int, Int)] {
        var open: [(partner: UInt32, place: Int)] = [], pairs: [(Int, Int)] = []
        for (place, index) in indices.enumerated() where classes[place] == .otherNeutral {
            let value = BidiTable.canonical(scalars[index].value)
            guard let bracket = BidiTable.shared.bracket(value) else { continue }
            if bracket.isOpening {
                if open.count == 63 { break }
                open.append((bracket.partner, place))
            } else if let match = open.lastIndex(where: { $0.partner == value }) {
                pairs.append((open[match].place, place))
                open.removeSubrange(match...)
            }
        }
        return pairs.sorted { $0.0 < $1.0 }
    }

    /// N1 and N2.
    private mutating func resolveNeutrals() {
        var i = 0
        while i < classes.count {
            guard classes[i].isNeutral else {
                i += 1
                continue
            }
            var j = i
            while j < classes.count, classes[j].isNeutral { j += 1 }
            let before = i == 0 ? start : Self.strong(classes[i - 1]) ?? embedding
            let after = j == classes.count ? end : Self.strong(classes[j]) ?? embedding
            for k in i..<j { classes[k] = before == after ? before : embedding }
            i = j
        }
    }
}
