/// What a font's file says of itself, as far as choosing needs it.
struct FontRecord: Sendable {
    var path: String
    /// Which font of a collection.
    var index: Int
    /// In the languages that the font names itself in, as written.
    var families: [String]
    var weight: ClosedRange<Double>
    /// Percent of normal.
    var stretch: ClosedRange<Double>
    var slant: FontQuery.Slant
    var isVariable: Bool
    /// Whether it draws with colours of its own.
    var isColored: Bool

    /// How far the font is from what a query asks for; less is nearer, compared from the first number on.
    ///
    /// Source: CSS Fonts Module Level 4, section 5.2: first the width, then the slant, then the weight.
    func distance(from query: FontQuery) -> [Double] {
        [stretchDistance(query.stretch), slantDistance(query.slant), weightDistance(query.weight)]
    }

    private func stretchDistance(_ wanted: Double) -> Double {
        if stretch.contains(wanted) { return 0 }
        // At most normal: narrower ones come first; above it wider ones.
        let isNarrower = stretch.upperBound < wanted
        let gap = isNarrower ? wanted - stretch.upperBound : stretch.lowerBound - wanted
        return (wanted <= 100) == isNarrower ? gap : gap + 1000
    }

    private func slantDistance(_ wanted: FontQuery.Slant) -> Double {
        if wanted == slant { return 0 }
        return switch (wanted, slant) {
        case (.italic, .oblique), (.oblique, .italic): 1
        case (.normal, .oblique): 1
        default: 2
        }
    }

    private func weightDistance(_ wanted: Double) -> Double {
        if weight.contains(wanted) { return 0 }
        let isLighter = weight.upperBound < wanted
        let gap = isLighter ? wanted - weight.upperBound : weight.lowerBound - wanted
        if (400...500).contains(wanted) {
            if !isLighter { return weight.lowerBound <= 500 ? gap : gap + 2000 }
            return gap + 1000
        }
        return (wanted < 400) == isLighter ? gap : gap + 1000
    }
}
