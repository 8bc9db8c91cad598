import ImpressionGeometry
import ImpressionRaster

/// Tones of a picture as its file codes them: 0 is black, 255 is white. Edges are smoothed in codes, not in light.
///
/// Neighbours that are equal are looked up once: pictures to trace are mostly flat.
enum Tones {
    /// Steps of the square root of light in the tables: fine enough for 12 bits.
    private static let steps: Float = 4095
    private static let codes: [UInt8] = (0...4095).map { UInt8(SRGB.encoded(Float($0 * $0) / (4095 * 4095)) * 255 + 0.5) }

    @inline(__always)
    private static func code(_ light: Float, _ codes: Span<UInt8>) -> UInt8 {
        codes[Int(max(0, min(light, 1)).squareRoot() * steps + 0.5)]
    }

    /// Of what is seen on white paper.
    static func lightness(_ picture: LinearPicture, _ workers: Workers) -> Raster<UInt8> {
        let codes = codes
        return mapped(picture, workers) { pixel in code(pixel.luminance + 1 - pixel.w, codes.span) }
    }

    /// 0 where the picture covers all, 255 where it is clear.
    static func clearness(_ picture: LinearPicture, _ workers: Workers) -> Raster<UInt8> {
        mapped(picture, workers) { pixel in 255 - share(pixel.w) }
    }

    /// Red, green and blue as if covered, in 255 steps, and coverage.
    static func colours(_ picture: LinearPicture, _ workers: Workers) -> Raster<SIMD4<UInt8>> {
        let codes = codes
        return mapped(picture, workers) { pixel in
            let (light, codes) = (pixel / max(pixel.w, 1e-6), codes.span)
            return SIMD4(code(light.x, codes), code(light.y, codes), code(light.z, codes), share(pixel.w))
        }
    }

    @inline(__always)
    private static func share(_ value: Float) -> UInt8 { UInt8(max(0, min(1, value)) * 255 + 0.5) }

    @inline(__always)
    private static func mapped<Value: BitwiseCopyable>(_ picture: LinearPicture, _ workers: Workers, _ body: (SIMD4<Float>) -> Value) -> Raster<Value> {
        var result = Raster<Value>(width: picture.width, height: picture.height, pixels: .init(repeating: body(.zero), count: picture.width * picture.height))
        result.updateRows(workers) { y, row in
            let source = picture.row(y)
            guard row.count > 0 else { return }
            var last = source[0]
            var value = body(last)
            for x in 0..<row.count {
                let pixel = source[x]
                if any(pixel .!= last) { (last, value) = (pixel, body(pixel)) }
                row[x] = value
            }
        }
        return result
    }
}
