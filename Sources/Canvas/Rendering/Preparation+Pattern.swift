internal import ImpressionGeometry
internal import ImpressionRaster

extension Preparation {
    /// A pattern as one tile in pixels, sampled as often as it repeats.
    ///
    /// A tile that measures whole pixels along the picture's rows is copied pixel by pixel. Any other is drawn with at least one sample a pixel
    /// and interpolated.
    ///
    /// - Parameter map: From the pattern's space to pixels.
    func source(_ pattern: Pattern, _ map: Transform, _ bounds: PixelBox) -> PaintSource? {
        let tile = pattern.tile
        let (across, down) = (Point(map.a, map.b).length, Point(map.c, map.d).length)
        let width = tile.width * across, height = tile.height * down
        guard depth > 0, map.inverse != nil, width.isFinite, height.isFinite, width > 0, height > 0 else { return nil }
        if let exact = exactSource(pattern, map, width, height) { return exact }
        // A tile larger than what is seen needs no more samples than that; a tile smaller than a pixel is one colour.
        let limit = 4096.0
        let columns = Int(max(1, min(limit, width.rounded(.up)))), rows = Int(max(1, min(limit, height.rounded(.up))))
        let toTile = Transform.scale(Double(columns) / tile.width, Double(rows) / tile.height) * .translation(-tile.min.x, -tile.min.y)
        let raster = self.tile(pattern, toTile, columns, rows)
        guard let back = toTile.inverse else { return nil }
        return PictureSource(raster, map * back, isSmooth: true, edge: .repeated).map { .sampled($0) }
    }

    private func exactSource(_ pattern: Pattern, _ map: Transform, _ width: Double, _ height: Double) -> PaintSource? {
        func isWhole(_ v: Double) -> Bool { v >= 0.999 && v <= 4096 && abs(v - v.rounded()) < 1e-3 }
        guard map.b == 0 || abs(map.b) < 1e-9 * abs(map.a), map.c == 0 || abs(map.c) < 1e-9 * abs(map.d), isWhole(width), isWhole(height) else { return nil }
        let columns = Int(width.rounded()), rows = Int(height.rounded())
        // The corner is brought to a pixel's: at most half a pixel, and edges that the tile has on its pixels stay sharp.
        let corner = map(Point(map.a > 0 ? pattern.tile.min.x : pattern.tile.max.x, map.d > 0 ? pattern.tile.min.y : pattern.tile.max.y))
        let origin = Point((corner.x - 0.5).rounded(.up), (corner.y - 0.5).rounded(.up))
        guard abs(origin.x) < 1e9, abs(origin.y) < 1e9 else { return nil }
        let raster = self.tile(pattern, .translation(-corner.x, -corner.y) * map, columns, rows)
        return PictureSource(raster, .translation(origin.x, origin.y), isSmooth: false, edge: .repeated).map { .sampled($0) }
    }

    private func tile(_ pattern: Pattern, _ toTile: Transform, _ columns: Int, _ rows: Int) -> Raster<PixelValue> {
        let window = PixelBox(0, 0, columns, rows)
        var layer = Layer(window)
        var painter = Painter()
        painter.draw(Preparation(transform: toTile, window: window, space: space, depth: depth - 1).nodes(pattern.elements), into: &layer)
        return Raster(width: columns, height: rows, pixels: layer.pixels)
    }
}
