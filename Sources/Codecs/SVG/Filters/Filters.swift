internal import ImpressionCanvas
internal import ImpressionGeometry

extension SVGReader {
    /// The filters of an element, in order. nil where it is not drawn at all.
    ///
    /// - Parameter box: The element's bounding box in its own coordinates.
    mutating func filters(of node: SVGNode, box: Box, in context: SVGContext) throws(SVGError) -> [Filter]? {
        guard let text = context.style[.filter], text != "none" else { return [] }
        guard let items = FilterItem.list(text) else {
            note(.invalid, "filter: \(text.prefix(60)) is not valid and is passed over")
            return []
        }
        var filters: [Filter] = []
        for item in items {
            switch item {
            case .reference(let id):
                guard let filter = tree.node(id: id), filter.name == "filter" else {
                    note(.reference, "\(node.label) is filtered by #\(id.drop { $0 == "\u{0}" }.prefix(60)), which is no filter")
                    // Alone, it hides the element; among others it is passed over.
                    if items.count == 1 { return nil }
                    continue
                }
                guard !context.visiting.contains(filter) else {
                    note(.reference, "\(filter.label) leads back to itself; what it would filter again is drawn without it")
                    continue
                }
                guard let read = try self.filter(filter, box: box, in: context) else { return nil }
                filters.append(read)
            case .function(let name, let arguments):
                guard let effect = filterFunction(name, arguments, in: context) else {
                    note(.invalid, "filter: \(name)(\(arguments.prefix(60))) is not valid; the element is drawn without filters")
                    return []
                }
                filters.append(Filter([FilterPrimitive(effect, inputs: [.sourceGraphic], isLinear: false)], region: nil, transform: context.transform))
            }
        }
        return filters
    }

    private mutating func filter(_ node: SVGNode, box: Box, in context: SVGContext) throws(SVGError) -> Filter? {
        let chain = hrefChain(node) { $0 == "filter" }
        func attribute(_ name: String) -> String? { chain.first { $0[name] != nil }?[name] }
        let units = PaintUnits(attribute("filterUnits")) ?? .box
        guard units == .user || box.width > 0 && box.height > 0 else { return nil }
        let place = PaintFrame(units: units, transform: .identity, viewport: context.viewport, lengths: lengthUnits(context.style))
        let origin = Point(place.length(attribute("x"), .x, "-10%"), place.length(attribute("y"), .y, "-10%"))
        let size = Point(place.length(attribute("width"), .x, "120%"), place.length(attribute("height"), .y, "120%"))
        guard size.x > 0, size.y > 0, origin.x.isFinite, origin.y.isFinite, size.x.isFinite, size.y.isFinite else { return nil }
        let given = Box(min: origin, max: origin + size)
        let region = units == .box ? given.mapped(by: .unit(box)) : given
        guard let owner = chain.first(where: { $0.childElements.contains { $0.name.hasPrefix("fe") } }), var inner = context.entering(node) else { return nil }
        inner.depth += 1
        guard inner.depth < options.limits.depth else { throw .nested(limit: options.limits.depth) }
        let primitiveUnits = PaintUnits(attribute("primitiveUnits")) ?? .user
        guard primitiveUnits == .user || box.width > 0 && box.height > 0 else { return nil }
        var reading = FilterReading(FilterFrame(units: primitiveUnits, box: box, region: region, context: inner, style: writtenStyle(of: owner), subregion: region))
        for child in owner.childElements {
            guard child.name.hasPrefix("fe") else { continue }
            try reading.add(child, &self)
        }
        return Filter(reading.primitives, region: region, transform: context.transform)
    }
}

/// The primitives of one filter while they are read.
private struct FilterReading {
    private let frame: FilterFrame
    private(set) var primitives: [FilterPrimitive] = []
    /// What each primitive calls its result.
    private var names: [String] = []

    init(_ frame: FilterFrame) { self.frame = frame }

    mutating func add(_ node: SVGNode, _ reader: inout SVGReader) throws(SVGError) {
        guard let kind = FilterPrimitives.byName[node.name] else { return reader.note(.unsupported, "\(node.label) is not a filter primitive that is drawn") }
        guard primitives.count < 1000 else { throw .tooManyElements(limit: 1000) }
        var own = frame
        own.style = reader.writtenStyle(of: node)
        let subregion = subregion(node, reader)
        own.subregion = subregion ?? frame.region
        let isLinear = own.style[.colorInterpolationFilters] != "sRGB"
        switch try kind.read(node, in: own, &reader) {
        case .effect(let effect, let inputs): append(effect, inputs, subregion, isLinear)
        case .off(let input): append(MergeEffect(), [input], subregion, isLinear)
        case .empty: append(FloodEffect(Color(0, 0, 0, alpha: 0)), [], subregion, isLinear)
        }
        names.append(node["result"] ?? "")
    }

    private mutating func append(_ effect: any FilterEffect, _ inputs: [String?], _ subregion: Box?, _ isLinear: Bool) {
        primitives.append(FilterPrimitive(effect, inputs: inputs.map(input), subregion: subregion, isLinear: isLinear))
    }

    /// The nearest earlier result of a name; without one what came before, or the element itself.
    private func input(_ name: String?) -> FilterInput {
        switch name {
        case "SourceGraphic"?, "BackgroundImage"?, "BackgroundAlpha"?, "FillPaint"?, "StrokePaint"?: return .sourceGraphic
        case "SourceAlpha"?: return .sourceAlpha
        default:
            if let name, !name.isEmpty, let index = names.lastIndex(of: name) { return .result(index) }
            return primitives.isEmpty ? .sourceGraphic : .result(primitives.count - 1)
        }
    }

    /// nil where the primitive says nothing of it. A width or height that is not positive leaves nothing.
    private func subregion(_ node: SVGNode, _ reader: SVGReader) -> Box? {
        guard ["x", "y", "width", "height"].contains(where: { node[$0] != nil }) else { return nil }
        let place = PaintFrame(units: frame.units, transform: .identity, viewport: frame.context.viewport, lengths: reader.lengthUnits(frame.context.style))
        func value(_ name: String, _ axis: LengthAxis) -> Double? {
            node[name].flatMap { SVGLength($0) != nil ? place.length($0, axis, "0") : nil }
        }
        if frame.units == .box {
            let origin = Point(value("x", .x) ?? 0, value("y", .y) ?? 0), size = Point(value("width", .x) ?? 1, value("height", .y) ?? 1)
            guard size.x > 0, size.y > 0 else { return Box(min: .zero, max: .zero) }
            // What has no input is measured by the object, the rest by the filter's region.
            let whole = node.name == "feFlood" || node.name == "feImage" ? frame.box : frame.region
            return Box(min: origin, max: origin + size).mapped(by: .unit(whole))
        }
        let origin = Point(value("x", .x) ?? frame.region.min.x, value("y", .y) ?? frame.region.min.y)
        let size = Point(value("width", .x) ?? frame.region.width, value("height", .y) ?? frame.region.height)
        guard size.x > 0, size.y > 0 else { return Box(min: .zero, max: .zero) }
        return Box(min: origin, max: origin + size)
    }
}
