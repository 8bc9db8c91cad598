internal import ImpressionCanvas
internal import ImpressionGeometry

extension SVGReader {
    /// What a node's letters take from the element they stand in.
    ///
    /// - Parameter context: Of the `text` element.
    func textSpan(_ node: SVGNode, _ style: SVGStyle, _ flow: Int?, _ context: SVGContext) -> TextContent.Span {
        var own = context
        own.style = style
        var text = TextStyle(style.fontQuery, size: style.fontSize, features: style.fontFeatures, isKerned: style.isKerned && !style.hasZeroKerning)
        text.language = language(of: node)
        text.letterSpacing = length(.letterSpacing, .other, in: own) ?? 0
        text.wordSpacing = length(.wordSpacing, .other, in: own) ?? 0
        let target = length("textLength", of: node, context.style[.writingMode] == nil ? .x : .other, in: own)
        let bidi = Self.bidiMarks(style, isText: style === context.style)
        return TextContent.Span(
            node: node, style: style, text: text, baseline: baseline(style, context), decorations: decorations(style, context),
            anchor: TextAnchor(rawValue: style[.textAnchor] ?? "") ?? .start, textLength: target.flatMap { $0 >= 0 && $0.isFinite ? $0 : nil },
            stretchesGlyphs: node["lengthAdjust"] == "spacingAndGlyphs", flow: flow, opening: bidi.opening, closing: bidi.closing)
    }

    private func language(of node: SVGNode) -> String {
        var at: SVGNode? = node
        while let here = at {
            if let language = here["xml:lang"] ?? here["lang"] { return trimmed(language) }
            at = here.parent
        }
        return ""
    }

    // MARK: Lines

    private func baseline(_ style: SVGStyle, _ context: SVGContext) -> TextBaseline {
        var result = TextBaseline()
        var at: SVGStyle? = style
        while let here = at, here !== context.style {
            if let text = here[.baselineShift] { result.shifts.append(shift(text, here, context)) }
            at = here.parent
        }
        let own = style[.alignmentBaseline] ?? "auto"
        result.name = own == "auto" || own == "baseline" ? dominantBaseline(style) : own
        return result
    }

    private func shift(_ text: String, _ style: SVGStyle, _ context: SVGContext) -> TextBaseline.Shift {
        switch text {
        case "sub": return .sub
        case "super": return .super
        default:
            guard let length = SVGLength(text) else { return .none }
            let pixels = lengthUnits(style).pixels(length, percentOf: style.fontSize)
            return pixels.isFinite ? .by(pixels) : .none
        }
    }

    private func dominantBaseline(_ style: SVGStyle) -> String {
        var at: SVGStyle? = style
        while let here = at {
            if let name = here[.dominantBaseline], name != "no-change" { return name }
            at = here.parent
        }
        return "auto"
    }

    /// Each kind of line once, painted as the nearest element that declares it, at the most as the text.
    private func decorations(_ style: SVGStyle, _ context: SVGContext) -> [TextDecoration] {
        TextDecoration.Line.allCases.compactMap { line in
            var at: SVGStyle? = style, isBelowText = true
            while let here = at {
                if let words = here[.textDecoration], words.split(separator: " ").contains(Substring(line.rawValue)) {
                    return TextDecoration(line: line, style: isBelowText ? here : context.style)
                }
                if here === context.style { isBelowText = false }
                at = here.parent
            }
            return nil
        }
    }

    /// Source: CSS Writing Modes Level 3, section 2.4.
    private static func bidiMarks(_ style: SVGStyle, isText: Bool) -> (opening: [Unicode.Scalar], closing: [Unicode.Scalar]) {
        let isRight = style[.direction] == "rtl"
        switch style[.unicodeBidi] {
        case "embed" where !isText: return ([isRight ? "\u{202B}" : "\u{202A}"], ["\u{202C}"])
        case "isolate" where !isText: return ([isRight ? "\u{2067}" : "\u{2066}"], ["\u{2069}"])
        case "bidi-override": return ([isRight ? "\u{202E}" : "\u{202D}"], ["\u{202C}"])
        case "isolate-override": return (["\u{2068}", isRight ? "\u{202E}" : "\u{202D}"], ["\u{202C}", "\u{2069}"])
        case "plaintext": return (["\u{2068}"], ["\u{2069}"])
        default: return ([], [])
        }
    }

    // MARK: Paths

    /// The path of a `textPath`; nil where it names none.
    mutating func textFlow(_ node: SVGNode, _ style: SVGStyle, _ context: SVGContext) throws(SVGError) -> TextContent.Flow? {
        guard let target = target(of: node), let path = try outline(of: target, in: context) else { return nil }
        var context = context
        context.style = style
        // So fine that the chords' directions, which turn the letters, are within a fifth of a degree.
        let line = MeasuredPath(path, tolerance: max(style.fontSize, 1e-6) * 1e-5)
        var offset = 0.0
        if let length = node["startOffset"].flatMap({ SVGLength($0) }) {
            offset = lengthUnits(style).pixels(length, percentOf: line.length)
            if length.unit != .percent, let whole = target["pathLength"].flatMap({ Double($0) }), whole > 0 { offset *= line.length / whole }
        }
        return TextContent.Flow(node: node, line: line, startOffset: offset.isFinite ? offset : 0)
    }
}
