public import ImpressionGeometry
public import ImpressionRaster

/// Another drawing.
public struct ImageEffect: FilterEffect {
    /// Their transforms lead to the page.
    public var elements: [Artwork.Element]

    public init(_ elements: [Artwork.Element]) { self.elements = elements }

    public func transformed(by map: Transform) -> ImageEffect { ImageEffect(elements.map { $0.transformed(by: map) }) }

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        let drawn = place.draw(elements)
        return place.isLinear ? drawn.converted(toLinear: true, place.workers) : drawn
    }
}
