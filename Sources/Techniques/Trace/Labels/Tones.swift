import ImpressionRaster

/// Tones of a picture as its file codes them: 0 is black, 255 is white. Edges are smoothed in codes, not in light.
///
/// Neighbours that are equal are looked up once: pictures to trace are mostly flat.
struct Tones: Sendable {
    /// Steps of the square root of light in the table: fine enough for 12 bits.
    private static let steps: Float = 4095
    private let codes: [UInt8] = (0...4095).map { UInt8(SRGB.encoded(Float($0 * $0) / (4095 * 4095)) * 255 + 0.5) }

    @inline(__always)
    private static func code(_ light: Float, _ codes: Span<UInt8>) -> UInt8 {
        codes[Int(max(0, min(light, 1)).squareRoot() * steps + 0.5)]
    }

    /// Of what is seen on white paper.
    func lightness(_ source: Span<SIMD4<Float>>, _ row: inout MutableSpan<UInt8>) {
        let codes = codes.span
        Self.map(source, &row) { pixel in Self.code(pixel.luminance + 1 - pixel.w, codes) }
    }

    /// 0 where the picture covers all, 255 where it is clear.
    func clearness(_ source: Span<SIMD4<Float>>, _ row: inout MutableSpan<UInt8>) { Self.map(source, &row) { pixel in 255 - Self.share(pixel.w) } }

    /// Red, green and blue as if covered, in 255 steps, and coverage.
    func colours(_ source: Span<SIMD4<Float>>, _ row: inout MutableSpan<SIMD4<UInt8>>) {
        let codes = codes.span
        Self.map(source, &row) { pixel in
            let light = pixel / max(pixel.w, 1e-6)
            return SIMD4(Self.code(light.x, codes), Self.code(light.y, codes), Self.code(light.z, codes), Self.share(pixel.w))
        }
    }

    @inline(__always)
    private static func share(_ value: Float) -> UInt8 { UInt8(max(0, min(1, value)) * 255 + 0.5) }

    @inline(__always)
    private static func map<Value>(_ source: Span<SIMD4<Float>>, _ row: inout MutableSpan<Value>, _ body: (SIMD4<Float>) -> Value) {
        guard row.count > 0 else { return }
        var last = source[0]
        var value = body(last)
        for x in 0..<row.count {
            let pixel = source[x]
            if any(pixel .!= last) { (last, value) = (pixel, body(pixel)) }
            row[x] = value
        }
    }
}
