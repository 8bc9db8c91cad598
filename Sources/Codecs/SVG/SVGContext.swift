internal import ImpressionCanvas
internal import ImpressionGeometry

/// Where in a drawing an element is met.
struct SVGContext {
    /// What the element declares and inherits.
    var style: SVGStyle
    /// From the element's own coordinates to those of the result: the page, or a pattern's space.
    var transform: Transform
    /// Size of the nearest viewport, which percentages refer to, px.
    var viewport: Point
    var purpose = Purpose.drawing
    /// What `context-fill` and `context-stroke` mean, inside of `use` and markers.
    var contextPaints: ContextPaints?
    /// Elements that are being drawn by reference: one that comes again would never end.
    var visiting: [SVGNode] = []
    /// Elements around this one, references included.
    var depth = 0

    enum Purpose { case drawing, clipping }

    /// Paints that belong to another element, in its coordinates.
    struct ContextPaints {
        var fill: (paint: Paint, opacity: Float)?
        var stroke: (paint: Paint, opacity: Float)?
        /// From the coordinates of that element to those of the result.
        var transform: Transform
    }

    /// The context with a referenced element noted; nil where it is already being drawn.
    func entering(_ node: SVGNode) -> SVGContext? {
        guard !visiting.contains(node) else { return nil }
        var inner = self
        inner.visiting.append(node)
        return inner
    }
}

/// What an element draws.
struct SVGDrawing {
    var elements: [Artwork.Element] = []
    /// The object's bounding box: its geometry without strokes, clips and the like, in the coordinates of whoever asks.
    var box = Box.empty

    mutating func add(_ other: SVGDrawing) {
        elements += other.elements
        box.add(other.box)
    }
}
