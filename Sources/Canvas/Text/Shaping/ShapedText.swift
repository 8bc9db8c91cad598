/// One line of text as glyphs, from left to right as it is seen.
public struct ShapedText: Sendable {
    /// Glyphs that belong together, for one or more characters: what can be placed on its own.
    public struct Cluster: Sendable {
        /// Which scalars of the whole text it stands for.
        public var scalars: Range<Int>
        /// Which run its first scalar belongs to.
        public var run: Int
        public var isRightToLeft: Bool
        public var glyphs: [Glyph]
        /// Along the line, with spacing.
        public var advance: Double
        /// Along the line, without spacing.
        public var width: Double
        /// Of the font that draws it, at the run's size.
        public var metrics: FontMetrics
        /// How much wider the glyphs and their places are drawn than the font has them.
        public var stretch = 1.0
    }

    /// A glyph and where it stands from its cluster's start, y up.
    public struct Glyph: Sendable {
        var font: FontID
        public var id: UInt32
        public var x: Double
        public var y: Double
        /// Height of the em.
        public var size: Double
    }

    public var clusters: [Cluster]
    /// Metrics of each run's first font, at its size.
    public var runMetrics: [FontMetrics]
    /// Characters that no font has; they are drawn as the font's own sign for that.
    public var missing: [Unicode.Scalar]

    /// Sum of all advances.
    public var width: Double { clusters.reduce(0) { $0 + $1.advance } }
}

/// A font of a shaper.
struct FontID: Hashable, Sendable {
    var record: Int
    var variations: [FontVariation]
}
