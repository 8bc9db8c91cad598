import ImpressionGeometry

/// A character's part in the order of mixed writing directions. Source: Unicode Standard Annex 9, table 4.
enum BidiClass: UInt8, Sendable {
    case leftToRight, rightToLeft, arabicLetter
    case europeanNumber, europeanSeparator, europeanTerminator, arabicNumber, commonSeparator
    case nonspacingMark, boundaryNeutral, paragraphSeparator, segmentSeparator, whiteSpace, otherNeutral
    case leftToRightEmbedding, rightToLeftEmbedding, leftToRightOverride, rightToLeftOverride, popDirectionalFormat
    case leftToRightIsolate, rightToLeftIsolate, firstStrongIsolate, popDirectionalIsolate

    /// Most classes follow from the general category and the block; the rest stand in `bidiExceptions`.
    init(_ scalar: Unicode.Scalar) {
        if let exception = BidiTable.shared.exception(scalar.value) {
            self = exception
            return
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: self = .nonspacingMark
        case .format: self = .boundaryNeutral
        default: self = Self.ofRightToLeftBlock(scalar.value) ?? Self.ofCategory(scalar.properties.generalCategory)
        }
    }

    private static func ofCategory(_ category: Unicode.GeneralCategory) -> BidiClass {
        switch category {
        case .currencySymbol: .europeanTerminator
        case .spaceSeparator: .whiteSpace
        case .mathSymbol, .modifierSymbol, .otherSymbol, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
             .otherPunctuation, .dashPunctuation, .connectorPunctuation: .otherNeutral
        default: .leftToRight
        }
    }

    private static func ofRightToLeftBlock(_ value: UInt32) -> BidiClass? {
        switch value {
        case 0x600...0x7BF, 0x860...0x8FF, 0xFB50...0xFDCF, 0xFDF0...0xFDFF, 0xFE70...0xFEFF, 0x10D00...0x10D3F, 0x10EC0...0x10EFF,
             0x10F30...0x10F6F, 0x1EC70...0x1ECBF, 0x1ED00...0x1ED4F, 0x1EE00...0x1EEFF: .arabicLetter
        case 0x590...0x8FF, 0xFB1D...0xFB4F, 0x10800...0x10FFF, 0x1E800...0x1EFFF: .rightToLeft
        default: nil
        }
    }

    var isIsolateInitiator: Bool { self == .leftToRightIsolate || self == .rightToLeftIsolate || self == .firstStrongIsolate }

    /// Embeddings, overrides, their end, and what has no place in the order at all: rule X9.
    var isRemoved: Bool {
        switch self {
        case .leftToRightEmbedding, .rightToLeftEmbedding, .leftToRightOverride, .rightToLeftOverride, .popDirectionalFormat, .boundaryNeutral: true
        default: false
        }
    }

    /// The NI of rules N0 … N2.
    var isNeutral: Bool {
        switch self {
        case .paragraphSeparator, .segmentSeparator, .whiteSpace, .otherNeutral, .leftToRightIsolate, .rightToLeftIsolate, .firstStrongIsolate,
             .popDirectionalIsolate: true
        default: false
        }
    }
}

/// `bidiExceptions` and `bidiBrackets`, ready for searching.
struct BidiTable: Sendable {
    static let shared = BidiTable()

    private var ranges: [(low: UInt32, high: UInt32, class: BidiClass)] = []
    /// Each bracket with its partner, in order of the bracket.
    private var brackets: [(bracket: UInt32, partner: UInt32, isOpening: Bool)] = []

    private init() {
        for (kind, text) in bidiExceptions {
            for word in text.split(separator: " ") {
                let ends = word.split(separator: "-").compactMap { UInt32($0, radix: 16) }
                if let low = ends.first, let high = ends.last { ranges.append((low, high, kind)) }
            }
        }
        ranges.sort { $0.low < $1.low }
        for word in bidiBrackets.split(separator: " ") {
            let pair = word.split(separator: ":").compactMap { UInt32($0, radix: 16) }
            guard pair.count == 2 else { continue }
            brackets += [(pair[0], pair[1], true), (pair[1], pair[0], false)]
        }
        brackets.sort { $0.bracket < $1.bracket }
    }

    func exception(_ value: UInt32) -> BidiClass? {
        let range = ranges.partitioningIndex { $0.high >= value }
        return range < ranges.count && ranges[range].low <= value ? ranges[range].class : nil
    }

    /// The closing bracket of an opening one or the other way round; angle brackets that are canonically equal count as one.
    func bracket(_ value: UInt32) -> (partner: UInt32, isOpening: Bool)? {
        let value = Self.canonical(value)
        let found = brackets.partitioningIndex { $0.bracket >= value }
        guard found < brackets.count, brackets[found].bracket == value else { return nil }
        return (brackets[found].partner, brackets[found].isOpening)
    }

    static func canonical(_ value: UInt32) -> UInt32 { value == 0x2329 ? 0x3008 : value == 0x232A ? 0x3009 : value }
}
