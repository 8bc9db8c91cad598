public import ImpressionGeometry
public import ImpressionRaster

/// Shapes grown or eaten away by a rectangle. O(pixels), whatever the radius.
///
/// Source: van Herk, "A fast algorithm for local minimum and maximum filters on rectangular and octagonal kernels", Pattern Recognition Letters 13(7), 1992.
public struct MorphologyEffect: FilterEffect {
    public enum Rule: Sendable { case erode, dilate }

    public var rule: Rule
    /// In user space.
    public var radius: Point

    public init(_ rule: Rule, radius: Point) { (self.rule, self.radius) = (rule, radius) }

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        guard let input = inputs.first else { return place.blank }
        let (rx, ry) = (radius.x * place.scale.x, radius.y * place.scale.y)
        // Nothing to grow by: the standard has the effect off.
        guard rx > 0 || ry > 0 else { return place.blank }
        var result = input.pixels
        let isMax = rule == .dilate
        for (radius, isDown) in [(rx, false), (ry, true)] where radius > 0 {
            let reach = Int(Swift.min(max(1, radius.rounded()), 65536))
            if isDown { result = result.transposed(place.workers) }
            let width = result.width
            result.updateRows(place.workers) { _, row in Self.slide(&row, Swift.min(reach, width), isMax) }
            if isDown { result = result.transposed(place.workers) }
        }
        return result
    }

    /// The extreme of the `2 · reach + 1` pixels around each; beyond the ends it is empty.
    private static func slide(_ row: inout MutableSpan<SIMD4<Float>>, _ reach: Int, _ isMax: Bool) {
        let window = 2 * reach + 1, count = row.count
        // Padded to whole blocks: the extreme of a window is that of the end of one block and the start of the next.
        let padded = (count + 2 * window) / window * window + window
        func extreme(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> { isMax ? pointwiseMax(a, b) : pointwiseMin(a, b) }
        var forward = [SIMD4<Float>](repeating: .zero, count: padded), backward = forward
        for x in 0..<count { forward[x + reach] = row[x] }
        for x in 0..<count { backward[x + reach] = row[x] }
        for x in 1..<padded where x % window != 0 { forward[x] = extreme(forward[x], forward[x - 1]) }
        for x in stride(from: padded - 2, through: 0, by: -1) where (x + 1) % window != 0 { backward[x] = extreme(backward[x], backward[x + 1]) }
        for x in 0..<count { row[x] = extreme(backward[x], forward[x + window - 1]) }
    }
}
