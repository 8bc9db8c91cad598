internal import ImpressionGeometry
public import ImpressionRaster

/// The input's subregion, repeated.
public struct TileEffect: FilterEffect {
    public init() {}

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        guard let input = inputs.first, !input.subregion.isEmpty else { return place.blank }
        let tile = input.subregion
        var result = place.blank
        result.updateRows(place.workers) { y, row in
            let source = input.pixels.row(tile.y + Self.wrapped(y - tile.y, tile.height))
            for x in 0..<row.count { row[x] = source[tile.x + Self.wrapped(x - tile.x, tile.width)] }
        }
        return result
    }

    private static func wrapped(_ value: Int, _ count: Int) -> Int { ((value % count) + count) % count }
}
