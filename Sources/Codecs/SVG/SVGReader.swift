public import ImpressionCanvas
internal import ImpressionGeometry

/// Reads an SVG drawing, plain or gzipped, into the normal form: every style, unit and reference resolved.
///
/// One pass over the tree; O(elements drawn + points). What is asked for and not done is among the findings, each once.
/// Time and memory are bounded by `options.limits` for any input.
public func readSVG(_ bytes: [UInt8], options: SVGOptions = .init()) throws(SVGError) -> (artwork: Artwork, findings: [SVGFinding]) {
    let tree = try XMLTreeReader.tree(of: decodedXML(bytes, limits: options.limits), limits: options.limits)
    guard let root = tree.root, root.name == "svg" else { throw .notSVG(root: tree.root?.name ?? "") }
    var reader = SVGReader(tree: tree, options: options)
    let artwork = try reader.artwork(root)
    return (artwork, reader.findings)
}

/// Whether bytes look like an SVG drawing: gzip, or text whose first element is `svg`.
public func isSVG(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0x1F, 0x8B]) { return true }
    let head = String(decoding: bytes.prefix(4096).filter { $0 != 0 }, as: UTF8.self)
    guard let start = head.firstIndex(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }), head[start] == "<" || head.hasPrefix("\u{FFFD}") else { return false }
    return head.contains("<svg") || head.contains(":svg") || head.contains("<!DOCTYPE svg")
}

/// The state of reading one document.
struct SVGReader {
    let tree: SVGTree
    let cascade: SVGCascade
    let options: SVGOptions
    /// What `vw`, `rem` and the like are measured by; and the size of the outermost viewport.
    var units: LengthUnits
    /// Whether anything is painted as what refers to it is.
    let hasContextPaints: Bool
    private(set) var findings: [SVGFinding] = []
    /// Elements and points that may still be drawn.
    private var elementsLeft: Int
    private var pointsLeft: Int
    private var pixelsLeft: Int
    private var styles: [Int: SVGStyle] = [:]
    private var shapes: [Int: SVGShape] = [:]
    var images: [Int: ImageContent?] = [:]
    /// Sets the text; fonts are looked for where there is any.
    lazy var shaper = TextShaper(options.fonts ?? .system)

    init(tree: SVGTree, options: SVGOptions) {
        (self.tree, self.options) = (tree, options)
        cascade = SVGCascade(tree)
        hasContextPaints = tree.entries.contains { entry in
            entry.text.holds("context-") || entry.attributes.contains { $0.value.holds("context-") }
        }
        units = LengthUnits(dpi: options.dpi)
        (elementsLeft, pointsLeft, pixelsLeft) = (options.limits.elements, options.limits.points, options.limits.pixels)
        for name in cascade.passedOver { note(.unsupported, "the style rule @\(name) is passed over") }
    }

    /// Records a finding, each once and a thousand at most.
    mutating func note(_ code: SVGFinding.Code, _ message: String) {
        let finding = SVGFinding(code, message)
        if findings.count < 1000, !findings.contains(finding) { findings.append(finding) }
    }

    // MARK: Drawing

    /// What an element draws, with its own transform, clips, masks, filters and opacity.
    ///
    /// - Parameter outer: The context of its parent, or of what refers to it.
    /// - Returns: Elements on the page, and the object's box in the coordinates of `outer`.
    mutating func draw(_ node: SVGNode, in outer: SVGContext) throws(SVGError) -> SVGDrawing {
        guard let element = SVGElements.byName[node.name] else {
            if !node.name.contains(":"), !SVGElements.undrawn.contains(node.name), !node.isText { note(.unsupported, "\(node.label) is not an element that is drawn") }
            return SVGDrawing()
        }
        guard outer.depth < options.limits.depth else { throw .nested(limit: options.limits.depth) }
        elementsLeft -= 1
        guard elementsLeft >= 0 else { throw .tooManyElements(limit: options.limits.elements) }
        guard outer.purpose == .drawing || element.isShape, passesConditions(node) else { return SVGDrawing() }
        var context = outer
        context.style = style(of: node, inheriting: outer.style)
        guard context.style[.display] != "none" else { return SVGDrawing() }
        context.depth += 1
        let transform = ownTransform(of: node, in: context)
        context.transform = outer.transform * transform
        guard context.transform.determinant != 0, context.transform.isFinite else { return SVGDrawing() }
        var drawing = try element.draw(node, in: context, &self)
        try applyEffects(of: node, in: context, to: &drawing)
        drawing.box = drawing.box.mapped(by: transform)
        return drawing
    }

    mutating func drawChildren(of node: SVGNode, in context: SVGContext) throws(SVGError) -> SVGDrawing {
        var drawing = SVGDrawing()
        for child in node.childElements { drawing.add(try draw(child, in: context)) }
        return drawing
    }

