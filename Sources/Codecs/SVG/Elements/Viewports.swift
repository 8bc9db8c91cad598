internal import ImpressionCanvas
internal import ImpressionGeometry

/// An `svg` inside of another.
struct NestedSVGElement: SVGElement {
    let names = ["svg"]

    func draw(_ node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing {
        try reader.drawViewport(node, size: reader.viewportSize(node, usedBy: nil, in: context), in: context)
    }
}

extension SVGReader {
    /// A referenced `symbol` brings its own transform, clip and opacity, but no place.
    mutating func drawSymbol(_ symbol: SVGNode, usedBy use: SVGNode, in outer: SVGContext) throws(SVGError) -> SVGDrawing {
        try drawReferenced(symbol, usedBy: use, isPlaced: false, in: outer)
    }

    /// A referenced `svg` takes width and height of the `use`.
    mutating func drawSVG(_ svg: SVGNode, usedBy use: SVGNode, in outer: SVGContext) throws(SVGError) -> SVGDrawing {
        try drawReferenced(svg, usedBy: use, isPlaced: true, in: outer)
    }

    private mutating func drawReferenced(_ node: SVGNode, usedBy use: SVGNode, isPlaced: Bool, in outer: SVGContext) throws(SVGError) -> SVGDrawing {
        var context = outer
        context.style = style(of: node, inheriting: outer.style)
        guard context.style[.display] != "none", passesConditions(node) else { return SVGDrawing() }
        context.depth += 1
        guard context.depth < options.limits.depth else { throw .nested(limit: options.limits.depth) }
        let transform = ownTransform(of: node, in: context)
        context.transform = outer.transform * transform
        guard context.transform.determinant != 0, context.transform.isFinite else { return SVGDrawing() }
        var drawing = try drawViewport(node, size: viewportSize(node, usedBy: use, in: isPlaced ? context : outer), isPlaced: isPlaced, in: context)
        try applyEffects(of: node, in: context, to: &drawing)
        drawing.box = drawing.box.mapped(by: transform)
        return drawing
    }

    /// Width and height, px; of the `use` first, then its own, then all of the viewport.
    func viewportSize(_ node: SVGNode, usedBy use: SVGNode?, in context: SVGContext) -> Point {
        func size(_ name: String, _ axis: LengthAxis) -> Double {
            let used = use.flatMap { length(name, of: $0, axis, in: context) }
            return used ?? length(name, of: node, axis, in: context) ?? axis.whole(of: context.viewport)
        }
        return Point(size("width", .x), size("height", .y))
    }

    /// The children in a viewport of their own, cut off at its edges unless `overflow` says otherwise.
    ///
    /// - Parameter isPlaced: Whether the element's `x` and `y` count.
    mutating func drawViewport(_ node: SVGNode, size: Point, isPlaced: Bool = true, in context: SVGContext) throws(SVGError) -> SVGDrawing {
        guard size.x > 0, size.y > 0, size.x.isFinite, size.y.isFinite else { return SVGDrawing() }
        let origin = isPlaced ? Point(length("x", of: node, .x, in: context) ?? 0, length("y", of: node, .y, in: context) ?? 0) : .zero
        let area = Box(min: origin, max: origin + size)
        let viewBox = SVGViewBox(node)
        let map = viewBox?.transform(to: area) ?? .translation(origin.x, origin.y)
        var inner = context
        inner.transform = context.transform * map
        inner.viewport = viewBox.map { Point($0.box.width, $0.box.height) } ?? size
        var drawing = try drawChildren(of: node, in: inner)
        drawing.box = drawing.box.mapped(by: map)
        if !["visible", "auto"].contains(context.style[.overflow]) { drawing.clip(to: area, context.transform) }
        return drawing
    }
}

extension SVGDrawing {
    /// Cuts off what lies outside of a box.
    ///
    /// - Parameter transform: From the box's space to the page.
    mutating func clip(to area: Box, _ transform: Transform) {
        guard !elements.isEmpty else { return }
        let rectangle = PaintedPath(BezierPath(area), transform: transform, fill: Fill(.color(.black)))
        elements = [.group(ElementGroup(elements, clips: [ClipPath([.path(rectangle)])]))]
    }
}
