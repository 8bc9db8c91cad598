internal import ImpressionCanvas
internal import ImpressionGeometry

/// Gathers a `text` element's letters: white space as `xml:space` and `white-space` say, then the lists of places.
struct TextContentReader {
    private struct RawLetter {
        var scalar: Unicode.Scalar
        var span: Int
        var isPreserved: Bool
    }

    private struct Element {
        var node: SVGNode
        var style: SVGStyle
        var letters: Range<Int>
        var flow: Int?
    }

    private let context: SVGContext
    private var content = TextContent()
    private var raw: [RawLetter] = []
    private var elements: [Element] = []

    /// - Parameter context: Of the `text` element.
    static func content(of node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> TextContent {
        var gathering = TextContentReader(context)
        try gathering.collect(node, context.style, flow: nil, depth: 0, &reader)
        let kept = gathering.collapse()
        gathering.place(kept, reader)
        return gathering.content
    }

    private init(_ context: SVGContext) {
        self.context = context
        let mode = context.style[.writingMode] ?? ""
        content.isVertical = ["tb", "tb-rl", "vertical-rl", "vertical-lr"].contains(mode)
        content.direction = context.style[.direction] == "rtl" ? .rightToLeft : .leftToRight
    }

    // MARK: Gathering

    private mutating func collect(_ node: SVGNode, _ style: SVGStyle, flow: Int?, depth: Int, _ reader: inout SVGReader) throws(SVGError) {
        guard depth < reader.options.limits.depth else { throw .nested(limit: reader.options.limits.depth) }
        let slot = elements.count, start = raw.count
        elements.append(Element(node: node, style: style, letters: start..<start, flow: flow))
        if node.name == "tref" {
            if let target = reader.target(of: node), Self.isKnown(target.name) { try add(target.wholeText, node, style, flow, &reader) }
        } else {
            for child in node.children {
                if child.isText {
                    try add(child.text, node, style, flow, &reader)
                } else {
                    try enter(child, style, flow, depth, &reader)
                }
            }
        }
        elements[slot].letters = start..<raw.count
    }

    private mutating func enter(_ child: SVGNode, _ outer: SVGStyle, _ flow: Int?, _ depth: Int, _ reader: inout SVGReader) throws(SVGError) {
        guard ["tspan", "tref", "a", "textPath"].contains(child.name) else { return }
        let style = reader.style(of: child, inheriting: outer)
        guard style[.display] != "none", reader.passesConditions(child) else { return }
        var flow = flow
        if child.name == "textPath" {
            // Only a child of the text itself follows a path.
            guard depth == 0, let made = try reader.textFlow(child, style, context) else { return }
            flow = content.flows.count
            content.flows.append(made)
        }
        try collect(child, style, flow: flow, depth: depth + 1, &reader)
    }

    private mutating func add(_ text: String, _ node: SVGNode, _ style: SVGStyle, _ flow: Int?, _ reader: inout SVGReader) throws(SVGError) {
        guard !text.isEmpty else { return }
        try reader.count(points: text.unicodeScalars.count)
        content.spans.append(reader.textSpan(node, style, flow, context))
        let isPreserved = Self.preserves(node, style)
        for scalar in text.unicodeScalars {
            let isSpace = scalar == "\n" || scalar == "\t" || scalar == "\r"
            raw.append(RawLetter(scalar: isSpace ? " " : scalar, span: content.spans.count - 1, isPreserved: isPreserved))
        }
    }

    private static func preserves(_ node: SVGNode, _ style: SVGStyle) -> Bool {
        if let mode = style[.whiteSpace] { return ["pre", "pre-wrap", "break-spaces", "preserve"].contains(mode) }
        var at: SVGNode? = node
        while let here = at {
            if let space = here["xml:space"] { return space == "preserve" }
            at = here.parent
        }
        return false
    }

    /// Whether the standard knows an element: only those have text that `tref` may take.
    private static func isKnown(_ name: String) -> Bool {
        SVGElements.byName[name] != nil || SVGElements.undrawn.contains(name) || ["tspan", "tref", "textPath"].contains(name)
    }

    // MARK: White space

    /// Drops spaces at both ends and after others; gives the count of kept letters before each raw one.
    private mutating func collapse() -> [Int] {
        var keeps = [Bool](repeating: true, count: raw.count)
        var afterSpace = true
        for (i, letter) in raw.enumerated() {
            let isSpace = letter.scalar == " "
            if isSpace, !letter.isPreserved, afterSpace { keeps[i] = false }
            afterSpace = isSpace
        }
        if let last = keeps.lastIndex(of: true), raw[last].scalar == " ", !raw[last].isPreserved { keeps[last] = false }
        var counts: [Int] = []
        for (i, keep) in keeps.enumerated() {
            counts.append(content.letters.count)
            if keep { content.letters.append(TextContent.Letter(scalar: raw[i].scalar, span: raw[i].span)) }
        }
        counts.append(content.letters.count)
        return counts
    }

    // MARK: Places

    /// Inner elements have the last word.
    private mutating func place(_ counts: [Int], _ reader: SVGReader) {
        for element in elements {
            let letters = counts[element.letters.lowerBound]..<counts[element.letters.upperBound]
            guard !letters.isEmpty else { continue }
            var context = context
            context.style = element.style
            func list(_ name: String, _ axis: LengthAxis) -> [Double] {
                guard let text = element.node[name], let list = SVGLength.list(text) else { return [] }
                let units = reader.lengthUnits(element.style)
                return list.map { units.pixels($0, percentOf: axis.whole(of: context.viewport)) }.filter(\.isFinite)
            }
            if element.node.name != "textPath" {
                for (i, value) in zip(letters, list("x", .x)) { content.letters[i].x = value }
                for (i, value) in zip(letters, list("y", .y)) { content.letters[i].y = value }
            }
            for (i, value) in zip(letters, list("dx", .x)) { content.letters[i].dx = value }
            for (i, value) in zip(letters, list("dy", .y)) { content.letters[i].dy = value }
            let turns = list("rotate", .other)
            if let last = turns.last { for (k, i) in letters.enumerated() { content.letters[i].rotation = k < turns.count ? turns[k] : last } }
        }
    }
}