    /// `transform`, about `transform-origin`.
    func ownTransform(of node: SVGNode, in context: SVGContext) -> Transform {
        guard let text = context.style[.transform] else { return .identity }
        let units = lengthUnits(context.style)
        guard let transform = parseTransform(text, units: units, percentOf: context.viewport) else { return .identity }
        guard let origin = context.style[.transformOrigin].flatMap({ parseOrigin($0, units: units, percentOf: context.viewport) }) else { return transform }
        return .translation(origin.x, origin.y) * transform * .translation(-origin.x, -origin.y)
    }

    // MARK: Styles and lengths

    func style(of node: SVGNode, inheriting parent: SVGStyle?) -> SVGStyle {
        SVGStyle(cascade.declarations(of: node), inheriting: parent, rootFontSize: units.rootFontSize, viewport: units.viewport, dpi: options.dpi)
    }

    /// The style of an element where it is written: what gradients, patterns, clips, masks and markers inherit from.
    mutating func writtenStyle(of node: SVGNode) -> SVGStyle {
        if let known = styles[node.index] { return known }
        let parent = node.parent.map { writtenStyle(of: $0) }
        let style = style(of: node, inheriting: parent)
        styles[node.index] = style
        return style
    }

    func lengthUnits(_ style: SVGStyle) -> LengthUnits {
        var units = units
        units.fontSize = style.fontSize
        return units
    }

    /// A property as a length, px; nil where it is not declared or no length.
    func length(_ property: SVGProperty, _ axis: LengthAxis, in context: SVGContext) -> Double? {
        guard let (text, style) = context.style.found(property), let length = SVGLength(text) else { return nil }
        return lengthUnits(style).pixels(length, percentOf: axis.whole(of: context.viewport))
    }

    /// An attribute as a length, px; nil where it is missing or no length. A style sheet's word goes first.
    func length(_ name: String, of node: SVGNode, _ axis: LengthAxis, in context: SVGContext) -> Double? {
        let styled = SVGProperty.byName[name].flatMap { $0.isAttribute ? nil : context.style[$0] }
        guard let length = (styled ?? node[name]).flatMap({ SVGLength($0) }) else { return nil }
        return lengthUnits(context.style).pixels(length, percentOf: axis.whole(of: context.viewport))
    }

    // MARK: Paths

    /// A shape that is read once, however often it is drawn.
    mutating func shape(of node: SVGNode, _ make: () -> SVGShape) throws(SVGError) -> SVGShape {
        let shape: SVGShape
        if let known = shapes[node.index] {
            shape = known
        } else {
            shape = make()
            shapes[node.index] = shape
        }
        try count(points: shape.path.points.count)
        return shape
    }

    /// Elements and points that may still be drawn.
    var remaining: (elements: Int, points: Int) { (elementsLeft, pointsLeft) }

    /// Pays for a drawing that was read by itself.
    mutating func count(_ artwork: Artwork) throws(SVGError) {
        let size = artwork.elements.reduce((elements: 0, points: 0)) { sum, element in
            let own = element.size
            return (sum.elements + own.elements, sum.points + own.points)
        }
        elementsLeft -= size.elements
        guard elementsLeft >= 0 else { throw .tooManyElements(limit: options.limits.elements) }
        try count(points: size.points)
    }

    mutating func count(pixels: Int) throws(SVGError) {
        pixelsLeft -= pixels
        guard pixelsLeft >= 0 else { throw .tooManyPixels(limit: options.limits.pixels) }
    }

    mutating func count(points: Int) throws(SVGError) {
        pointsLeft -= points
        guard pointsLeft >= 0 else { throw .tooManyPoints(limit: options.limits.points) }
    }
}

/// x and y of `transform-origin`; nil where the text is none.
func parseOrigin(_ text: String, units: LengthUnits, percentOf size: Point) -> Point? {
    let words = text.split(separator: " ").map(String.init)
    guard (1...3).contains(words.count) else { return nil }
    var (x, y): (Double?, Double?)
    for (i, word) in words.prefix(2).enumerated() {
        switch word {
        case "left": x = 0
        case "right": x = size.x
        case "top": y = 0
        case "bottom": y = size.y
        case "center": break
        default:
            guard let length = SVGLength(word) else { return nil }
            if i == 0 { x = units.pixels(length, percentOf: size.x) } else { y = units.pixels(length, percentOf: size.y) }
        }
    }
    return Point(x ?? size.x / 2, y ?? size.y / 2)
}

extension Artwork.Element {
    /// Elements inside, this one included, and their points. Clips, masks and patterns do not count.
    fileprivate var size: (elements: Int, points: Int) {
        switch self {
        case .picture: return (1, 4)
        case .path(let path): return (1, path.path.points.count)
        case .group(let group):
            return group.elements.reduce((1, 0)) { sum, element in
                let own = element.size
                return (sum.0 + own.elements, sum.1 + own.points)
            }
        }
    }
}

extension Transform {
    var isFinite: Bool { a.isFinite && b.isFinite && c.isFinite && d.isFinite && e.isFinite && f.isFinite }
}
