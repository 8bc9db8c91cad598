internal import ImpressionCanvas
internal import ImpressionGeometry

extension SVGReader {
    /// A shape with its fill, stroke and markers; in a clip path its area alone.
    mutating func draw(_ shape: SVGShape, of node: SVGNode, in context: SVGContext) throws(SVGError) -> SVGDrawing {
        let path = shape.path
        guard !path.isEmpty, path.isFinite else { return SVGDrawing() }
        var drawing = SVGDrawing(box: path.points.count > 1 ? path.bounds : .empty)
        let isVisible = context.style[.visibility].map { $0 == "visible" } ?? true
        guard context.purpose == .drawing else {
            if isVisible { drawing.elements = [painted(path, in: context)] }
            return drawing
        }
        let order = PaintOrder(context.style[.paintOrder])
        if isVisible, let element = try painted(path, box: drawing.box, order: order, name: node.layerName, in: context) { drawing.elements = element }
        // Markers hide by their own visibility.
        let markers = try self.markers(on: shape, of: node, in: context)
        if !markers.isEmpty { drawing.elements = order.merged(drawing.elements, markers: markers) }
        return drawing
    }

    /// The area of a path as a part of a clip path.
    func painted(_ path: BezierPath, in context: SVGContext) -> Artwork.Element {
        let rule: FillRule = context.style[.clipRule] == "evenodd" ? .evenOdd : .nonZero
        return .path(PaintedPath(path, transform: context.transform, fill: Fill(.color(.black), rule: rule), isSmooth: isSmooth(context)))
    }

    /// Fill and stroke of a path; nil where neither shows.
    ///
    /// - Parameter box: The object's bounding box, which paints may be measured by: the path's own, or that of a whole text.
    /// - Returns: One path, or two where markers belong between fill and stroke.
    mutating func painted(_ path: BezierPath, box: Box, order: PaintOrder = PaintOrder(nil), name: String, in context: SVGContext) throws(SVGError) -> [Artwork.Element]? {
        var result = PaintedPath(path, transform: context.transform, strokesFirst: order.strokesFirst, isSmooth: isSmooth(context), name: name)
        if let (paint, opacity) = try paint(.fill, box: box, in: context) {
            let rule: FillRule = context.style[.fillRule] == "evenodd" ? .evenOdd : .nonZero
            result.fill = Fill(paint, opacity: opacity * self.opacity(.fillOpacity, in: context), rule: rule)
        }
        if let style = strokeStyle(in: context), let (paint, opacity) = try paint(.stroke, box: box, in: context) {
            result.stroke = Stroke(paint, opacity: opacity * self.opacity(.strokeOpacity, in: context), style: style)
        }
        if context.style[.vectorEffect] == "non-scaling-stroke", result.stroke != nil { result = nonScaling(result) }
        return result.fill == nil && result.stroke == nil ? nil : [.path(result)]
    }

    private func isSmooth(_ context: SVGContext) -> Bool {
        switch context.style[.shapeRendering] {
        case "crispEdges", "optimizeSpeed": false
        default: true
        }
    }

    /// 0 … 1; 1 where the property is not declared.
    func opacity(_ property: SVGProperty, in context: SVGContext) -> Float {
        guard let text = context.style[property] else { return 1 }
        return SVGReader.share(text) ?? 1
    }

    /// A number or percentage, cut to 0 … 1; nil where the text is neither.
    static func share(_ text: String) -> Float? {
        guard let length = SVGLength(text), length.unit == .none || length.unit == .percent else { return nil }
        return Float(max(0, min(1, length.unit == .percent ? length.value / 100 : length.value)))
    }

    // MARK: Strokes

