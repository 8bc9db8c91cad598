internal import ImpressionCanvas
internal import ImpressionGeometry

extension SVGReader {
    /// The masks of an element. nil where nothing of it remains.
    ///
    /// - Parameter box: The element's bounding box in its own coordinates.
    mutating func masks(of node: SVGNode, box: Box, in context: SVGContext) throws(SVGError) -> [Mask]? {
        guard let text = context.style[.mask], text != "none" else { return [] }
        var scanner = SVGScanner(text)
        guard let id = scanner.reference(), let mask = tree.node(id: id), mask.name == "mask" else {
            note(.reference, "\(node.label) is masked by \(text.prefix(60)), which is no mask")
            return []
        }
        guard var inner = context.entering(mask) else {
            note(.reference, "\(mask.label) masks itself, which is passed over")
            return []
        }
        guard context.depth < options.limits.depth else { throw .nested(limit: options.limits.depth) }
        inner.depth += 1
        inner.style = writtenStyle(of: mask)
        inner.contextPaints = nil
        let (units, contentUnits) = (PaintUnits(mask["maskUnits"]) ?? .box, PaintUnits(mask["maskContentUnits"]) ?? .user)
        guard units == .user && contentUnits == .user || box.width > 0 && box.height > 0 else { return nil }
        let frame = PaintFrame(units: units, transform: .identity, viewport: context.viewport, lengths: lengthUnits(inner.style))
        let origin = Point(frame.length(mask["x"], .x, "-10%"), frame.length(mask["y"], .y, "-10%"))
        let size = Point(frame.length(mask["width"], .x, "120%"), frame.length(mask["height"], .y, "120%"))
        guard size.x > 0, size.y > 0, origin.x.isFinite, origin.y.isFinite, size.x.isFinite, size.y.isFinite else { return nil }
        let place = units == .box ? Transform.unit(box) : .identity
        let own = try masks(of: mask, box: box, in: inner)
        guard let own else { return nil }
        if contentUnits == .box { inner.transform = context.transform * .unit(box) }
        let drawing = try drawChildren(of: mask, in: inner)
        let isAlpha = inner.style[.maskType] == "alpha"
        let kind: Mask.Kind = isAlpha ? .alpha : .luminance(linear: inner.style[.colorInterpolation] == "linearRGB")
        return [Mask(kind, elements: drawing.elements, area: Box(min: origin, max: origin + size), transform: context.transform * place)] + own
    }
}
