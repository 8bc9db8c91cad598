import ImpressionGeometry
import ImpressionRaster

/// Tones of a picture as its file codes them: 0 is black, 1 is white. Edges are smoothed in codes, not in light.
enum Tones {
    /// Steps of the square root of light in the tables: fine enough for 12 bits.
    private static let steps: Float = 4095
    private static let codes: [Float] = (0...4095).map { SRGB.encoded(Float($0 * $0) / (4095 * 4095)) }

    @inline(__always)
    private static func code(_ light: Float, _ codes: Span<Float>) -> Float {
        codes[Int((max(0, min(light, 1)).squareRoot() * steps).rounded())]
    }

    /// Of what is seen on white paper.
    static func lightness(_ picture: LinearPicture, _ workers: Workers) -> Raster<Float> {
        var result = Raster<Float>(width: picture.width, height: picture.height, filledWith: 0)
        result.updateRows(workers) { y, row in
            let (source, codes) = (picture.row(y), codes.span)
            for x in 0..<row.count {
                let pixel = source[x]
                row[x] = code(pixel.luminance + 1 - pixel.w, codes)
            }
        }
        return result
    }

    /// 0 where the picture covers all, 1 where it is clear.
    static func clearness(_ picture: LinearPicture, _ workers: Workers) -> Raster<Float> {
        var result = Raster<Float>(width: picture.width, height: picture.height, filledWith: 0)
        result.updateRows(workers) { y, row in
            let source = picture.row(y)
            for x in 0..<row.count { row[x] = 1 - source[x].w }
        }
        return result
    }

    /// Red, green and blue as if covered, in 255 steps, and coverage.
    static func colours(_ picture: LinearPicture, _ workers: Workers) -> Raster<SIMD4<UInt8>> {
        var result = Raster<SIMD4<UInt8>>(width: picture.width, height: picture.height, filledWith: .zero)
        result.updateRows(workers) { y, row in
            let (source, codes) = (picture.row(y), codes.span)
            @inline(__always) func byte(_ light: Float) -> UInt8 { UInt8(code(light, codes) * 255 + 0.5) }
            for x in 0..<row.count {
                let pixel = source[x]
                let share = 1 / max(pixel.w, 1e-6)
                row[x] = SIMD4(byte(pixel.x * share), byte(pixel.y * share), byte(pixel.z * share), UInt8(max(0, min(1, pixel.w)) * 255 + 0.5))
            }
        }
        return result
    }
}
