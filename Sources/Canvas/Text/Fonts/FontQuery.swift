/// Which font a text asks for. Several families are tried in their order; the generic ones are `serif`, `sans-serif`, `monospace`, `cursive`,
/// `fantasy` and `system-ui`.
public struct FontQuery: Sendable, Hashable {
    public enum Slant: Sendable, Hashable { case normal, italic, oblique }

    public var families: [String]
    /// 1 … 1000; 400 is regular and 700 bold.
    public var weight: Double
    /// Width in percent of normal, 50 … 200.
    public var stretch: Double
    public var slant: Slant
    /// Axes of a variable font that are set by name, over what the other properties ask for.
    public var variations: [FontVariation]
    /// Whether a font with an axis for optical sizes follows the size of the text.
    public var followsOpticalSize: Bool

    public init(_ families: [String] = ["sans-serif"], weight: Double = 400, stretch: Double = 100, slant: Slant = .normal,
                variations: [FontVariation] = [], followsOpticalSize: Bool = true) {
        (self.families, self.weight, self.stretch, self.slant) = (families, weight, stretch, slant)
        (self.variations, self.followsOpticalSize) = (variations, followsOpticalSize)
    }

    /// A font as a command line writes it: `Noto Sans:bold:italic`, `Noto Sans, serif:700:condensed`. Nil where a word is unknown.
    public init?(_ text: String) {
        var parts = text.split(separator: ":", omittingEmptySubsequences: true).map { $0.trimmingSpaces() }
        guard !parts.isEmpty else { return nil }
        self.init(parts.removeFirst().split(separator: ",").map { $0.trimmingSpaces() }.filter { !$0.isEmpty })
        for word in parts {
            let word = word.lowercased()
            if let weight = Self.weights[word] ?? Double(word).flatMap({ (1...1000).contains($0) ? $0 : nil }) {
                self.weight = weight
            } else if let stretch = Self.stretches[word] {
                self.stretch = stretch
            } else if word == "italic" || word == "oblique" {
                slant = word == "italic" ? .italic : .oblique
            } else if word != "normal" {
                return nil
            }
        }
        if families.isEmpty { families = ["sans-serif"] }
    }

    /// The names that CSS gives to weights, and those that font makers do.
    public static let weights: [String: Double] = [
        "thin": 100, "extralight": 200, "light": 300, "regular": 400, "medium": 500, "semibold": 600, "bold": 700, "extrabold": 800, "black": 900,
    ]

    /// The names that CSS gives to widths, percent.
    public static let stretches: [String: Double] = [
        "ultra-condensed": 50, "extra-condensed": 62.5, "condensed": 75, "semi-condensed": 87.5,
        "semi-expanded": 112.5, "expanded": 125, "extra-expanded": 150, "ultra-expanded": 200,
    ]
}

/// An axis of a variable font and the place on it.
public struct FontVariation: Sendable, Hashable {
    public var tag: FontTag
    public var value: Double

    public init(_ tag: FontTag, _ value: Double) { (self.tag, self.value) = (tag, value) }
}

/// A feature of a font and its setting; 0 is off.
public struct FontFeature: Sendable, Hashable {
    public var tag: FontTag
    public var value: UInt32

    public init(_ tag: FontTag, _ value: UInt32) { (self.tag, self.value) = (tag, value) }
}

/// Four letters that name an axis or a feature.
public struct FontTag: Sendable, Hashable, ExpressibleByStringLiteral {
    public var code: UInt32

    init(code: UInt32) { self.code = code }

    /// Nil unless `text` has four printable ASCII characters.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 4, bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
        code = bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The first four bytes count.
    public init(stringLiteral text: String) { code = text.utf8.prefix(4).reduce(0) { $0 << 8 | UInt32($1) } }
}

extension StringProtocol {
    func trimmingSpaces() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(self[first...last])
    }
}
