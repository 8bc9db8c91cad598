public import ImpressionGeometry
public import ImpressionRaster

extension Filter {
    /// The pixels that the filter's region covers, cut to `limits`; nil where it has no extent.
    ///
    /// - Parameters:
    ///   - toPixels: From the page.
    ///   - content: What is filtered, in pixels.
    public func pixels(_ toPixels: Transform, around content: PixelRect, limits: PixelRect) -> PixelRect? {
        let map = toPixels * transform
        let rect: PixelRect?
        if let region {
            rect = PixelRect(region.mapped(by: map))
        } else {
            let reach = primitives.reduce(Point.zero) { $0 + $1.effect.reach }, scale = map.greatestScale
            let (x, y) = (Double(content.x), Double(content.y))
            rect = PixelRect(Box(min: Point(x - reach.x * scale, y - reach.y * scale),
                                 max: Point(x + Double(content.width) + reach.x * scale, y + Double(content.height) + reach.y * scale)))
        }
        guard let cut = rect?.cut(to: limits), !cut.isEmpty else { return nil }
        return cut
    }

    /// What becomes of a picture.
    ///
    /// - Parameters:
    ///   - source: The region's pixels: sRGB code values, premultiplied.
    ///   - toPixels: From the page to pixels of the region.
    ///   - draw: Draws elements of the page on an empty picture of the same size, in sRGB code values.
    /// - Returns: The same kind of picture; empty where the filter has no primitive.
    public func applied(to source: Raster<SIMD4<Float>>, toPixels: Transform, workers: Workers = .one,
                        draw: @escaping @Sendable ([Artwork.Element]) -> Raster<SIMD4<Float>>) -> Raster<SIMD4<Float>> {
        var run = FilterRun(source, toPixels * transform, workers, draw)
        for primitive in primitives { run.add(primitive) }
        return run.result
    }
}

/// The pictures of a filter, each kept until the end.
private struct FilterRun {
    private let source: Raster<SIMD4<Float>>
    private let place: FilterPlace
    private var made: [(picture: FilterPicture, isLinear: Bool)] = []

    init(_ source: Raster<SIMD4<Float>>, _ transform: Transform, _ workers: Workers, _ draw: @escaping @Sendable ([Artwork.Element]) -> Raster<SIMD4<Float>>) {
        self.source = source
        let whole = PixelRect(x: 0, y: 0, width: source.width, height: source.height)
        place = FilterPlace(width: source.width, height: source.height, subregion: whole, transform: transform, isLinear: false, workers: workers, draw: draw)
    }

    var result: Raster<SIMD4<Float>> {
        guard let last = made.last else { return place.blank }
        return last.isLinear ? last.picture.pixels.converted(toLinear: false, place.workers) : last.picture.pixels
    }

    mutating func add(_ primitive: FilterPrimitive) {
        let inputs = primitive.inputs.map { picture($0, isLinear: primitive.isLinear) }
        var own = place
        own.isLinear = primitive.isLinear
        own.subregion = subregion(primitive, inputs)
        var pixels = primitive.effect.apply(inputs, in: own)
        if own.subregion != place.subregion, !primitive.effect.inheritsSubregion || primitive.subregion != nil { pixels.clear(outside: own.subregion) }
        made.append((FilterPicture(pixels, subregion: own.subregion), primitive.isLinear))
    }

    private func subregion(_ primitive: FilterPrimitive, _ inputs: [FilterPicture]) -> PixelRect {
        if let box = primitive.subregion {
            return PixelRect(box.mapped(by: place.transform))?.cut(to: place.subregion) ?? PixelRect(x: 0, y: 0, width: 0, height: 0)
        }
        if primitive.effect.inheritsSubregion, let first = inputs.first { return first.subregion }
        return place.subregion
    }

    private func picture(_ input: FilterInput, isLinear: Bool) -> FilterPicture {
        switch input {
        case .result(let index) where made.indices.contains(index):
            var found = made[index].picture
            if made[index].isLinear != isLinear { found.pixels = found.pixels.converted(toLinear: isLinear, place.workers) }
            return found
        case .sourceAlpha: return FilterPicture(source.map { SIMD4(0, 0, 0, $0.w) }, subregion: place.subregion)
        case .sourceGraphic, .result: return FilterPicture(isLinear ? source.converted(toLinear: true, place.workers) : source, subregion: place.subregion)
        }
    }
}

extension Raster where Pixel == SIMD4<Float> {
    /// Premultiplied pixels from sRGB code values to light, or back.
    func converted(toLinear: Bool, _ workers: Workers) -> Raster {
        var result = self
        let table = toLinear ? TransferTable.decoding : .encoding
        result.updateRows(workers) { _, row in
            for x in 0..<row.count where row[x].w > 0 {
                let alpha = row[x].w, plain = row[x] / alpha
                row[x] = SIMD4(table[plain.x], table[plain.y], table[plain.z], 1) * alpha
            }
        }
        return result
    }

    mutating func clear(outside rect: PixelRect) {
        updateRows { y, row in
            let isInside = y >= rect.y && y < rect.y + rect.height
            for x in 0..<row.count where !isInside || x < rect.x || x >= rect.x + rect.width { row[x] = .zero }
        }
    }

    /// Each pixel through a map of colours that are not premultiplied; results are cut to 0 … 1.
    func mapColors(_ workers: Workers, _ map: @Sendable (SIMD4<Float>) -> SIMD4<Float>) -> Raster {
        var result = self
        result.updateRows(workers) { _, row in
            for x in 0..<row.count {
                let alpha = row[x].w
                var plain = alpha > 0 ? row[x] / alpha : .zero
                plain.w = alpha
                let mapped = map(plain).clamped(lowerBound: .zero, upperBound: .one)
                row[x] = SIMD4(mapped.x * mapped.w, mapped.y * mapped.w, mapped.z * mapped.w, mapped.w)
            }
        }
        return result
    }
}

/// The curve of sRGB between 4 096 places, straight from one to the next: off by less than 1/40 of an eight-bit step above the darkest ones.
private struct TransferTable: Sendable {
    static let decoding = TransferTable { SRGB.decoded($0) }
    /// Places are squared, for the curve is steep near black.
    static let encoding = TransferTable(isSquared: true) { SRGB.encoded($0 * $0) }

    private let values: [Float]
    private let isSquared: Bool

    init(isSquared: Bool = false, _ curve: (Float) -> Float) {
        self.isSquared = isSquared
        values = (0...4097).map { curve(Float($0) / 4096) }
    }

    subscript(value: Float) -> Float {
        let cut = max(0, min(1, value)), place = (isSquared ? cut.squareRoot() : cut) * 4096
        let index = Int(place)
        return values[index] + (values[index + 1] - values[index]) * (place - Float(index))
    }
}
