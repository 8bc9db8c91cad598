internal import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension BlendMode {
    /// A premultiplied colour on another. Source: W3C, Compositing and Blending Level 1, §5.8 and §10.
    func composed(_ s: PixelValue, on d: PixelValue) -> PixelValue {
        guard s.w > 0, d.w > 0 else { return s + d * (1 - s.w) }
        var mixed = blended(d / d.w, s / s.w) * (s.w * d.w)
        mixed.w = s.w * d.w
        return s * (1 - d.w) + d * (1 - s.w) + mixed
    }

    /// Straight colours: the backdrop's and the source's. The fourth component means nothing.
    private func blended(_ b: PixelValue, _ s: PixelValue) -> PixelValue {
        switch self {
        case .normal: s
        case .multiply: b * s
        case .screen: b + s - b * s
        case .darken: pointwiseMin(b, s)
        case .lighten: pointwiseMax(b, s)
        case .difference: pointwiseMax(b, s) - pointwiseMin(b, s)
        case .exclusion: b + s - 2 * b * s
        case .overlay: perChannel(s, b, Self.hardLight)
        case .hardLight: perChannel(b, s, Self.hardLight)
        case .colorDodge: perChannel(b, s) { b, s in b == 0 ? 0 : s >= 1 ? 1 : min(1, b / (1 - s)) }
        case .colorBurn: perChannel(b, s) { b, s in b >= 1 ? 1 : s <= 0 ? 0 : 1 - min(1, (1 - b) / s) }
        case .softLight: perChannel(b, s, Self.softLight)
        case .hue: Self.withLuminosity(Self.withSaturation(s, Self.saturation(b)), Self.luminosity(b))
        case .saturation: Self.withLuminosity(Self.withSaturation(b, Self.saturation(s)), Self.luminosity(b))
        case .color: Self.withLuminosity(s, Self.luminosity(b))
        case .luminosity: Self.withLuminosity(b, Self.luminosity(s))
        }
    }

    private func perChannel(_ b: PixelValue, _ s: PixelValue, _ f: (Float, Float) -> Float) -> PixelValue {
        PixelValue(f(b.x, s.x), f(b.y, s.y), f(b.z, s.z), 0)
    }

    private static func hardLight(_ b: Float, _ s: Float) -> Float { s <= 0.5 ? b * 2 * s : b + (2 * s - 1) - b * (2 * s - 1) }

    private static func softLight(_ b: Float, _ s: Float) -> Float {
        if s <= 0.5 { return b - (1 - 2 * s) * b * (1 - b) }
        let d = b <= 0.25 ? ((16 * b - 12) * b + 4) * b : b.squareRoot()
        return b + (2 * s - 1) * (d - b)
    }

    // MARK: Colour as hue, saturation and luminosity

    private static func luminosity(_ c: PixelValue) -> Float { 0.3 * c.x + 0.59 * c.y + 0.11 * c.z }

    private static func saturation(_ c: PixelValue) -> Float { max(c.x, c.y, c.z) - min(c.x, c.y, c.z) }

    private static func withLuminosity(_ c: PixelValue, _ wanted: Float) -> PixelValue {
        var result = c + (wanted - luminosity(c))
        let l = luminosity(result)
        let (low, high) = (min(result.x, result.y, result.z), max(result.x, result.y, result.z))
        if low < 0 { result = PixelValue(repeating: l) + (result - l) * (l / (l - low)) }
        if high > 1 { result = PixelValue(repeating: l) + (result - l) * ((1 - l) / (high - l)) }
        return result
    }

    private static func withSaturation(_ c: PixelValue, _ wanted: Float) -> PixelValue {
        let (low, high) = (min(c.x, c.y, c.z), max(c.x, c.y, c.z))
        return high > low ? (c - low) * (wanted / (high - low)) : .zero
    }
}
