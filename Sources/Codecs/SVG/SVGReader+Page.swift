internal import ImpressionCanvas
internal import ImpressionGeometry

extension SVGReader {
    /// The outermost element as a page.
    mutating func artwork(_ root: SVGNode) throws(SVGError) -> Artwork {
        var style = style(of: root, inheriting: nil)
        units.rootFontSize = style.fontSize
        let viewBox = SVGViewBox(root)
        let size = try pageSize(root, viewBox, style)
        units.viewport = viewBox.map { Point($0.box.width, $0.box.height) } ?? size
        style = self.style(of: root, inheriting: nil)
        // From px, y down, to mm, y up.
        let millimetres = 25.4 / options.dpi
        let toPage = Transform(millimetres, 0, 0, -millimetres, 0, size.y * millimetres)
        let page = Box(min: .zero, max: size)
        var context = SVGContext(style: style, transform: toPage, viewport: size)
        let own = ownTransform(of: root, in: context)
        context.transform = toPage * own * (viewBox?.transform(to: page) ?? .identity)
        context.viewport = units.viewport
        var artwork = Artwork(width: size.x * millimetres, height: size.y * millimetres)
        guard context.style[.display] != "none", passesConditions(root), context.transform.isFinite, context.transform.determinant != 0 else { return artwork }
        var drawing = try drawChildren(of: root, in: context)
        try applyEffects(of: root, in: context, to: &drawing)
        if let color = style[.backgroundColor].flatMap({ parseColor($0, current: style.color) }), color.alpha > 0 {
            drawing.elements.insert(.path(PaintedPath(BezierPath(page), transform: toPage, fill: Fill(.color(color)))), at: 0)
        }
        artwork.elements = drawing.elements
        return artwork
    }

    /// px. Without a width or height of its own a drawing is as large as its `viewBox`; without that it reaches as far as its content.
    private mutating func pageSize(_ root: SVGNode, _ viewBox: SVGViewBox?, _ style: SVGStyle) throws(SVGError) -> Point {
        var whole = viewBox.map { Point($0.box.width, $0.box.height) } ?? Point(300, 150)
        let context = SVGContext(style: style, transform: .identity, viewport: whole)
        var (width, height) = (length("width", of: root, .x, in: context), length("height", of: root, .y, in: context))
        for (name, value) in [("width", width), ("height", height)] {
            if let value, !(value > 0 && value.isFinite) { note(.invalid, "the \(name) of the drawing is \(value) px and is passed over") }
        }
        width = width.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
        height = height.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
        if viewBox == nil, width == nil || height == nil {
            let content = try drawChildren(of: root, in: context).elements.reduce(Box.empty) { $0.union($1.paintedBox) }
            if content.max.x > 0, content.max.y > 0, content.max.x.isFinite, content.max.y.isFinite { whole = content.max }
        }
        // One of both follows from the other by the view box's shape.
        if let width, height == nil, viewBox != nil { return Point(width, width * whole.y / whole.x) }
        if let height, width == nil, viewBox != nil { return Point(height * whole.x / whole.y, height) }
        return Point(width ?? whole.x, height ?? whole.y)
    }
}
