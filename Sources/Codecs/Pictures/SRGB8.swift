public import ImpressionRaster
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The sRGB code value, 0 … 1, of linear light; light outside 0 … 1 is clipped. Source: IEC 61966-2-1.
func encodedSRGB(_ light: Float) -> Float {
    let x = light > 0 ? min(light, 1) : 0
    return x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055
}

/// The picture as 8-bit sRGB with straight alpha.
public func srgb8(_ picture: LinearPicture) -> Raster<SIMD4<UInt8>> {
    // 4096 steps of the square root keep every 8-bit code reachable, also in the darkest tones.
    let table = (0...4095).map { step in UInt8((encodedSRGB(Float(step * step) / (4095 * 4095)) * 255).rounded()) }
    return picture.map { pixel in
        guard pixel.w > 0 else { return .zero }
        let light = pixel / pixel.w
        func code(_ value: Float) -> UInt8 { value > 0 ? table[Int(min(value, 1).squareRoot() * 4095 + 0.5)] : 0 }
        return SIMD4(code(light.x), code(light.y), code(light.z), UInt8(min(pixel.w, 1) * 255 + 0.5))
    }
}
