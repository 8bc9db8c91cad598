/// The embedding levels of one paragraph: even runs go to the right, odd ones to the left.
///
/// O(n) but for brackets, O(n log n).
///
/// Source: Unicode Standard Annex 9, "Unicode Bidirectional Algorithm", revision 46; rules are named as there.
public struct BidiParagraph: Sendable {
    /// 0 for left to right, 1 for right to left.
    public let baseLevel: UInt8
    /// One for each scalar.
    public let levels: [UInt8]

    /// - Parameter direction: nil takes that of the first strong letter.
    public init(_ scalars: [Unicode.Scalar], direction: TextDirection? = nil) {
        let classes = scalars.map { BidiClass($0) }
        let base: UInt8 = direction.map { $0 == .rightToLeft ? 1 : 0 } ?? Self.firstStrong(classes[...]) ?? 0
        // Nothing that turns: the common case costs one look.
        if base == 0, !classes.contains(where: Self.turns) {
            (baseLevel, levels) = (0, Array(repeating: 0, count: scalars.count))
            return
        }
        var explicit = ExplicitLevels(classes, base: base)
        for sequence in explicit.isolatingSequences() {
            var resolution = SequenceResolution(sequence, scalars: scalars, explicit)
            resolution.resolve()
            resolution.store(in: &explicit.levels)
        }
        explicit.resetTrails(classes)
        (baseLevel, levels) = (base, explicit.levels)
    }

    private static func turns(_ kind: BidiClass) -> Bool {
        switch kind {
        case .rightToLeft, .arabicLetter, .arabicNumber, .rightToLeftEmbedding, .rightToLeftOverride, .rightToLeftIsolate,
             .leftToRightEmbedding, .leftToRightOverride, .leftToRightIsolate, .firstStrongIsolate: true
        default: false
        }
    }

    /// P2 and P3: the level of the first strong letter outside of isolates.
    static func firstStrong(_ classes: ArraySlice<BidiClass>) -> UInt8? {
        var depth = 0
        for kind in classes {
            switch kind {
            case .leftToRight where depth == 0: return 0
            case .rightToLeft where depth == 0, .arabicLetter where depth == 0: return 1
            case _ where kind.isIsolateInitiator: depth += 1
            case .popDirectionalIsolate where depth > 0: depth -= 1
            case .popDirectionalIsolate: return nil
            default: break
            }
        }
        return nil
    }

    /// L2: the items of a line in the order they are seen, left to right.
    ///
    /// - Parameter levels: Of each item.
    public static func visualOrder(_ levels: [UInt8]) -> [Int] {
        var order = Array(levels.indices)
        guard let highest = levels.max(), highest > 0 else { return order }
        for level in stride(from: highest, through: 1, by: -1) {
            var start = 0
            while start < order.count {
                guard levels[order[start]] >= level else {
                    start += 1
                    continue
                }
                var end = start
                while end < order.count, levels[order[end]] >= level { end += 1 }
                order[start..<end].reverse()
                start = end
            }
        }
        return order
    }
}

public enum TextDirection: Sendable { case leftToRight, rightToLeft }
