internal import ImpressionGeometry
internal import ImpressionRaster

extension Preparation {
    /// Pixels that a filter's picture may have more than the window: what lies outside can be carried in.
    private static let greatestRoom = 1 << 25

    /// What a group's filters make of its elements, as one picture; empty where a region has no extent.
    func filtered(_ group: ElementGroup, showing shown: PixelBox) -> [RenderNode] {
        guard depth > 0 else { return [] }
        var wide = self
        wide.depth -= 1
        let limits = room
        wide.window = PixelBox(limits)
        let nodes = wide.nodes(group.elements)
        var current: (rect: PixelRect, pixels: Raster<PixelValue>)?
        for filter in group.filters {
            let content = current?.rect ?? PixelRect(nodes.reduce(PixelBox.empty) { $0.union($1.bounds) })
            guard let rect = filter.pixels(transform, around: content, limits: limits) else { return [] }
            let source = current.map { $0.pixels.moved(from: $0.rect, to: rect) } ?? wide.picture(of: nodes, in: rect)
            let toPixels = Transform.translation(-Double(rect.x), -Double(rect.y)) * transform
            let result = filter.applied(to: source, toPixels: toPixels) { [wide] elements in wide.picture(of: wide.nodes(elements), in: rect) }
            current = (rect, result)
        }
        return current.flatMap { node($0.rect, $0.pixels, shown) } ?? []
    }

    /// The window with a margin as wide as it is itself.
    private var room: PixelRect {
        let margin = min(max(window.width, window.height), 2048)
        let isAffordable = (window.width + 2 * margin) * (window.height + 2 * margin) <= Self.greatestRoom
        let m = isAffordable ? margin : 0
        return PixelRect(x: window.minX - m, y: window.minY - m, width: window.width + 2 * m, height: window.height + 2 * m)
    }

    /// Always of sRGB code values.
    private func picture(of nodes: [RenderNode], in rect: PixelRect) -> Raster<PixelValue> {
        var layer = Layer(PixelBox(rect)), painter = Painter()
        painter.draw(nodes, into: &layer)
        let picture = Raster(width: rect.width, height: rect.height, pixels: layer.pixels)
        return space.isLinear ? picture.converted(toLinear: false, .one) : picture
    }

    private func node(_ rect: PixelRect, _ pixels: Raster<PixelValue>, _ shown: PixelBox) -> [RenderNode] {
        let pixels = space.isLinear ? pixels.converted(toLinear: true, .one) : pixels
        let (x, y) = (Double(rect.x), Double(rect.y))
        let box = Box(min: Point(x, y), max: Point(x + Double(rect.width), y + Double(rect.height)))
        guard let source = PictureSource(pixels, .translation(x, y), isSmooth: false, edge: .held) else { return [] }
        let bounds = PixelBox(rect).intersection(shown)
        guard !bounds.isEmpty else { return [] }
        let contours = Flattening(transform: .identity, window: box).contours(of: BezierPath(box))
        return [.fill(FillNode(contours: contours, rule: .nonZero, source: .sampled(source), opacity: 1, isSmooth: true, bounds: bounds))]
    }
}

extension PixelBox {
    init(_ rect: PixelRect) { self.init(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height) }
}

extension PixelRect {
    init(_ box: PixelBox) { self.init(x: box.minX, y: box.minY, width: box.width, height: box.height) }
}

extension Raster where Pixel == PixelValue {
    /// The same picture in another rectangle: cut, or with empty pixels around.
    fileprivate func moved(from rect: PixelRect, to other: PixelRect) -> Raster {
        var result = Raster(width: other.width, height: other.height, filledWith: .zero)
        let common = rect.cut(to: other)
        result.updateRows { y, row in
            let source = y + other.y - rect.y
            guard !common.isEmpty, source >= 0, source < height, y + other.y >= common.y, y + other.y < common.y + common.height else { return }
            let line = self.row(source)
            for x in common.x..<common.x + common.width { row[x - other.x] = line[x - rect.x] }
        }
        return result
    }
}
