internal import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A list of transform functions as attributes or CSS write it; nil where it is not valid. `none` is the identity.
///
/// - Parameters:
///   - units: For lengths and percentages of CSS's `translate`.
///   - size: What percentages mean.
func parseTransform(_ text: String, units: LengthUnits, percentOf size: Point) -> Transform? {
    var scanner = SVGScanner(text)
    var result = Transform.identity
    scanner.skipSpace()
    if text == "none" { return result }
    while !scanner.isAtEnd {
        let name = scanner.word()
        scanner.skipSpace()
        guard scanner.skip("("), let step = transformFunction(name, scanner.text(until: ")"), units, size) else { return nil }
        result = result * step
        scanner.skipSeparator()
    }
    return result
}

private func transformFunction(_ name: String, _ arguments: String, _ units: LengthUnits, _ size: Point) -> Transform? {
    var scanner = SVGScanner(arguments)
    var values: [(number: Double, unit: String)] = []
    scanner.skipSpace()
    while !scanner.isAtEnd {
        guard let number = scanner.number() else { return nil }
        values.append((number, scanner.word().lowercased()))
        scanner.skipSeparator()
    }
    func length(_ i: Int, _ whole: Double) -> Double? {
        SVGLength.Unit(rawValue: values[i].unit).map { units.pixels(SVGLength(values[i].number, $0), percentOf: whole) }
    }
    func angle(_ i: Int) -> Double { radians(values[i].number, values[i].unit) }
    func factor(_ i: Int) -> Double { values[i].unit == "%" ? values[i].number / 100 : values[i].number }
    let v = values.map(\.number)
    switch (name, v.count) {
    case ("matrix", 6): return Transform(v[0], v[1], v[2], v[3], v[4], v[5])
    case ("translate", 1), ("translateX", 1): return length(0, size.x).map { .translation($0, 0) }
    case ("translateY", 1): return length(0, size.y).map { .translation(0, $0) }
    case ("translate", 2):
        guard let x = length(0, size.x), let y = length(1, size.y) else { return nil }
        return .translation(x, y)
    case ("scale", 1): return .scale(factor(0))
    case ("scale", 2): return .scale(factor(0), factor(1))
    case ("scaleX", 1): return .scale(factor(0), 1)
    case ("scaleY", 1): return .scale(1, factor(0))
    case ("rotate", 1): return .rotation(Angle(radians: angle(0)))
    case ("rotate", 3): return .translation(v[1], v[2]) * .rotation(Angle(radians: angle(0))) * .translation(-v[1], -v[2])
    case ("skewX", 1), ("skew", 1): return Transform(1, 0, tan(angle(0)), 1, 0, 0)
    case ("skewY", 1): return Transform(1, tan(angle(0)), 0, 1, 0, 0)
    case ("skew", 2): return Transform(1, tan(angle(1)), tan(angle(0)), 1, 0, 0)
    default: return nil
    }
}

/// An angle in CSS's units; degrees where it has none.
func radians(_ value: Double, _ unit: String) -> Double {
    switch unit {
    case "rad": value
    case "grad": value * .pi / 200
    case "turn": value * 2 * .pi
    default: value * .pi / 180
    }
}
