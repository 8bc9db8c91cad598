internal import ImpressionCanvas
internal import ImpressionGeometry

/// What `fill` and `stroke` may say.
enum SVGPaintValue {
    case none, color(Color), contextFill, contextStroke
    /// A paint server and what is taken where it is missing.
    indirect case server(id: String, fallback: SVGPaintValue?)

    /// nil where the text is no paint.
    init?(_ text: String, color current: Color) {
        var scanner = SVGScanner(text)
        scanner.skipSpace()
        if let id = scanner.reference() {
            let rest = trimmed(scanner.rest)
            self = .server(id: id, fallback: rest.isEmpty ? nil : SVGPaintValue(rest, color: current))
            return
        }
        switch text {
        case "none": self = .none
        case "context-fill": self = .contextFill
        case "context-stroke": self = .contextStroke
        default:
            guard let color = parseColor(text, current: current) else { return nil }
            self = .color(color)
        }
    }
}

extension SVGScanner {
    /// The name inside of `url(#name)`, quoted or not; nil, and nothing passed, where none is.
    mutating func reference() -> String? {
        let start = self
        guard word().lowercased() == "url" else {
            self = start
            return nil
        }
        skipSpace()
        guard skip("(") else {
            self = start
            return nil
        }
        let inside = trimmed(trimmed(text(until: ")")).filter { $0 != "\"" && $0 != "'" })
        return inside.hasPrefix("#") ? String(inside.dropFirst()) : inside.isEmpty ? "" : "\u{0}" + inside
    }
}

extension SVGReader {
    /// The paint that `fill` or `stroke` asks for, in the coordinates of `context`, and the opacity it brings; nil for none.
    mutating func paint(_ property: SVGProperty, box: Box, in context: SVGContext) throws(SVGError) -> (paint: Paint, opacity: Float)? {
        guard let (text, style) = context.style.found(property) else { return property == .fill ? (.color(.black), 1) : nil }
        // `currentColor` is inherited as a word, and means the colour of whoever uses it.
        guard let value = SVGPaintValue(text, color: context.style.color) else {
            note(.invalid, "\(property.rawValue): \(text.prefix(60)) is no paint")
            return try inheritedPaint(property, over: style, box: box, in: context)
        }
        return try resolved(value, box: box, in: context)
    }

    /// An invalid declaration counts as none: what the parent says, or the initial value.
    private mutating func inheritedPaint(_ property: SVGProperty, over style: SVGStyle, box: Box, in context: SVGContext) throws(SVGError) -> (paint: Paint, opacity: Float)? {
        guard let parent = style.parent else { return property == .fill ? (.color(.black), 1) : nil }
        var outer = context
        outer.style = parent
        return try paint(property, box: box, in: outer)
    }

    private mutating func resolved(_ value: SVGPaintValue, box: Box, in context: SVGContext) throws(SVGError) -> (paint: Paint, opacity: Float)? {
        switch value {
        case .none: return nil
        case .color(let color): return (.color(color), 1)
        case .contextFill: return contextPaint(context.contextPaints?.fill, context)
        case .contextStroke: return contextPaint(context.contextPaints?.stroke, context)
        case .server(let id, let fallback):
            guard let server = tree.node(id: id), let kind = PaintServers.byName[server.name] else {
                note(.reference, "a paint refers to #\(id.drop { $0 == "\u{0}" }.prefix(60)), which is no gradient or pattern")
                return try resolved(fallback ?? .none, box: box, in: context)
            }
            switch try kind.paint(server, box: box, in: context, &self) {
            case .paint(let paint): return (paint, 1)
            case .nothing: return nil
            case .invalid: return try resolved(fallback ?? .none, box: box, in: context)
            }
        }
    }

    private func contextPaint(_ found: (paint: Paint, opacity: Float)?, _ context: SVGContext) -> (paint: Paint, opacity: Float)? {
        guard let found, let from = context.contextPaints?.transform, let back = context.transform.inverse else { return nil }
        return (found.paint.transformed(by: back * from), 1)
    }

    /// What `context-fill` and `context-stroke` mean inside of an element that refers to others.
    mutating func contextPaints(of node: SVGNode, box: Box = .empty, in context: SVGContext) throws(SVGError) -> SVGContext.ContextPaints {
        SVGContext.ContextPaints(fill: try paint(.fill, box: box, in: context), stroke: try paint(.stroke, box: box, in: context), transform: context.transform)
    }
}

/// What a paint server gives.
enum ServedPaint {
    case paint(Paint)
    /// Valid, and paints nothing.
    case nothing
    /// Cannot paint this: the fallback is taken.
    case invalid
}

/// An element that paints are made from. A new kind is a file beside this one and a line in `PaintServers`.
protocol PaintServer: Sendable {
    var name: String { get }

    /// - Parameters:
    ///   - box: The painted object's bounding box.
    ///   - context: Of the painted object; the paint is wanted in its coordinates.
    func paint(_ node: SVGNode, box: Box, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> ServedPaint
}

enum PaintServers {
    static let all: [any PaintServer] = [LinearGradientServer(), RadialGradientServer(), PatternServer()]

    static let byName: [String: any PaintServer] = all.reduce(into: [:]) { table, server in table[server.name] = server }
}
