internal import ImpressionCanvas
internal import ImpressionGeometry

struct PatternServer: PaintServer {
    let name = "pattern"

    func paint(_ node: SVGNode, box: Box, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> ServedPaint {
        let chain = reader.hrefChain(node) { $0 == "pattern" }
        func attribute(_ name: String) -> String? { chain.first { $0[name] != nil }?[name] }
        guard let owner = chain.first(where: { $0.childElements.contains { _ in true } }) else { return .nothing }
        guard let entered = context.entering(node).flatMap({ owner == node ? $0 : $0.entering(owner) }) else {
            reader.note(.reference, "\(node.label) is painted with itself")
            return .nothing
        }
        let units = PaintUnits(attribute("patternUnits")) ?? .box
        let contentUnits = PaintUnits(attribute("patternContentUnits")) ?? .user
        let viewBox = chain.first { $0["viewBox"] != nil }.flatMap { SVGViewBox($0) }
        guard units == .user && (contentUnits == .user || viewBox != nil) || box.width > 0 && box.height > 0 else { return .invalid }
        let frame = PaintFrame(units: units, transform: .identity, viewport: context.viewport, lengths: reader.lengthUnits(context.style))
        var tile = Box(min: Point(frame.length(attribute("x"), .x, "0"), frame.length(attribute("y"), .y, "0")), max: .zero)
        let size = Point(frame.length(attribute("width"), .x, "0"), frame.length(attribute("height"), .y, "0"))
        tile.max = tile.min + size
        if units == .box { tile = Box(min: Transform.unit(box)(tile.min), max: Transform.unit(box)(tile.max)) }
        guard size.x > 0, size.y > 0, tile.width.isFinite, tile.height.isFinite, tile.width > 0, tile.height > 0 else { return .nothing }

        // Content is drawn in the pattern's space; the transform leads from there to the painted object.
        var fitted = viewBox
        if let source = chain.first(where: { $0["preserveAspectRatio"] != nil }) { fitted?.fit = SVGFit(source["preserveAspectRatio"]) }
        // The content's origin is the tile's corner; shares of the box only scale.
        let content = fitted?.transform(to: tile) ?? .translation(tile.min.x, tile.min.y) * (contentUnits == .box ? .scale(box.width, box.height) : .identity)
        let inner = SVGContext(style: reader.writtenStyle(of: owner), transform: content, viewport: fitted.map { Point($0.box.width, $0.box.height) } ?? context.viewport,
                               visiting: entered.visiting, depth: context.depth + 1)
        let drawing = try reader.drawChildren(of: owner, in: inner)
        let own = parseTransform(attribute("patternTransform") ?? "", units: frame.lengths, percentOf: context.viewport) ?? .identity
        guard own.inverse != nil else { return .nothing }
        return .paint(.pattern(Pattern(tile: tile, elements: drawing.elements, transform: about(own, chain, reader, context))))
    }

    private func about(_ own: Transform, _ chain: [SVGNode], _ reader: SVGReader, _ context: SVGContext) -> Transform {
        guard let text = chain.first(where: { $0["patternTransform"] != nil })?["transform-origin"],
              let origin = parseOrigin(text, units: reader.lengthUnits(context.style), percentOf: context.viewport) else { return own }
        return .translation(origin.x, origin.y) * own * .translation(-origin.x, -origin.y)
    }
}
