internal import ImpressionCanvas
internal import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension SVGReader {
    /// The markers along a shape: at its first, inner and last vertices.
    ///
    /// Source: SVG 2, §13.7 "Markers".
    mutating func markers(on shape: SVGShape, of node: SVGNode, in context: SVGContext) throws(SVGError) -> [Artwork.Element] {
        let kinds: [(property: SVGProperty, place: MarkerPlace)] = [(.markerStart, .start), (.markerMid, .middle), (.markerEnd, .end)]
        guard kinds.contains(where: { context.style[$0.property] != nil }) else { return [] }
        let vertices = shape.vertices
        var elements: [Artwork.Element] = []
        let paints = try contextPaints(of: node, box: shape.path.bounds, in: context)
        for (property, place) in kinds {
            guard let marker = try marker(property, of: node, in: context) else { continue }
            let chosen: ArraySlice<SVGShape.Vertex> = switch place {
            case .start: vertices.prefix(1)
            case .middle: vertices.dropFirst().dropLast()
            case .end: vertices.suffix(1)
            }
            for vertex in chosen { elements += try draw(marker, at: vertex, place, paints, in: context) }
        }
        return elements
    }

    private enum MarkerPlace { case start, middle, end }

    private mutating func marker(_ property: SVGProperty, of node: SVGNode, in context: SVGContext) throws(SVGError) -> SVGNode? {
        guard let text = context.style[property], text != "none" else { return nil }
        var scanner = SVGScanner(text)
        guard let id = scanner.reference(), let marker = tree.node(id: id), marker.name == "marker" else {
            note(.reference, "\(property.rawValue): \(text.prefix(60)) is no marker")
            return nil
        }
        return marker
    }

    private mutating func draw(_ marker: SVGNode, at vertex: SVGShape.Vertex, _ place: MarkerPlace, _ paints: SVGContext.ContextPaints,
                               in context: SVGContext) throws(SVGError) -> [Artwork.Element] {
        guard var inner = context.entering(marker) else { return [] }
        inner.style = writtenStyle(of: marker)
        inner.contextPaints = paints
        inner.depth += 1
        guard inner.style[.display] != "none" else { return [] }
        let width = length("markerWidth", of: marker, .x, in: inner) ?? 3, height = length("markerHeight", of: marker, .y, in: inner) ?? 3
        guard width > 0, height > 0, width.isFinite, height.isFinite else { return [] }
        let isByStroke = marker["markerUnits"] != "userSpaceOnUse"
        let scale = isByStroke ? length(.strokeWidth, .other, in: context) ?? 1 : 1
        let angle = angle(marker["orient"], vertex, place)
        let viewBox = SVGViewBox(marker)
        let fit = viewBox?.transform(to: Box(min: .zero, max: Point(width, height))) ?? .identity
        // The reference point comes to lie on the vertex.
        let anchor = fit(Point(length("refX", of: marker, .x, in: inner) ?? 0, length("refY", of: marker, .y, in: inner) ?? 0))
        let placed = context.transform * .translation(vertex.at.x, vertex.at.y) * .rotation(Angle(radians: angle)) * .scale(scale) * .translation(-anchor.x, -anchor.y)
        inner.transform = placed * fit
        guard inner.transform.isFinite, inner.transform.determinant != 0 else { return [] }
        inner.viewport = viewBox.map { Point($0.box.width, $0.box.height) } ?? Point(width, height)
        var drawing = try drawChildren(of: marker, in: inner)
        if !["visible", "auto"].contains(inner.style[.overflow]) { drawing.clip(to: Box(min: .zero, max: Point(width, height)), placed) }
        drawing.box = .empty
        var settled = inner
        settled.transform = placed
        try applyEffects(of: marker, in: settled, to: &drawing)
        return drawing.elements
    }

    private func angle(_ orient: String?, _ vertex: SVGShape.Vertex, _ place: MarkerPlace) -> Double {
        switch orient {
        case "auto": return vertex.angle
        case "auto-start-reverse": return place == .start ? vertex.angle + .pi : vertex.angle
        case let text?:
            var scanner = SVGScanner(trimmed(text))
            guard let value = scanner.number() else { return 0 }
            return radians(value, scanner.word())
        case nil: return 0
        }
    }
}

extension SVGShape {
    struct Vertex {
        var at: Point
        /// Direction of the path there: half way between coming and going.
        var angle: Double
    }

    /// One for each end of a command, in order. O(commands).
    var vertices: [Vertex] {
        var list: [Vertex] = []
        var comings: [Point?] = [], goings: [Point?] = [], places: [Point] = []
        var (next, k, last, start, startIndex) = (0, 0, Point.zero, Point.zero, 0)
        var isAfterInner = false
        func mark(_ at: Point, coming: Point?) {
            places.append(at)
            comings.append(coming)
            goings.append(nil)
        }
        func leave(_ direction: Point?) { if let i = goings.indices.last { goings[i] = direction } }
        for (index, verb) in path.verbs.enumerated() {
            let isInner = k < innerVerbs.count && innerVerbs[k] == index
            if isInner { k += 1 }
            switch verb {
            case .move:
                (last, start) = (path.points[next], path.points[next])
                startIndex = places.count
                mark(last, coming: nil)
                next += 1
            case .line:
                let p = path.points[next]
                if !isAfterInner { leave(Self.direction([last, p])) }
                if !isInner { mark(p, coming: Self.direction([last, p])) }
                last = p
                next += 1
            case .cubic:
                let controls = [last, path.points[next], path.points[next + 1], path.points[next + 2]]
                if !isAfterInner { leave(Self.direction(controls)) }
                last = controls[3]
                if !isInner { mark(last, coming: Self.direction(controls.reversed()).map { -$0 }) }
                next += 3
            case .close:
                let direction = Self.direction([last, start]) ?? (comings.last ?? nil)
                leave(direction)
                mark(start, coming: direction)
                // The closing point goes on as the run began, and the run begins as it closed.
                goings[goings.count - 1] = goings[startIndex]
                comings[startIndex] = direction
                last = start
            }
            isAfterInner = isInner
        }
        for i in places.indices { list.append(Vertex(at: places[i], angle: Self.angle(comings[i], goings[i]))) }
        return list
    }

    /// The way to the first point that differs.
    private static func direction(_ points: [Point]) -> Point? {
        for p in points.dropFirst() where p != points[0] { return p - points[0] }
        return nil
    }

    private static func angle(_ coming: Point?, _ going: Point?) -> Double {
        guard let one = coming ?? going else { return 0 }
        guard let coming, let going else { return atan2(one.y, one.x) }
        let (a, b) = (atan2(coming.y, coming.x), atan2(going.y, going.x))
        var turn = b - a
        if turn > .pi { turn -= 2 * .pi }
        if turn < -.pi { turn += 2 * .pi }
        return a + turn / 2
    }
}
