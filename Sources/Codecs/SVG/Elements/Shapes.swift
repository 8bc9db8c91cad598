internal import ImpressionCanvas
internal import ImpressionGeometry

struct PathElement: SVGElement {
    let names = ["path"]
    let isShape = true

    func draw(_ node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing {
        // A style sheet's `d` is `path("…")`.
        let styled = context.style[.d].flatMap { text in text.split(separator: text.contains("\"") ? "\"" : "'").dropFirst().first.map(String.init) }
        guard let data = styled ?? node["d"] else { return SVGDrawing() }
        return try reader.draw(try reader.shape(of: node) { SVGShape(data: data) }, of: node, in: context)
    }
}

struct RectElement: SVGElement {
    let names = ["rect"]
    let isShape = true

    func draw(_ node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing {
        let (x, y) = (reader.length("x", of: node, .x, in: context) ?? 0, reader.length("y", of: node, .y, in: context) ?? 0)
        guard let width = reader.length("width", of: node, .x, in: context), let height = reader.length("height", of: node, .y, in: context), width > 0, height > 0 else {
            return SVGDrawing()
        }
        let box = Box(min: Point(x, y), max: Point(x + width, y + height))
        // A radius that is missing or not valid takes the other's value.
        let given = (reader.length("rx", of: node, .x, in: context).flatMap { $0 >= 0 ? $0 : nil }, reader.length("ry", of: node, .y, in: context).flatMap { $0 >= 0 ? $0 : nil })
        let (rx, ry) = (min(given.0 ?? given.1 ?? 0, width / 2), min(given.1 ?? given.0 ?? 0, height / 2))
        return try reader.draw(SVGShape(rx > 0 && ry > 0 ? Self.rounded(box, rx, ry) : BezierPath(box)), of: node, in: context)
    }

    private static func rounded(_ b: Box, _ rx: Double, _ ry: Double) -> BezierPath {
        var path = BezierPath()
        path.move(to: Point(b.min.x + rx, b.min.y))
        func corner(_ from: Point, _ cx: Double, _ cy: Double, _ start: Double, _ to: Point) {
            path.line(to: from)
            path.arc(EllipticArc(center: Point(cx, cy), radii: Point(rx, ry), start: .degrees(start), sweep: .degrees(90)), endingAt: to)
        }
        corner(Point(b.max.x - rx, b.min.y), b.max.x - rx, b.min.y + ry, -90, Point(b.max.x, b.min.y + ry))
        corner(Point(b.max.x, b.max.y - ry), b.max.x - rx, b.max.y - ry, 0, Point(b.max.x - rx, b.max.y))
        corner(Point(b.min.x + rx, b.max.y), b.min.x + rx, b.max.y - ry, 90, Point(b.min.x, b.max.y - ry))
        corner(Point(b.min.x, b.min.y + ry), b.min.x + rx, b.min.y + ry, 180, Point(b.min.x + rx, b.min.y))
        path.close()
        return path
    }
}

struct CircleElement: SVGElement {
    let names = ["circle"]
    let isShape = true

    func draw(_ node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing {
        guard let r = reader.length("r", of: node, .other, in: context), r > 0 else { return SVGDrawing() }
        return try reader.draw(ellipse: Point(r, r), of: node, in: context)
    }
}

struct EllipseElement: SVGElement {
    let names = ["ellipse"]
    let isShape = true

    func draw(_ node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing {
        // A missing, automatic or negative radius takes the other's value.
        func radius(_ name: String, _ axis: LengthAxis) -> Double? { reader.length(name, of: node, axis, in: context).flatMap { $0 >= 0 ? $0 : nil } }
        let (rx, ry) = (radius("rx", .x), radius("ry", .y))
        guard let a = rx ?? ry, let b = ry ?? rx, a > 0, b > 0 else { return SVGDrawing() }
        return try reader.draw(ellipse: Point(a, b), of: node, in: context)
    }
}

extension SVGReader {
    fileprivate mutating func draw(ellipse radii: Point, of node: SVGNode, in context: SVGContext) throws(SVGError) -> SVGDrawing {
        let center = Point(length("cx", of: node, .x, in: context) ?? 0, length("cy", of: node, .y, in: context) ?? 0)
        return try draw(SVGShape(BezierPath(ellipse: center, radii: radii)), of: node, in: context)
    }
}

struct LineElement: SVGElement {
    let names = ["line"]
    let isShape = true

    func draw(_ node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing {
        var path = BezierPath()
        path.move(to: Point(reader.length("x1", of: node, .x, in: context) ?? 0, reader.length("y1", of: node, .y, in: context) ?? 0))
        path.line(to: Point(reader.length("x2", of: node, .x, in: context) ?? 0, reader.length("y2", of: node, .y, in: context) ?? 0))
        return try reader.draw(SVGShape(path), of: node, in: context)
    }
}

/// `polyline` and `polygon`.
struct PolyElement: SVGElement {
    let names = ["polyline", "polygon"]
    let isShape = true

    func draw(_ node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing {
        guard let text = node["points"] else { return SVGDrawing() }
        let shape = try reader.shape(of: node) {
            var scanner = SVGScanner(text)
            var path = BezierPath()
            while let x = scanner.nextNumber(), let y = scanner.nextNumber() {
                if path.isEmpty { path.move(to: Point(x, y)) } else { path.line(to: Point(x, y)) }
            }
            if node.name == "polygon" { path.close() }
            return SVGShape(path)
        }
        return try reader.draw(shape, of: node, in: context)
    }
}
