#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The transfer curve of sRGB. Source: IEC 61966-2-1:1999.
public enum SRGB {
    /// Code value 0 … 1 to light.
    public static func decoded(_ code: Float) -> Float {
        code <= 0.04045 ? code / 12.92 : pow((code + 0.055) / 1.055, 2.4)
    }

    /// Light to code value 0 … 1; light outside 0 … 1 is clipped.
    public static func encoded(_ light: Float) -> Float {
        let x = min(max(light, 0), 1)
        return x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055
    }
}

extension SIMD4<Float> {
    /// BT.709 luminance of a linear pixel, premultiplied like the pixel.
    @inlinable public var luminance: Float { 0.2126 * x + 0.7152 * y + 0.0722 * z }
}
