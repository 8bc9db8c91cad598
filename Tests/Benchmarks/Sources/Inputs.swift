import ImpressionCodecs
import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster

/// `count`² little-endian floats in 0 … 1 as heights over 100 mm, from `base` over a span, both mm.
func field(_ path: String, count: Int, base: Double, span: Double) throws -> HeightField {
    let values = try floats(path)
    let heights = Raster<Float>(width: count, height: count, pixels: values.map { Float(base) + Float(span) * $0 })
    return HeightField(heights: heights, pitch: 100 / Double(count - 1))
}

func floats(_ path: String) throws -> [Float] {
    let bytes = try readFile(path)
    return bytes.withUnsafeBytes { raw in (0..<raw.count / 4).map { raw.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) } }
}

/// `edges` / 3 random triangles that each cross about three others, in lattice units.
func triangleSoup(edges: Int, seed: UInt64) -> Contours {
    var random = SplitMix64(seed: seed)
    let side = 1e9, reach = side / Double(edges).squareRoot()
    return Contours((0..<edges / 3).map { _ in
        let (x, y) = (side * (random.unit() - 0.5), side * (random.unit() - 0.5))
        return (0..<3).map { _ in LatticePoint(Int32(x + reach * (2 * random.unit() - 1)), Int32(y + reach * (2 * random.unit() - 1))) }
    })
}
