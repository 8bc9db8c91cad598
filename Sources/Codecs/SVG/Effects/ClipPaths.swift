internal import ImpressionCanvas
internal import ImpressionGeometry

extension SVGReader {
    /// The areas that an element is cut to. nil where nothing of it remains.
    ///
    /// - Parameter box: The element's bounding box in its own coordinates.
    mutating func clips(of node: SVGNode, box: Box, in context: SVGContext) throws(SVGError) -> [ClipPath]? {
        guard let text = context.style[.clipPath], text != "none" else { return [] }
        var scanner = SVGScanner(text)
        guard let id = scanner.reference() else { return basicShapeClip(text, box: box, in: context) }
        guard let clip = tree.node(id: id), clip.name == "clipPath" else {
            note(.reference, "\(node.label) is clipped by #\(id.drop { $0 == "\u{0}" }.prefix(60)), which is no clip path")
            return []
        }
        return try clips(by: clip, box: box, in: context)
    }

    private mutating func clips(by clip: SVGNode, box: Box, in context: SVGContext) throws(SVGError) -> [ClipPath]? {
        guard var inner = context.entering(clip) else {
            note(.reference, "\(clip.label) clips itself, which is passed over")
            return []
        }
        guard context.depth < options.limits.depth else { throw .nested(limit: options.limits.depth) }
        inner.depth += 1
        inner.style = writtenStyle(of: clip)
        inner.purpose = .clipping
        inner.contextPaints = nil
        // A transform that is not valid makes the clip path void.
        if let text = inner.style[.transform], parseTransform(text, units: lengthUnits(inner.style), percentOf: context.viewport) == nil { return nil }
        var local = inner
        local.transform = context.transform * ownTransform(of: clip, in: inner)
        if PaintUnits(clip["clipPathUnits"]) == .box {
            guard box.width > 0, box.height > 0 else { return nil }
            local.transform = local.transform * .unit(box)
            local.viewport = Point(1, 1)
        }
        let own = try clips(of: clip, box: box, in: inner)
        guard let own, local.transform.determinant != 0, local.transform.isFinite else { return nil }
        return [ClipPath(try drawChildren(of: clip, in: local).elements)] + own
    }
}
