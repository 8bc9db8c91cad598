internal import ImpressionGeometry

/// `viewBox` with `preserveAspectRatio`: how a drawing's own coordinates fill a viewport.
struct SVGViewBox: Sendable {
    var box: Box
    var fit: SVGFit

    /// nil where there is no `viewBox`, or one without extent.
    init?(_ node: SVGNode) {
        guard let text = node["viewBox"], let box = Self.parse(text) else { return nil }
        (self.box, fit) = (box, SVGFit(node["preserveAspectRatio"]))
    }

    init(_ box: Box, fit: SVGFit) { (self.box, self.fit) = (box, fit) }

    private static func parse(_ text: String) -> Box? {
        var scanner = SVGScanner(text)
        var n: [Double] = []
        while let value = scanner.nextNumber() { n.append(value) }
        guard n.count == 4, n[2] > 0, n[3] > 0 else { return nil }
        return Box(min: Point(n[0], n[1]), max: Point(n[0] + n[2], n[1] + n[3]))
    }

    /// From the box's coordinates to a viewport's.
    func transform(to viewport: Box) -> Transform {
        let (sx, sy) = (viewport.width / box.width, viewport.height / box.height)
        guard let align = fit.align else { return .translation(viewport.min.x, viewport.min.y) * .scale(sx, sy) * .translation(-box.min.x, -box.min.y) }
        let k = fit.isSlice ? max(sx, sy) : min(sx, sy)
        let free = Point(viewport.width - box.width * k, viewport.height - box.height * k)
        return .translation(viewport.min.x + free.x * align.x, viewport.min.y + free.y * align.y) * .scale(k) * .translation(-box.min.x, -box.min.y)
    }
}

/// `preserveAspectRatio`.
struct SVGFit: Sendable {
    /// 0, ½ or 1 along each axis; nil where the drawing is stretched.
    var align: Point?
    /// Whether the viewport is filled, and what does not fit cut off.
    var isSlice = false

    init(_ text: String?) {
        align = Point(0.5, 0.5)
        guard let text else { return }
        var words = text.split(separator: " ")
        if words.first == "defer" { words.removeFirst() }
        guard let first = words.first else { return }
        if first == "none" {
            align = nil
            return
        }
        let shares = ["Min": 0, "Mid": 0.5, "Max": 1]
        guard first.count == 8, let x = shares[String(first.dropFirst().prefix(3))], let y = shares[String(first.suffix(3))] else { return }
        align = Point(x, y)
        isSlice = words.count > 1 && words[1] == "slice"
    }
}
