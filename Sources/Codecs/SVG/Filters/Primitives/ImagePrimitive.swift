internal import ImpressionCanvas
internal import ImpressionGeometry

struct ImagePrimitive: FilterPrimitiveReader {
    let name = "feImage"

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) throws(SVGError) -> ReadPrimitive {
        guard let href = node.href.map({ trimmed($0) }), !href.isEmpty else { return .empty }
        if href.hasPrefix("#") { return try element(node, in: frame, &reader) }
        var context = frame.context
        context.style = frame.style
        let drawing = try ImageElement().draw(node, within: frame.subregion, in: context, &reader)
        return drawing.elements.isEmpty ? .empty : .effect(ImageEffect(drawing.elements), inputs: [])
    }

    /// Another element, drawn as `use` does, from the subregion's corner.
    private func element(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) throws(SVGError) -> ReadPrimitive {
        guard let target = reader.target(of: node), var context = frame.context.entering(target) else { return .empty }
        context.style = target.parent.map { reader.writtenStyle(of: $0) } ?? frame.style
        context.transform = context.transform * .translation(frame.subregion.min.x, frame.subregion.min.y)
        let drawing = try reader.draw(target, in: context)
        return drawing.elements.isEmpty ? .empty : .effect(ImageEffect(drawing.elements), inputs: [])
    }
}
