public import ImpressionCanvas

/// What a technique makes of artwork when the result is a drawing.
public struct DrawingImpression: Sendable {
    public var artwork: Artwork
    /// Notes for the person: a code and a sentence.
    public var notes: [(code: String, message: String)]
    /// What there is of what.
    public var figures: [(name: String, count: Int)]

    public init(_ artwork: Artwork, notes: [(code: String, message: String)] = [], figures: [(name: String, count: Int)] = []) {
        (self.artwork, self.notes, self.figures) = (artwork, notes, figures)
    }
}
