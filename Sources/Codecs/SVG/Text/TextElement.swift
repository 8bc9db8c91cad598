internal import ImpressionCanvas
internal import ImpressionGeometry

/// `text` as outlines: what comes after needs no font.
struct TextElement: SVGElement {
    let names = ["text"]
    let isShape = true

    func draw(_ node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing {
        let content = try TextContentReader.content(of: node, in: context, &reader)
        guard !content.letters.isEmpty else { return SVGDrawing() }
        let shaper = reader.shaper
        let layout: TextLayout
        do throws(FontError) {
            layout = try TextLayout(content, shaper)
        } catch {
            reader.note(.unsupported, "\(node.label) is not drawn: \(error)")
            return SVGDrawing()
        }
        if let first = layout.missing.first {
            reader.note(.unsupported, "no font has U+\(String(first.value, radix: 16, uppercase: true)), which \(node.label) holds")
        }
        var drawing = SVGDrawing()
        for placed in layout.placed where !placed.cell.isEmpty { drawing.box.add(placed.cell.mapped(by: placed.transform)) }
        try drawing.draw(layout, content, context, shaper, &reader)
        return drawing
    }
}

extension SVGDrawing {
    /// Chunk by chunk and span by span: lines below the letters, the letters, and the line through them.
    fileprivate mutating func draw(_ layout: TextLayout, _ content: TextContent, _ context: SVGContext, _ shaper: TextShaper,
                                   _ reader: inout SVGReader) throws(SVGError) {
        var start = 0
        let placed = layout.placed
        while start < placed.count {
            var end = start
            while end < placed.count, placed[end].chunk == placed[start].chunk { end += 1 }
            for span in Set(placed[start..<end].map(\.span)).sorted() {
                let own = Array(placed[start..<end].enumerated().filter { $0.element.span == span })
                let lines = TextLines(content.spans[span], own.map { ($0.offset, $0.element) }, layout.metrics[span] ?? .zero, content.isVertical)
                for decoration in content.spans[span].decorations where decoration.line != .lineThrough {
                    try draw(lines.path(decoration.line), decoration.style, context, &reader)
                }
                try drawLetters(own.map(\.element), content.spans[span].style, context, shaper, &reader)
                for decoration in content.spans[span].decorations where decoration.line == .lineThrough {
                    try draw(lines.path(decoration.line), decoration.style, context, &reader)
                }
            }
            start = end
        }
    }

    /// Outlines of one colour are one path; glyphs with colours of their own come between.
    private mutating func drawLetters(_ placed: [TextLayout.Placed], _ style: SVGStyle, _ context: SVGContext, _ shaper: TextShaper,
                                      _ reader: inout SVGReader) throws(SVGError) {
        var path = BezierPath()
        for letter in placed {
            for glyph in letter.cluster.glyphs {
                let place = letter.transform * .scale(letter.cluster.stretch, 1) * .translation(glyph.x, -glyph.y) * .scale(1, -1)
                let art = shaper.art(glyph, foreground: style.color)
                if case .outline(let outline) = art {
                    path.append(outline.transformed(by: place))
                    continue
                }
                try draw(path, style, context, &reader)
                path = BezierPath()
                if context.purpose == .drawing, style.isVisible { try elements.append(contentsOf: reader.colored(art, glyph, place, style, context)) }
            }
        }
        try draw(path, style, context, &reader)
    }

    private mutating func draw(_ path: BezierPath, _ style: SVGStyle, _ context: SVGContext, _ reader: inout SVGReader) throws(SVGError) {
        guard !path.isEmpty, path.isFinite, style.isVisible else { return }
        try reader.count(points: path.points.count)
        var context = context
        context.style = style
        if context.purpose == .clipping {
            elements.append(reader.painted(path, in: context))
        } else if let painted = try reader.painted(path, box: box, order: PaintOrder(style[.paintOrder]), name: "", in: context) {
            elements += style[.textRendering] == "optimizeSpeed" ? painted.map(\.withHardEdges) : painted
        }
    }
}

extension SVGReader {
    /// A glyph with colours of its own on the page.
    ///
    /// - Parameter place: From the glyph's coordinates, y up, to those of the text.
    fileprivate mutating func colored(_ art: GlyphArt, _ glyph: ShapedText.Glyph, _ place: Transform, _ style: SVGStyle, _ context: SVGContext) throws(SVGError) -> [Artwork.Element] {
        let toPage = context.transform * place
        switch art {
        case .outline: return []
        case .elements(let elements): return elements.map { $0.transformed(by: toPage) }
        case .drawing(let bytes, let scale):
            // A font's drawing is a document of its own; it costs as much as a picture that is a drawing.
            guard options.imageDepth > 0, let xml = try? decodedXML(bytes, limits: options.limits), let tree = try? XMLTreeReader.tree(of: xml, limits: options.limits),
                  let node = tree.node(id: "glyph\(glyph.id)") else { return [] }
            var own = options
            own.imageDepth -= 1
            var inner = SVGReader(tree: tree, options: own)
            var place = SVGContext(style: style, transform: toPage * .scale(scale, -scale), viewport: Point(1, 1) * (1 / max(scale, 1e-9)))
            place.depth = context.depth + 1
            // The glyph may be the document itself, which then is no viewport.
            return node.name == "svg" ? try inner.drawChildren(of: node, in: place).elements : try inner.draw(node, in: place).elements
        }
    }
}

extension Artwork.Element {
    fileprivate var withHardEdges: Artwork.Element {
        guard case .path(var path) = self else { return self }
        path.isSmooth = false
        return .path(path)
    }
}

extension SVGStyle {
    var isVisible: Bool { self[.visibility].map { $0 == "visible" } ?? true }
}

extension SVGReader {
    /// The outline of a shape in the coordinates of who refers to it, with its own transform; nil where it is none.
    mutating func outline(of node: SVGNode, in context: SVGContext) throws(SVGError) -> BezierPath? {
        guard let element = SVGElements.byName[node.name], element.isShape, node.name != "text", node.name != "use" else { return nil }
        var inner = context
        inner.style = writtenStyle(of: node)
        inner.purpose = .clipping
        inner.transform = ownTransform(of: node, in: inner)
        var path = BezierPath()
        for case .path(let painted) in try element.draw(node, in: inner, &self).elements { path.append(painted.path.transformed(by: painted.transform)) }
        return path.isEmpty ? nil : path
    }
}
