internal import ImpressionCanvas
internal import ImpressionGeometry

/// One kind of element that draws. A new kind is a file beside this one and a line in `SVGElements`.
protocol SVGElement: Sendable {
    /// Names of the elements.
    var names: [String] { get }
    /// Whether a clip path may hold it.
    var isShape: Bool { get }

    /// - Parameter context: With the element's style, and with its own transform applied.
    /// - Returns: What it draws, without the element's clips, masks, filters and opacity; the box in the element's own coordinates.
    func draw(_ node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing
}

extension SVGElement {
    var isShape: Bool { false }
}

/// The catalogue of elements that draw.
enum SVGElements {
    static let all: [any SVGElement] = [
        GroupElement(), SwitchElement(), UseElement(), NestedSVGElement(), ImageElement(),
        PathElement(), RectElement(), CircleElement(), EllipseElement(), LineElement(), PolyElement(), TextElement(),
    ]

    static let byName: [String: any SVGElement] = all.reduce(into: [:]) { table, element in for name in element.names { table[name] = element } }

    /// Elements that are used by others or say nothing to the eye.
    static let undrawn: Set<String> = [
        "defs", "symbol", "title", "desc", "metadata", "style", "script", "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "filter",
        "view", "color-profile", "cursor", "font", "font-face", "animate", "animateTransform", "animateMotion", "animateColor", "set", "solidColor", "hatch", "meshgradient",
    ]
}
