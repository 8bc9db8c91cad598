extension SVGDeclaration {
    /// `font` as the properties it stands for; empty where it is not valid, itself for any other property.
    ///
    /// Source: CSS Fonts Module Level 4, section 6.8.
    var longhands: [SVGDeclaration] {
        guard property == .font else { return [self] }
        if ["inherit", "initial", "unset"].contains(value) { return Self.reset.map { declaration($0.0, value) } }
        if Self.systemFonts.contains(value) { return [] }
        var parts: [SVGProperty: String] = [:]
        var words = value.split(separator: " ", omittingEmptySubsequences: true).map(String.init)[...]
        while let word = words.first, let property = Self.property(of: word.lowercased(), parts) {
            if let property { parts[property] = word.lowercased() }
            words.removeFirst()
        }
        guard var size = words.popFirst() else { return [] }
        var height: String?
        // The height of lines follows a stroke, with or without space around it.
        if let slash = size.firstIndex(of: "/") {
            height = String(size[size.index(after: slash)...])
            size = String(size[..<slash])
            if height == "" { height = words.popFirst() }
        } else if let next = words.first, next.hasPrefix("/") {
            words.removeFirst()
            height = next.count > 1 ? String(next.dropFirst()) : words.popFirst()
        }
        guard !words.isEmpty, SVGLength(size) != nil || Self.sizes.contains(size.lowercased()) else { return [] }
        parts[.fontSize] = size.lowercased()
        parts[.fontFamily] = words.joined(separator: " ")
        if let height { parts[.lineHeight] = height }
        return Self.reset.map { declaration($0.0, parts[$0.0] ?? $0.1) }
    }

    private func declaration(_ property: SVGProperty, _ value: String) -> SVGDeclaration {
        SVGDeclaration(property: property, value: value, isImportant: isImportant)
    }

    /// What the shorthand sets, and to what where it says nothing. In a fixed order.
    private static let reset: [(SVGProperty, String)] = [
        (.fontStyle, "normal"), (.fontVariant, "normal"), (.fontWeight, "normal"), (.fontStretch, "normal"), (.fontSize, "medium"),
        (.lineHeight, "normal"), (.fontFamily, "initial"), (.fontKerning, "auto"), (.fontFeatureSettings, "normal"), (.fontVariationSettings, "normal"),
    ]

    private static let systemFonts: Set<String> = ["caption", "icon", "menu", "message-box", "small-caption", "status-bar"]
    private static let sizes: Set<String> = [
        "xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large", "smaller", "larger",
    ]

    /// The property of a word before the size; nil where it is the size, the inner nil where the word says `normal`.
    private static func property(of word: String, _ parts: [SVGProperty: String]) -> SVGProperty?? {
        switch word {
        case "normal": return .some(nil)
        case "italic", "oblique": return .fontStyle
        case "small-caps": return .fontVariant
        case "bold", "bolder", "lighter": return .fontWeight
        case _ where FontStretch.names[word] != nil || word == "narrower" || word == "wider": return .fontStretch
        default:
            // A bare number before the size is a weight.
            guard parts[.fontWeight] == nil, let number = Double(word), (1...1000).contains(number) else { return nil }
            return .fontWeight
        }
    }
}
