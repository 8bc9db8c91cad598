extension BlendMode {
    /// One premultiplied pixel on another, of any colour space.
    ///
    /// Source: W3C, Compositing and Blending Level 1, sections 5.8 and 10.
    func blended(_ upper: SIMD4<Float>, on lower: SIMD4<Float>) -> SIMD4<Float> {
        let (a, b) = (upper.w, lower.w)
        guard self != .normal, a > 0, b > 0 else { return upper + lower * (1 - a) }
        let mixed = mixed(lower / b, upper / a)
        var result = upper * (1 - b) + lower * (1 - a) + mixed * (a * b)
        result.w = a + b - a * b
        return result
    }

    /// B(cb, cs) of colours that are not premultiplied.
    private func mixed(_ below: SIMD4<Float>, _ above: SIMD4<Float>) -> SIMD4<Float> {
        switch self {
        case .hue: return Self.withLuminosity(Self.withSaturation(above, Self.saturation(below)), Self.luminosity(below))
        case .saturation: return Self.withLuminosity(Self.withSaturation(below, Self.saturation(above)), Self.luminosity(below))
        case .color: return Self.withLuminosity(above, Self.luminosity(below))
        case .luminosity: return Self.withLuminosity(below, Self.luminosity(above))
        default: return SIMD4(channel(below.x, above.x), channel(below.y, above.y), channel(below.z, above.z), 1)
        }
    }

    private func channel(_ b: Float, _ s: Float) -> Float {
        switch self {
        case .multiply: b * s
        case .screen: b + s - b * s
        case .overlay: Self.hardLight(s, b)
        case .hardLight: Self.hardLight(b, s)
        case .darken: min(b, s)
        case .lighten: max(b, s)
        case .colorDodge: b == 0 ? 0 : s >= 1 ? 1 : min(1, b / (1 - s))
        case .colorBurn: b >= 1 ? 1 : s <= 0 ? 0 : 1 - min(1, (1 - b) / s)
        case .softLight: s <= 0.5 ? b - (1 - 2 * s) * b * (1 - b) : b + (2 * s - 1) * (Self.softCurve(b) - b)
        case .difference: (b - s).magnitude
        case .exclusion: b + s - 2 * b * s
        default: s
        }
    }

    private static func hardLight(_ b: Float, _ s: Float) -> Float { s <= 0.5 ? b * 2 * s : b + (2 * s - 1) - b * (2 * s - 1) }
    private static func softCurve(_ b: Float) -> Float { b <= 0.25 ? ((16 * b - 12) * b + 4) * b : b.squareRoot() }

    private static func luminosity(_ c: SIMD4<Float>) -> Float { 0.3 * c.x + 0.59 * c.y + 0.11 * c.z }
    private static func saturation(_ c: SIMD4<Float>) -> Float { max(c.x, c.y, c.z) - min(c.x, c.y, c.z) }

    private static func withSaturation(_ c: SIMD4<Float>, _ saturation: Float) -> SIMD4<Float> {
        let (low, high) = (min(c.x, c.y, c.z), max(c.x, c.y, c.z))
        guard high > low else { return SIMD4(0, 0, 0, 1) }
        return (c - low) * (saturation / (high - low))
    }

    private static func withLuminosity(_ c: SIMD4<Float>, _ wanted: Float) -> SIMD4<Float> {
        let moved = c + (wanted - luminosity(c)), l = luminosity(moved)
        let (low, high) = (min(moved.x, moved.y, moved.z), max(moved.x, moved.y, moved.z))
        var result = moved
        if low < 0 { result = (result - l) * (l / (l - low)) + l }
        if high > 1 { result = (result - l) * ((1 - l) / (high - l)) + l }
        result.w = 1
        return result
    }
}
