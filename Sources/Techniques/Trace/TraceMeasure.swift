/// A size in the picture: pixels, or millimetres on the page (square ones for an area).
public enum TraceMeasure: Sendable, Codable, Equatable {
    case pixels(Double)
    case millimetres(Double)

    /// In pixels.
    /// - Parameter unit: A pixel's edge in mm, or its area in mm².
    func pixels(_ unit: Double) -> Double {
        switch self {
        case .pixels(let value): value
        case .millimetres(let value): value / unit
        }
    }

    var text: String {
        switch self {
        case .pixels(let value): "\(shown(value))px"
        case .millimetres(let value): "\(shown(value))mm"
        }
    }

    /// `2`, `2px`, `0.1mm`; of an area also `0.1mm2`.
    static let read: @Sendable (String) -> TraceMeasure? = { text in
        func value(_ unit: String) -> Double? {
            guard text.hasSuffix(unit), let value = Double(text.dropLast(unit.count)), value.isFinite, value >= 0 else { return nil }
            return value
        }
        if let value = value("mm2") ?? value("mm²") ?? value("mm") { return .millimetres(value) }
        if let value = value("px2") ?? value("px²") ?? value("px") ?? value("") { return .pixels(value) }
        return nil
    }
}
