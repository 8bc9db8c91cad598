internal import CHarfBuzz

/// A stretch of text that HarfBuzz takes at once.
struct TextItem {
    var scalars: Range<Int>
    var font: FontID
    /// A run whose style counts for all of it.
    var run: Int
    var script: hb_script_t
    var level: UInt8
    /// Whether no font has it.
    var isMissing: Bool

    var isRightToLeft: Bool { level & 1 == 1 }
}

/// A line cut where font, features, script or direction change.
struct Itemization {
    private(set) var items: [TextItem] = []

    /// - Parameter fonts: The first font of each run.
    init(_ text: ParagraphText, _ bidi: BidiParagraph, _ fonts: [FontID], _ shaper: TextShaper) throws(FontError) {
        let scripts = Self.scripts(text.scalars)
        let keys = text.runs.map(\.style.shapingKey)
        var choices = FontChoices(text, fonts, shaper)
        var lastKey: ShapingKey?
        for grapheme in text.graphemes {
            let choice = choices.font(for: grapheme)
            // A letter that a border of runs parts is shaped whole by its first run.
            let start = grapheme.lowerBound, run = text.run[start], level = bidi.levels[start], script = scripts[start]
            if let last = items.last, last.font == choice.font, last.level == level, last.script == script, last.isMissing == choice.isMissing, lastKey == keys[run] {
                items[items.count - 1].scalars = last.scalars.lowerBound..<grapheme.upperBound
            } else {
                items.append(TextItem(scalars: grapheme, font: choice.font, run: run, script: script, level: level, isMissing: choice.isMissing))
            }
            lastKey = keys[run]
        }
    }

    /// Marks and common characters take the script before them; at the start that after them. Source: Unicode Standard Annex 24, section 5.1.
    private static func scripts(_ scalars: [Unicode.Scalar]) -> [hb_script_t] {
        let functions = hb_unicode_funcs_get_default()
        var result = scalars.map { hb_unicode_script(functions, $0.value) }
        func isReal(_ script: hb_script_t) -> Bool { script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN }
        var last = result.first(where: isReal) ?? HB_SCRIPT_LATIN
        for i in result.indices {
            if isReal(result[i]) { last = result[i] } else { result[i] = last }
        }
        return result
    }
}

extension [TextItem] {
    /// The item with up to four scalars of those beside it that have its script and direction.
    func neighbourhood(of index: Int) -> Range<Int> {
        let item = self[index]
        func fits(_ i: Int) -> Bool { indices.contains(i) && self[i].level == item.level && self[i].script == item.script && !self[i].isMissing }
        let low = fits(index - 1) ? Swift.max(self[index - 1].scalars.lowerBound, item.scalars.lowerBound - 4) : item.scalars.lowerBound
        let high = fits(index + 1) ? Swift.min(self[index + 1].scalars.upperBound, item.scalars.upperBound + 4) : item.scalars.upperBound
        return low..<high
    }
}

/// Finds each letter's font, and remembers.
private struct FontChoices {
    private let text: ParagraphText
    private let fonts: [FontID]
    private let shaper: TextShaper
    private var families: [Int: [FontID]] = [:]

    init(_ text: ParagraphText, _ fonts: [FontID], _ shaper: TextShaper) { (self.text, self.fonts, self.shaper) = (text, fonts, shaper) }

    /// The run's first font that has all of a letter, then a font of the library that has its base, then the run's first font.
    mutating func font(for grapheme: Range<Int>) -> (font: FontID, isMissing: Bool) {
        let run = text.run[grapheme.lowerBound], style = text.runs[run].style
        let needed = text.scalars[grapheme].filter { !$0.properties.isDefaultIgnorableCodePoint && $0.properties.generalCategory != .control }
        guard let base = needed.first else { return (fonts[run], false) }
        let wantsColor = Self.wantsColor(text.scalars[grapheme])
        if !wantsColor, Self.covers(fonts[run], needed[...], shaper) { return (fonts[run], false) }
        let candidates = families[run] ?? shaper.fonts(for: style)
        families[run] = candidates
        if !wantsColor, let whole = candidates.first(where: { Self.covers($0, needed[...], shaper) }) { return (whole, false) }
        if let record = shaper.library.fallback(for: base, like: style.font, colored: wantsColor) {
            let id = FontID(record: record, variations: shaper.library.records[record].variations(for: style))
            if Self.covers(id, needed.prefix(1), shaper) { return (id, false) }
        }
        if let partial = candidates.first(where: { Self.covers($0, needed.prefix(1), shaper) }) { return (partial, false) }
        return (fonts[run], true)
    }

    private static func covers(_ id: FontID, _ scalars: ArraySlice<Unicode.Scalar>, _ shaper: TextShaper) -> Bool {
        guard let face = shaper.face(id) else { return false }
        return scalars.allSatisfy { face.glyph(for: $0) != nil }
    }

    /// Source: Unicode Technical Standard 51, section 2.
    private static func wantsColor(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        guard !scalars.contains("\u{FE0E}") else { return false }
        return scalars.contains("\u{FE0F}") || scalars.contains { $0.properties.isEmojiPresentation }
    }
}

extension FontRecord {
    /// Where a style stands on the font's axes; tags that the font does not have are without effect.
    func variations(for style: TextStyle) -> [FontVariation] {
        guard isVariable else { return [] }
        let query = style.font
        var values = [FontVariation("wght", max(weight.lowerBound, min(weight.upperBound, query.weight))),
                      FontVariation("wdth", max(stretch.lowerBound, min(stretch.upperBound, query.stretch)))]
        if query.slant != .normal { values += [FontVariation("slnt", -14), FontVariation("ital", 1)] }
        if query.followsOpticalSize { values.append(FontVariation("opsz", style.size)) }
        for own in query.variations {
            values.removeAll { $0.tag == own.tag }
            values.append(own)
        }
        return values
    }
}
