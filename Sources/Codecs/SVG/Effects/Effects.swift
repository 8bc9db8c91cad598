internal import ImpressionCanvas
internal import ImpressionGeometry

extension SVGReader {
    /// Puts filter, clip, mask, opacity and blending around what an element has drawn.
    ///
    /// - Parameter drawing: Its box in the element's own coordinates.
    mutating func applyEffects(of node: SVGNode, in context: SVGContext, to drawing: inout SVGDrawing) throws(SVGError) {
        let style = context.style
        guard context.purpose == .drawing else {
            // In a clip path only clips count.
            if let clips = try clips(of: node, box: drawing.box, in: context) {
                if !clips.isEmpty, !drawing.elements.isEmpty { drawing.elements = [.group(ElementGroup(drawing.elements, clips: clips))] }
            } else {
                drawing.elements = []
            }
            return
        }
        var group = ElementGroup(drawing.elements)
        group.opacity = style[.opacity].flatMap { Self.share($0) } ?? 1
        group.blend = style[.mixBlendMode].flatMap { BlendMode(rawValue: $0) } ?? .normal
        group.isIsolated = style[.isolation] == "isolate"
        guard let clips = try clips(of: node, box: drawing.box, in: context), let masks = try masks(of: node, box: drawing.box, in: context) else {
            drawing.elements = []
            return
        }
        (group.clips, group.masks) = (clips, masks)
        guard let filters = try filters(of: node, box: drawing.box, in: context) else {
            drawing.elements = []
            return
        }
        group.filters = filters
        drawing.elements = group.simplified
    }
}

extension ElementGroup {
    /// The elements themselves where nothing is done to them together.
    fileprivate var simplified: [Artwork.Element] {
        guard !elements.isEmpty || !masks.isEmpty || !filters.isEmpty else { return [] }
        guard blend == .normal, !isIsolated, clips.isEmpty, masks.isEmpty, filters.isEmpty else { return [.group(self)] }
        if opacity == 1 { return elements }
        // Of a single coat of paint, the opacity of the whole is that of the coat.
        if elements.count == 1, case .path(var path) = elements[0], path.fill == nil || path.stroke == nil {
            path.fill?.opacity *= opacity
            path.stroke?.opacity *= opacity
            return [.path(path)]
        }
        return [.group(self)]
    }
}
