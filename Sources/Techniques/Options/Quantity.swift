public import ImpressionGeometry

/// Numbers with units as people write them: `120mm`, `12cm`, `4in`, `90deg`, `0.8..3.2`.
public enum Quantity {
    /// Millimetres. Without a unit the number is in mm.
    public static func length(_ text: String) -> Double? {
        let units: [(String, Double)] = [("mm", 1), ("cm", 10), ("in", 25.4), ("pt", 25.4 / 72), ("px", 25.4 / 96), ("m", 1000)]
        return scaled(text, units)
    }

    /// Degrees unless `rad` is written.
    public static func angle(_ text: String) -> Angle? {
        scaled(text, [("deg", 1), ("°", 1), ("rad", 180 / .pi)]).map { Angle(degrees: $0) }
    }

    /// A plain number, or a percentage as its share.
    public static func number(_ text: String) -> Double? { scaled(text, [("%", 0.01)]) }

    /// `a..b`; a unit after the second number serves both.
    public static func lengths(_ text: String) -> (Double, Double)? {
        guard let dots = text.firstRange(of: "..") else { return nil }
        let (first, second) = (String(text[..<dots.lowerBound]), String(text[dots.upperBound...]))
        let unit = String(second.drop { "0123456789.+-eE".contains($0) })
        guard let low = Double(first) != nil ? length(first + unit) : length(first), let high = length(second) else { return nil }
        return (low, high)
    }

    /// `text` as a finite number times its unit.
    private static func scaled(_ text: String, _ units: [(String, Double)]) -> Double? {
        let text = text.filter { $0 != " " }
        for (unit, factor) in units where text.hasSuffix(unit) {
            return Double(text.dropLast(unit.count)).flatMap { $0.isFinite ? $0 * factor : nil }
        }
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }
}
