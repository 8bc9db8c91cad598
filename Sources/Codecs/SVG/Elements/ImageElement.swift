internal import ImpressionCanvas
internal import ImpressionGeometry
internal import ImpressionRaster

/// A picture or another drawing, from the file itself or from a file beside it.
struct ImageElement: SVGElement {
    let names = ["image"]

    func draw(_ node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing {
        try draw(node, within: nil, in: context, &reader)
    }

    /// - Parameter place: Where it is drawn; nil lets the element's own attributes say so.
    func draw(_ node: SVGNode, within place: Box?, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing {
        guard context.style[.visibility].map({ $0 == "visible" }) ?? true, let content = try reader.content(of: node) else { return SVGDrawing() }
        let origin = place?.min ?? Point(reader.length("x", of: node, .x, in: context) ?? 0, reader.length("y", of: node, .y, in: context) ?? 0)
        let size = place.map { $0.max - $0.min } ?? Self.size(content.size, width: reader.length("width", of: node, .x, in: context), height: reader.length("height", of: node, .y, in: context))
        guard size.x > 0, size.y > 0, size.x.isFinite, size.y.isFinite else { return SVGDrawing() }
        let area = Box(min: origin, max: origin + size)
        let fit = SVGFit(node["preserveAspectRatio"])
        let map = context.transform * SVGViewBox(Box(min: .zero, max: content.size), fit: fit).transform(to: area)
        var drawing = SVGDrawing(elements: content.elements(map, Self.interpolation(context)), box: area)
        if fit.isSlice || content.isDrawing { drawing.clip(to: area, context.transform) }
        return drawing
    }

    /// A missing measure follows from the other by the picture's shape.
    private static func size(_ own: Point, width: Double?, height: Double?) -> Point {
        switch (width, height) {
        case (let width?, let height?): Point(width, height)
        case (let width?, nil): Point(width, own.x > 0 ? width * own.y / own.x : 0)
        case (nil, let height?): Point(own.y > 0 ? height * own.x / own.y : 0, height)
        case (nil, nil): own
        }
    }

    private static func interpolation(_ context: SVGContext) -> PlacedPicture.Interpolation {
        switch context.style[.imageRendering] {
        case "optimizeSpeed", "pixelated", "crisp-edges", "crispEdges": .nearest
        default: .smooth
        }
    }
}

/// What an `image` shows, in its own pixels, y down.
enum ImageContent {
    case picture(LinearPicture)
    /// An artwork and its size, px.
    case drawing(Artwork, Point)

    var isDrawing: Bool { if case .drawing = self { true } else { false } }

    var size: Point {
        switch self {
        case .picture(let picture): Point(Double(picture.width), Double(picture.height))
        case .drawing(_, let size): size
        }
    }

    func elements(_ map: Transform, _ interpolation: PlacedPicture.Interpolation) -> [Artwork.Element] {
        switch self {
        case .picture(let picture):
            // A picture's box has its first row at the greatest y; here y points down.
            let box = Box(min: .zero, max: Point(Double(picture.width), Double(picture.height)))
            return [.picture(PlacedPicture(picture, in: box, transform: map * Transform(1, 0, 0, -1, 0, box.max.y), interpolation: interpolation))]
        case .drawing(let artwork, let size):
            let fromPage = Transform(size.x / artwork.width, 0, 0, -size.y / artwork.height, 0, size.y)
            return artwork.elements.map { $0.transformed(by: map * fromPage) }
        }
    }
}

extension SVGReader {
    /// What an `image` shows, read once however often it is drawn, and paid for each time.
    fileprivate mutating func content(of node: SVGNode) throws(SVGError) -> ImageContent? {
        if images[node.index] == nil {
            var found: ImageContent?
            if let href = node.href, let file = bytes(of: trimmed(href), for: node) { found = try content(file, for: node) }
            images[node.index] = .some(found)
        }
        guard let known = images[node.index], let content = known else { return nil }
        switch content {
        case .picture(let picture): try count(pixels: picture.pixels.count)
        case .drawing(let artwork, _): try count(artwork)
        }
        return content
    }

    /// The bytes behind a reference; noted where there are none.
    private mutating func bytes(of href: String, for node: SVGNode) -> [UInt8]? {
        if href.hasPrefix("data:") {
            guard let bytes = dataURI(href) else {
                note(.invalid, "\(node.label) holds data that cannot be read")
                return nil
            }
            return bytes
        }
        if href.hasPrefix("#") {
            note(.unsupported, "\(node.label) shows an element of the file, which is not drawn")
            return nil
        }
        guard href.firstRange(of: "://") == nil, let bytes = options.loader?(href) else {
            note(.external, "\(node.label) shows \(href.prefix(80)), which was not read")
            return nil
        }
        return bytes
    }

    private mutating func content(_ bytes: [UInt8], for node: SVGNode) throws(SVGError) -> ImageContent? {
        if isSVG(bytes) {
            // A drawing in a drawing in a drawing: each level costs as much as it may, so there are few.
            guard options.imageDepth > 0 else { throw .nested(limit: SVGOptions().imageDepth) }
            var inner = options
            inner.imageDepth -= 1
            // Files beside a drawing are for the drawing itself: what it embeds stands alone.
            if node.href?.hasPrefix("data:") ?? false { inner.loader = nil }
            (inner.limits.elements, inner.limits.points) = remaining
            do throws(SVGError) {
                let (artwork, notes) = try readSVG(bytes, options: inner)
                for finding in notes { note(finding.code, finding.message) }
                let scale = options.dpi / 25.4
                return .drawing(artwork, Point(artwork.width * scale, artwork.height * scale))
            } catch {
                if case .tooManyElements = error { throw error }
                if case .tooManyPoints = error { throw error }
                note(.invalid, "\(node.label): \(error)")
                return nil
            }
        }
        do throws(PictureError) {
            return .picture(try readPicture(bytes, limits: options.pictureLimits).picture)
        } catch {
            note(.invalid, "\(node.label): \(error)")
            return nil
        }
    }
}

/// The content of a `data:` address; nil where it is broken. Source: RFC 2397.
func dataURI(_ text: String) -> [UInt8]? {
    guard let comma = text.utf8.firstIndex(of: 44) else { return nil }
    let isBase64 = text[..<comma].lowercased().hasSuffix("base64")
    let bytes = percentDecoded(text.utf8[text.utf8.index(after: comma)...])
    return isBase64 ? unbase64(bytes) : bytes
}

private func percentDecoded(_ text: some Collection<UInt8>) -> [UInt8] {
    let bytes = Array(text)
    guard bytes.contains(37) else { return bytes }
    var result: [UInt8] = []
    var i = 0
    while i < bytes.count {
        if bytes[i] == 37, i + 2 < bytes.count, let high = hexDigit(bytes[i + 1]), let low = hexDigit(bytes[i + 2]) {
            result.append(high << 4 | low)
            i += 3
        } else {
            result.append(bytes[i])
            i += 1
        }
    }
    return result
}
