internal import ImpressionGeometry
public import ImpressionRaster

/// One colour.
public struct FloodEffect: FilterEffect {
    public var color: Color

    public init(_ color: Color) { self.color = color }

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        Raster(width: place.width, height: place.height, filledWith: place.color(color))
    }
}
