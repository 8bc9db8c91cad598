/// How a piece of text is set.
public struct TextStyle: Sendable, Hashable {
    public var font: FontQuery
    /// Height of the em, in any unit; results have the same.
    public var size: Double
    public var features: [FontFeature]
    /// Whether pairs of letters move together as the font says.
    public var isKerned: Bool
    public var hasSmallCaps: Bool
    /// A tag such as `en` or `ja`; empty where it is not known.
    public var language: String
    /// Added after each letter but the last, in the unit of the size.
    public var letterSpacing: Double
    /// Added to each space between words.
    public var wordSpacing: Double

    public init(_ font: FontQuery = FontQuery(), size: Double, features: [FontFeature] = [], isKerned: Bool = true, hasSmallCaps: Bool = false,
                language: String = "", letterSpacing: Double = 0, wordSpacing: Double = 0) {
        (self.font, self.size, self.features, self.isKerned, self.hasSmallCaps) = (font, size, features, isKerned, hasSmallCaps)
        (self.language, self.letterSpacing, self.wordSpacing) = (language, letterSpacing, wordSpacing)
    }

    /// What the font is told: the style's own features over those that its other properties mean.
    var allFeatures: [FontFeature] {
        var all: [FontFeature] = []
        if !isKerned { all.append(FontFeature("kern", 0)) }
        if hasSmallCaps { all.append(FontFeature("smcp", 1)) }
        // Letters that are set apart do not grow together.
        if letterSpacing != 0 { all += [FontFeature("liga", 0), FontFeature("clig", 0)] }
        return all + features
    }

    /// What the shapes of glyphs depend on, apart from the font: styles that differ in nothing of it are shaped as one text.
    var shapingKey: ShapingKey { ShapingKey(features: allFeatures, language: language) }
}

struct ShapingKey: Hashable {
    var features: [FontFeature]
    var language: String
}

/// A piece of text in one style.
public struct TextRun: Sendable, Hashable {
    public var text: String
    public var style: TextStyle

    public init(_ text: String, _ style: TextStyle) { (self.text, self.style) = (text, style) }
}
