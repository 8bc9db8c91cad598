internal import CHarfBuzz

extension ShapedText {
    /// Sets letters and words apart as their styles ask.
    ///
    /// Scripts whose letters are joined are not pulled apart. A letter that would go backwards is not drawn, as browsers have it.
    ///
    /// Source: CSS Text Module Level 3, section 8.
    mutating func space(_ runs: [TextRun], _ text: ParagraphText) {
        guard runs.contains(where: { $0.style.letterSpacing != 0 || $0.style.wordSpacing != 0 }) else { return }
        for i in clusters.indices {
            let style = runs[clusters[i].run].style, first = text.scalars[clusters[i].scalars.lowerBound]
            if style.wordSpacing != 0, Self.separatesWords(first) { clusters[i].advance += style.wordSpacing }
            guard style.letterSpacing != 0, !Self.isJoined(first) else { continue }
            if i + 1 < clusters.count { clusters[i].advance += style.letterSpacing }
            if clusters[i].advance <= 0 {
                clusters[i].width = 0
                clusters[i].glyphs = []
            }
        }
    }

    private static func separatesWords(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0xA0, 0x1361, 0x10100, 0x10101, 0x1039F, 0x1091F: true
        default: false
        }
    }

    private static func isJoined(_ scalar: Unicode.Scalar) -> Bool {
        let joined = [HB_SCRIPT_ARABIC, HB_SCRIPT_SYRIAC, HB_SCRIPT_NKO, HB_SCRIPT_MANICHAEAN, HB_SCRIPT_PSALTER_PAHLAVI, HB_SCRIPT_MANDAIC,
                      HB_SCRIPT_MONGOLIAN, HB_SCRIPT_PHAGS_PA, HB_SCRIPT_DEVANAGARI, HB_SCRIPT_BENGALI, HB_SCRIPT_GURMUKHI, HB_SCRIPT_MODI,
                      HB_SCRIPT_SHARADA, HB_SCRIPT_SYLOTI_NAGRI, HB_SCRIPT_TIRHUTA, HB_SCRIPT_OGHAM]
        return joined.contains(hb_unicode_script(hb_unicode_funcs_get_default(), scalar.value))
    }
}
