public import ImpressionGeometry
public import ImpressionRaster

extension RenderedArtwork {
    /// As 8-bit sRGB with straight alpha.
    public func srgb8(_ workers: Workers = .one) -> Raster<SIMD4<UInt8>> {
        var result = Raster<SIMD4<UInt8>>(width: pixels.width, height: pixels.height, filledWith: .zero)
        result.updateRows(workers) { y, row in
            let source = pixels.row(y)
            for x in 0..<row.count { row[x] = isLinear ? Self.encoded(source[x]) : Self.rounded(source[x]) }
        }
        return result
    }

    /// Premultiplied linear light.
    public func light(_ workers: Workers = .one) -> LinearPicture {
        if isLinear { return pixels }
        var result = LinearPicture(width: pixels.width, height: pixels.height, filledWith: .zero)
        result.updateRows(workers) { y, row in
            let source = pixels.row(y)
            for x in 0..<row.count { row[x] = Self.decoded(source[x]) }
        }
        return result
    }

    @inline(__always)
    private static func rounded(_ p: SIMD4<Float>) -> SIMD4<UInt8> {
        // Half of the least step of 8 bits: less is nothing.
        guard p.w > 1 / 510 else { return .zero }
        var s = p.w >= 1 ? p * 255 : p * (255 / p.w)
        s.w = p.w * 255
        s += 0.5
        // Lane by lane: a conversion of vectors is a call for each lane, and a slow one.
        func byte(_ v: Float) -> UInt8 { v <= 0 ? 0 : v >= 255 ? 255 : UInt8(v) }
        return SIMD4<UInt8>(byte(s.x), byte(s.y), byte(s.z), byte(s.w))
    }

    private static func encoded(_ p: SIMD4<Float>) -> SIMD4<UInt8> {
        guard p.w > 1 / 510 else { return .zero }
        let s = p / p.w
        return rounded(SIMD4(SRGB.encoded(s.x), SRGB.encoded(s.y), SRGB.encoded(s.z), 1) * min(1, p.w))
    }

    private static func decoded(_ p: SIMD4<Float>) -> SIMD4<Float> {
        guard p.w > 0 else { return .zero }
        let s = p / p.w
        var light = SIMD4(SRGB.decoded(s.x), SRGB.decoded(s.y), SRGB.decoded(s.z), 1)
        light *= p.w
        return light
    }
}
