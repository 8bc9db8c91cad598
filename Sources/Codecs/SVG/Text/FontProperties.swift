internal import ImpressionCanvas

/// The properties that choose a font, resolved along the chain of styles.
extension SVGStyle {
    var fontQuery: FontQuery {
        var query = FontQuery(fontFamilies, weight: FontWeight.resolved(self), stretch: FontStretch.resolved(self), slant: fontSlant)
        query.variations = self[.fontVariationSettings].map(fontVariations) ?? []
        query.followsOpticalSize = self[.fontOpticalSizing] != "none"
        return query
    }

    /// Without quotes, in order.
    private var fontFamilies: [String] {
        guard let text = self[.fontFamily] else { return ["serif"] }
        var cursor = CSSCursor(text)
        var families: [String] = []
        while !cursor.isAtEnd {
            cursor.skipSpace()
            if let quoted = cursor.string() {
                families.append(trimmed(quoted))
                _ = cursor.text(until: ",")
            } else {
                let name = cursor.text(until: ",").split(separator: " ").joined(separator: " ")
                if !name.isEmpty { families.append(name) }
            }
            if !cursor.skip(",") { break }
        }
        return families
    }

    private var fontSlant: FontQuery.Slant {
        let word = self[.fontStyle] ?? "normal"
        return word == "italic" ? .italic : word.hasPrefix("oblique") ? .oblique : .normal
    }

    private func fontVariations(_ text: String) -> [FontVariation] {
        settings(text).compactMap { tag, value in Double(value).map { FontVariation(tag, $0) } }
    }

    /// `font-feature-settings`, over what the other properties say.
    var fontFeatures: [FontFeature] {
        var features: [FontFeature] = []
        if let variant = self[.fontVariant] { features += FontVariant.features(variant) }
        guard let text = self[.fontFeatureSettings] else { return features }
        return features + settings(text).compactMap { tag, value in
            let value = value == "" || value == "on" ? 1 : value == "off" ? 0 : UInt32(value)
            return value.map { FontFeature(tag, $0) }
        }
    }

    /// `"tag" value, …`.
    private func settings(_ text: String) -> [(FontTag, String)] {
        text.split(separator: ",").compactMap { part in
            let part = trimmed(part)
            guard let quote = part.first, quote == "\"" || quote == "'", let end = part.dropFirst().firstIndex(of: quote) else { return nil }
            return FontTag(String(part[part.index(after: part.startIndex)..<end])).map { ($0, trimmed(part[part.index(after: end)...])) }
        }
    }

    var hasSmallCaps: Bool { self[.fontVariant]?.split(separator: " ").contains("small-caps") ?? false }
    var isKerned: Bool { self[.fontKerning] != "none" }
    /// SVG 1.1's `kerning`: a length of zero turns the font's own off.
    var hasZeroKerning: Bool { self[.kerning].flatMap { SVGLength($0) }?.value == 0 }
}

/// `font-weight` with its relative words. Source: CSS Fonts Module Level 4, section 2.2.1.
enum FontWeight {
    static func resolved(_ style: SVGStyle) -> Double {
        guard let (word, place) = style.found(.fontWeight) else { return 400 }
        let outer = { place.parent.map(resolved) ?? 400 }
        switch word {
        case "normal": return 400
        case "bold": return 700
        case "bolder": return bolder(outer())
        case "lighter": return lighter(outer())
        default: return Double(word).flatMap { (1...1000).contains($0) ? $0 : nil } ?? outer()
        }
    }

    private static func bolder(_ weight: Double) -> Double { weight < 350 ? 400 : weight < 550 ? 700 : max(weight, 900) }
    private static func lighter(_ weight: Double) -> Double { weight < 550 ? min(weight, 100) : weight < 750 ? 400 : 700 }
}

/// `font-stretch` in percent.
enum FontStretch {
    static let names: [String: Double] = FontQuery.stretches
    private static let steps = [50, 62.5, 75, 87.5, 100, 112.5, 125, 150, 200]

    static func resolved(_ style: SVGStyle) -> Double {
        guard let (word, place) = style.found(.fontStretch) else { return 100 }
        let outer = { place.parent.map(resolved) ?? 100 }
        switch word {
        case "normal": return 100
        case "narrower": return steps.last { $0 < outer() } ?? 50
        case "wider": return steps.first { $0 > outer() } ?? 200
        default:
            if let percent = names[word] { return percent }
            guard word.hasSuffix("%"), let value = Double(word.dropLast()), value >= 0 else { return outer() }
            return value
        }
    }
}

/// The features behind the words of `font-variant`. Source: CSS Fonts Module Level 4, section 6.
enum FontVariant {
    private static let table: [String: [FontFeature]] = [
        "small-caps": [FontFeature("smcp", 1)], "all-small-caps": [FontFeature("smcp", 1), FontFeature("c2sc", 1)],
        "petite-caps": [FontFeature("pcap", 1)], "unicase": [FontFeature("unic", 1)], "titling-caps": [FontFeature("titl", 1)],
        "oldstyle-nums": [FontFeature("onum", 1)], "lining-nums": [FontFeature("lnum", 1)], "tabular-nums": [FontFeature("tnum", 1)],
        "proportional-nums": [FontFeature("pnum", 1)], "diagonal-fractions": [FontFeature("frac", 1)], "ordinal": [FontFeature("ordn", 1)],
        "slashed-zero": [FontFeature("zero", 1)], "no-common-ligatures": [FontFeature("liga", 0), FontFeature("clig", 0)],
        "discretionary-ligatures": [FontFeature("dlig", 1)], "none": [FontFeature("liga", 0), FontFeature("clig", 0), FontFeature("calt", 0)],
    ]

    static func features(_ text: String) -> [FontFeature] { text.split(separator: " ").flatMap { table[String($0)] ?? [] } }
}
