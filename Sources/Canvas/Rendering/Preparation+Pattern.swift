internal import ImpressionGeometry
internal import ImpressionRaster

/// A pattern whose tile is drawn when an area needs it: many areas with patterns of their own hold one tile at a time.
struct PatternSource: PixelSource {
    let preparation: Preparation
    let pattern: Pattern
    let map: Transform

    func prepared() -> any PixelSource { preparation.tileSource(pattern, map) ?? self }

    /// Nothing, where no tile can be drawn.
    func fill(_ row: inout [PixelValue], count: Int, x: Int, y: Int) { for i in 0..<count { row[i] = .zero } }
}

extension Preparation {
    /// A pattern as one tile in pixels, sampled as often as it repeats.
    ///
    /// A tile that measures whole pixels along the picture's rows is copied pixel by pixel. Any other is drawn with at least one sample a pixel
    /// and interpolated.
    ///
    /// - Parameter map: From the pattern's space to pixels.
    fileprivate func tileSource(_ pattern: Pattern, _ map: Transform) -> (any PixelSource)? {
        let tile = pattern.tile
        let (across, down) = (Point(map.a, map.b).length, Point(map.c, map.d).length)
        let width = tile.width * across, height = tile.height * down
        guard depth > 0, map.inverse != nil, width.isFinite, height.isFinite, width > 0, height > 0 else { return nil }
        if let exact = exactSource(pattern, map, width, height) { return exact }
        // Two samples a pixel where tile and pixels do not run alike. A tile larger than what is seen needs no more samples than that.
        let limit = min(4096, 2 * Double(max(window.width, window.height, 32)))
        let columns = Int(max(1, min(limit, (2 * width).rounded(.up)))), rows = Int(max(1, min(limit, (2 * height).rounded(.up))))
        let toTile = Transform.scale(Double(columns) / tile.width, Double(rows) / tile.height) * .translation(-tile.min.x, -tile.min.y)
        let raster = raster(of: pattern, toTile, columns, rows, repeats: (1, 1))
        guard let back = toTile.inverse else { return nil }
        return PictureSource(raster, map * back, isSmooth: true, edge: .repeated)
    }

    /// A few tiles that together measure whole pixels, along the picture's rows; nil where none do.
    private func exactSource(_ pattern: Pattern, _ map: Transform, _ width: Double, _ height: Double) -> (any PixelSource)? {
        guard map.b.magnitude <= 1e-9 * map.a.magnitude, map.c.magnitude <= 1e-9 * map.d.magnitude else { return nil }
        guard let (across, columns) = Self.wholeRepeat(width), let (down, rows) = Self.wholeRepeat(height), across * down <= 256 else { return nil }
        // The tile begins with the first pixel whose middle is not before its corner: at most half a pixel off, and its edges stay sharp.
        let corner = map(Point(map.a > 0 ? pattern.tile.min.x : pattern.tile.max.x, map.d > 0 ? pattern.tile.min.y : pattern.tile.max.y))
        let origin = Point((corner.x - 0.500001).rounded(.up), (corner.y - 0.500001).rounded(.up))
        guard origin.x.magnitude < 1e9, origin.y.magnitude < 1e9 else { return nil }
        let toTile = Transform.translation(-corner.x, -corner.y) * map
        let raster = raster(of: pattern, toTile, columns, rows, repeats: (map.a > 0 ? across : -across, map.d > 0 ? down : -down))
        return PictureSource(raster, .translation(origin.x, origin.y), isSmooth: false, edge: .repeated)
    }

    /// How many repeats of a length make whole pixels, to a hundredth, and how many.
    private static func wholeRepeat(_ length: Double) -> (count: Int, pixels: Int)? {
        for count in 1...32 {
            let total = length * Double(count)
            if total > 4096 { return nil }
            if total >= 0.99, abs(total - total.rounded()) < 0.01 { return (count, Int(total.rounded())) }
        }
        return nil
    }

    /// - Parameter repeats: Tiles along each axis; negative where the map turns it over.
    private func raster(of pattern: Pattern, _ toTile: Transform, _ columns: Int, _ rows: Int, repeats: (Int, Int)) -> Raster<PixelValue> {
        let window = PixelBox(0, 0, columns, rows)
        var nodes: [RenderNode] = []
        for j in 0..<repeats.1.magnitude {
            for i in 0..<repeats.0.magnitude {
                let shift = Transform.translation(pattern.tile.width * Double(i) * Double(repeats.0.signum()), pattern.tile.height * Double(j) * Double(repeats.1.signum()))
                nodes += tile(pattern, toTile * shift, window, isAlone: repeats.0.magnitude * repeats.1.magnitude == 1)
            }
        }
        var layer = Layer(window)
        var painter = Painter()
        painter.draw(nodes, into: &layer)
        return Raster(width: columns, height: rows, pixels: layer.pixels)
    }

    /// One tile, cut at its edges unless these are the raster's.
    private func tile(_ pattern: Pattern, _ map: Transform, _ window: PixelBox, isAlone: Bool) -> [RenderNode] {
        var inner = Preparation(transform: map, window: window, space: space, depth: depth - 1)
        if isAlone { return inner.nodes(pattern.elements) }
        var area = FillNode(contours: Flattening(transform: map, window: view).contours(of: BezierPath(pattern.tile)), rule: .nonZero, source: .solid(.one),
                            opacity: 1, isSmooth: true, bounds: .empty)
        area.bounds = PixelBox(touching: area.contours.bounds, within: window)
        inner.window = area.bounds
        let content = inner.nodes(pattern.elements)
        let box = content.reduce(PixelBox.empty) { $0.union($1.bounds) }.intersection(area.bounds)
        guard !box.isEmpty else { return [] }
        // Content that ends with the tile must not be cut there once more: half of a pixel twice is a quarter.
        let reach = content.reduce(Box.empty) { box, node in
            guard case .fill(let fill) = node else { return Box(min: Point(-.infinity, -.infinity), max: Point(.infinity, .infinity)) }
            var box = box
            box.add(fill.contours.bounds)
            return box
        }
        let part = ClipNode.Part(areas: [area], inner: [], clips: [])
        let clips = area.contours.bounds.expanded(by: 1e-6).contains(reach) ? [] : [ClipNode(parts: [part], bounds: area.bounds)]
        return [.group(GroupNode(nodes: content, isSum: true, clips: clips, bounds: box))]
    }
}