    /// nil where nothing is stroked: no paint or no width.
    private mutating func strokeStyle(in context: SVGContext) -> StrokeStyle? {
        guard let paint = context.style[.stroke], paint != "none" else { return nil }
        let width = length(.strokeWidth, .other, in: context) ?? 1
        guard width > 0, width.isFinite else { return nil }
        let cap: Cap = switch context.style[.strokeLinecap] {
        case "round": .round
        case "square": .square
        default: .butt
        }
        return StrokeStyle(width: width, cap: cap, join: join(in: context), dashes: dashes(in: context),
                           dashOffset: length(.strokeDashoffset, .other, in: context) ?? 0)
    }

    private mutating func join(in context: SVGContext) -> Join {
        let limit = context.style[.strokeMiterlimit].flatMap { SVGLength($0) }.flatMap { $0.unit == .none && $0.value >= 1 ? $0.value : nil } ?? 4
        switch context.style[.strokeLinejoin] {
        case "round": return .round
        case "bevel": return .bevel
        case "miter-clip": return .mitreClipped(limit: limit)
        case "arcs":
            note(.unsupported, "stroke-linejoin: arcs is drawn as miter-clip")
            return .mitreClipped(limit: limit)
        default: return .mitre(limit: limit)
        }
    }

    /// Empty for a whole line. A negative or unreadable length, or no length at all, makes the list void.
    private func dashes(in context: SVGContext) -> [Double] {
        guard let (text, style) = context.style.found(.strokeDasharray), text != "none", let list = SVGLength.list(text) else { return [] }
        let units = lengthUnits(style)
        let lengths = list.map { units.pixels($0, percentOf: LengthAxis.other.whole(of: context.viewport)) }
        let sum = lengths.reduce(0, +)
        return lengths.allSatisfy { $0 >= 0 } && sum > 0 && sum.isFinite ? lengths : []
    }

    /// A stroke whose width holds on the page: the path and its paints are brought there.
    private func nonScaling(_ painted: PaintedPath) -> PaintedPath {
        let toPixels = Transform.scale(options.dpi / 25.4, -options.dpi / 25.4) * painted.transform
        guard let back = toPixels.inverse else { return painted }
        var result = painted
        result.path = painted.path.transformed(by: toPixels)
        result.transform = painted.transform * back
        result.fill?.paint = painted.fill?.paint.transformed(by: toPixels) ?? .color(.black)
        result.stroke?.paint = painted.stroke?.paint.transformed(by: toPixels) ?? .color(.black)
        return result
    }
}

/// In which order fill, stroke and markers are drawn.
struct PaintOrder {
    enum Part: String { case fill, stroke, markers }

    private var parts: [Part] = []

    /// What is not named follows in the usual order; a list that is not valid says nothing.
    init(_ text: String?) {
        for word in text?.split(separator: " ") ?? [] {
            guard let part = Part(rawValue: String(word)), !parts.contains(part) else {
                parts = []
                break
            }
            parts.append(part)
        }
        for part in [Part.fill, .stroke, .markers] where !parts.contains(part) { parts.append(part) }
    }

    var strokesFirst: Bool { (parts.firstIndex(of: .stroke) ?? 0) < (parts.firstIndex(of: .fill) ?? 0) }

    /// Puts markers below, above or between.
    func merged(_ painted: [Artwork.Element], markers: [Artwork.Element]) -> [Artwork.Element] {
        switch parts.firstIndex(of: .markers) {
        case 0: return markers + painted
        case 1:
            guard case .path(let whole)? = painted.first, painted.count == 1, whole.fill != nil, whole.stroke != nil else {
                // With only one of both drawn, it lies below or above the markers by its own place.
                guard case .path(let one)? = painted.first else { return markers }
                let part = one.fill != nil ? Part.fill : .stroke
                return parts[0] == part ? painted + markers : markers + painted
            }
            var (fill, stroke) = (whole, whole)
            (fill.stroke, stroke.fill) = (nil, nil)
            return strokesFirst ? [.path(stroke)] + markers + [.path(fill)] : [.path(fill)] + markers + [.path(stroke)]
        default: return painted + markers
        }
    }
}
