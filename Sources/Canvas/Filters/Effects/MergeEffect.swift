internal import ImpressionGeometry
public import ImpressionRaster

/// The inputs on each other, the first at the bottom.
public struct MergeEffect: FilterEffect {
    public init() {}

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        guard var result = inputs.first?.pixels else { return place.blank }
        for input in inputs.dropFirst() { result.compose(input.pixels, place.workers) { upper, lower in upper + lower * (1 - upper.w) } }
        return result
    }
}

extension Raster where Pixel == SIMD4<Float> {
    /// Each pixel of another picture of the same size with this one's.
    ///
    /// - Parameter rule: Takes the other's pixel, then this one's.
    mutating func compose(_ other: Raster, _ workers: Workers, _ rule: @Sendable (SIMD4<Float>, SIMD4<Float>) -> SIMD4<Float>) {
        updateRows(workers) { y, row in
            let upper = other.row(y)
            for x in 0..<row.count { row[x] = rule(upper[x], row[x]) }
        }
    }
}
