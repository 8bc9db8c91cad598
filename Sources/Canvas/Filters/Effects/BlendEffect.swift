internal import ImpressionGeometry
public import ImpressionRaster

/// The first input on the second, colours mixed by a blend mode.
public struct BlendEffect: FilterEffect {
    public var mode: BlendMode

    public init(_ mode: BlendMode) { self.mode = mode }

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        guard inputs.count == 2 else { return place.blank }
        var result = inputs[1].pixels
        let mode = mode
        result.compose(inputs[0].pixels, place.workers) { upper, lower in mode.composed(upper, on: lower) }
        return result
    }
}
