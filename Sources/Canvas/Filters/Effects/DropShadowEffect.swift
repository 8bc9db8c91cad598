public import ImpressionGeometry
public import ImpressionRaster

/// The input on its own shadow.
public struct DropShadowEffect: FilterEffect {
    /// In user space.
    public var offset: Point
    public var deviation: Point
    public var color: Color

    public init(offset: Point, deviation: Point, color: Color) { (self.offset, self.deviation, self.color) = (offset, deviation, color) }

    public var reach: Point { Point(offset.x.magnitude + 3 * deviation.x, offset.y.magnitude + 3 * deviation.y) }

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        guard let input = inputs.first else { return place.blank }
        let scale = place.scale, color = place.color(color)
        var result = input.pixels.map { color * $0.w }
            .blurred(deviation.x * scale.x, deviation.y * scale.y, place.workers)
            .moved(offset.x * scale.x, offset.y * scale.y)
        result.compose(input.pixels, place.workers) { upper, lower in upper + lower * (1 - upper.w) }
        return result
    }
}
