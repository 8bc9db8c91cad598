/// Heights and positions that a font asks for, in the unit that its text's size has; y up from the baseline.
public struct FontMetrics: Sendable, Hashable {
    public var ascent: Double
    /// Negative below the baseline.
    public var descent: Double
    public var lineGap: Double
    public var xHeight: Double
    public var capHeight: Double
    /// Middle of the line under the text.
    public var underline: Double
    public var underlineThickness: Double
    /// Middle of the line through the text.
    public var strikeout: Double
    /// How far a subscript goes down.
    public var subscriptShift: Double
    /// How far a superscript goes up.
    public var superscriptShift: Double

    public static let zero = FontMetrics(ascent: 0, descent: 0, lineGap: 0, xHeight: 0, capHeight: 0, underline: 0, underlineThickness: 0,
                                         strikeout: 0, subscriptShift: 0, superscriptShift: 0)

    func scaled(by k: Double) -> FontMetrics {
        FontMetrics(ascent: ascent * k, descent: descent * k, lineGap: lineGap * k, xHeight: xHeight * k, capHeight: capHeight * k, underline: underline * k,
                    underlineThickness: underlineThickness * k, strikeout: strikeout * k, subscriptShift: subscriptShift * k, superscriptShift: superscriptShift * k)
    }
}
