#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif
import ImpressionRaster

/// Lightness and two opponents, in which equal distances look equally different.
///
/// Source: Ottosson, "A perceptual color space for image processing", 2020.
enum Oklab {
    /// Of linear BT.709 light.
    static func from(_ light: SIMD3<Float>) -> SIMD3<Float> {
        let l = cbrtf(0.4122214708 * light.x + 0.5363325363 * light.y + 0.0514459929 * light.z)
        let m = cbrtf(0.2119034982 * light.x + 0.6806995451 * light.y + 0.1073969566 * light.z)
        let s = cbrtf(0.0883024619 * light.x + 0.2817188376 * light.y + 0.6299787005 * light.z)
        return SIMD3(0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                     1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                     0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
    }

    static func light(_ lab: SIMD3<Float>) -> SIMD3<Float> {
        let l = lab.x + 0.3963377774 * lab.y + 0.2158037573 * lab.z
        let m = lab.x - 0.1055613458 * lab.y - 0.0638541728 * lab.z
        let s = lab.x - 0.0894841775 * lab.y - 1.2914855480 * lab.z
        let (a, b, c) = (l * l * l, m * m * m, s * s * s)
        return SIMD3(4.0767416621 * a - 3.3077115913 * b + 0.2309699292 * c,
                     -1.2684380046 * a + 2.6097574011 * b - 0.3413193965 * c,
                     -0.0041960863 * a - 0.7034186147 * b + 1.7076147010 * c)
    }

    /// Of sRGB code values, 0 … 255.
    static func from(codes: SIMD3<UInt8>) -> SIMD3<Float> {
        from(SIMD3(SRGB.decoded(Float(codes.x) / 255), SRGB.decoded(Float(codes.y) / 255), SRGB.decoded(Float(codes.z) / 255)))
    }
}
