public import ImpressionCanvas
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A colour as CSS writes it; nil where the text is none.
///
/// Names, `#rgb` to `#rrggbbaa`, `rgb()`, `rgba()`, `hsl()`, `hsla()`, `hwb()`, `transparent` and `currentColor`; an `icc-color()` after one is passed over.
/// Source: W3C, CSS Color Module Level 4.
func parseColor(_ text: String, current: Color) -> Color? {
    var scanner = SVGScanner(text)
    scanner.skipSpace()
    return parseColor(&scanner, current: current)
}

func parseColor(_ scanner: inout SVGScanner, current: Color) -> Color? {
    if scanner.skip("#") { return hexColor(scanner.word()) }
    let word = scanner.word().lowercased()
    if scanner.skip("(") { return functionColor(word, scanner.text(until: ")")) }
    switch word {
    case "currentcolor": return current
    case "transparent": return Color(0, 0, 0, alpha: 0)
    default: return namedColors[word].map { rgb8($0) }
    }
}

private func rgb8(_ code: UInt32) -> Color {
    Color(Float(code >> 16) / 255, Float(code >> 8 & 255) / 255, Float(code & 255) / 255)
}

private func hexColor(_ word: String) -> Color? {
    let digits = word.utf8.map(hexDigit)
    guard digits.allSatisfy({ $0 != nil }) else { return nil }
    let d = digits.map { Float($0 ?? 0) }
    switch d.count {
    case 3, 4: return Color(d[0] / 15, d[1] / 15, d[2] / 15, alpha: d.count == 4 ? d[3] / 15 : 1)
    case 6, 8:
        func byte(_ i: Int) -> Float { (d[2 * i] * 16 + d[2 * i + 1]) / 255 }
        return Color(byte(0), byte(1), byte(2), alpha: d.count == 8 ? byte(3) : 1)
    default: return nil
    }
}

private struct Component {
    var value: Double
    var isPercent: Bool
    /// `deg`, `turn`, `rad`, `grad` or nothing.
    var unit: String
}

private func components(_ text: String) -> [Component]? {
    var scanner = SVGScanner(text)
    var list: [Component] = []
    scanner.skipSpace()
    while !scanner.isAtEnd {
        if let value = scanner.number() {
            let unit = scanner.word().lowercased()
            list.append(Component(value: value, isPercent: unit == "%", unit: unit == "%" ? "" : unit))
        } else {
            guard scanner.word().lowercased() == "none" else { return nil }
            list.append(Component(value: 0, isPercent: false, unit: ""))
        }
        scanner.skipSeparator()
        if scanner.skip("/") { scanner.skipSpace() }
    }
    return (3...4).contains(list.count) ? list : nil
}

private func functionColor(_ name: String, _ arguments: String) -> Color? {
    guard let c = components(arguments) else { return nil }
    let alpha = c.count == 4 ? clamped(c[3].isPercent ? c[3].value / 100 : c[3].value) : 1
    switch name {
    case "rgb", "rgba":
        // With commas all three are numbers or all are percentages.
        if arguments.contains(","), c[0].isPercent != c[1].isPercent || c[0].isPercent != c[2].isPercent { return nil }
        let parts = c[..<3].map { clamped($0.isPercent ? $0.value / 100 : $0.value / 255) }
        return Color(parts[0], parts[1], parts[2], alpha: alpha)
    case "hsl", "hsla": return hsl(degrees(c[0]), Double(clamped(c[1].value / 100)), Double(clamped(c[2].value / 100)), alpha)
    case "hwb":
        var (white, black) = (Double(clamped(c[1].value / 100)), Double(clamped(c[2].value / 100)))
        if white + black > 1 { (white, black) = (white / (white + black), black / (white + black)) }
        let pure = hsl(degrees(c[0]), 1, 0.5, alpha)
        let (k, w) = (Float(1 - white - black), Float(white))
        return Color(pure.red * k + w, pure.green * k + w, pure.blue * k + w, alpha: alpha)
    default: return nil
    }
}

private func clamped(_ value: Double) -> Float { Float(max(0, min(1, value))) }

private func degrees(_ c: Component) -> Double {
    let scale = switch c.unit {
    case "turn": 360.0
    case "rad": 180 / Double.pi
    case "grad": 0.9
    default: 1.0
    }
    let hue = fmod(c.value * scale, 360)
    return hue < 0 ? hue + 360 : hue
}

/// Hue in degrees, saturation and lightness 0 … 1. Source: CSS Color Module Level 4, §7.1.
private func hsl(_ hue: Double, _ saturation: Double, _ lightness: Double, _ alpha: Float) -> Color {
    let a = saturation * min(lightness, 1 - lightness)
    func channel(_ n: Double) -> Float {
        let k = fmod(n + hue / 30, 12)
        return Float(lightness - a * max(-1, min(k - 3, 9 - k, 1)))
    }
    return Color(channel(0), channel(8), channel(4), alpha: alpha)
}

extension Color {
    /// A colour as CSS writes it; nil where the text is none.
    public init?(css text: String) {
        guard let color = parseColor(text, current: .black) else { return nil }
        self = color
    }
}
