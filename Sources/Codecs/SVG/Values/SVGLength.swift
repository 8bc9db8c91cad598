internal import ImpressionGeometry

/// A number with its unit.
struct SVGLength: Sendable, Hashable {
    enum Unit: String, Sendable {
        case none = "", px, em, ex, ch, rem, lh, rlh, ic, cm, mm, q, pt, pc, percent = "%"
        case inch = "in", vw, vh, vmin, vmax, vi, vb
    }

    var value: Double
    var unit: Unit

    init(_ value: Double, _ unit: Unit = .none) { (self.value, self.unit) = (value, unit) }

    /// nil where the text is no length from end to end.
    init?(_ text: some StringProtocol) {
        var scanner = SVGScanner(String(text))
        scanner.skipSpace()
        guard let length = SVGLength(&scanner) else { return nil }
        scanner.skipSpace()
        guard scanner.isAtEnd else { return nil }
        self = length
    }

    init?(_ scanner: inout SVGScanner) {
        guard let value = scanner.number(), let unit = Unit(rawValue: scanner.word().lowercased()) else { return nil }
        (self.value, self.unit) = (value, unit)
    }

    /// Lengths with spaces or commas between; nil where one is none.
    static func list(_ text: String) -> [SVGLength]? {
        var scanner = SVGScanner(text)
        var list: [SVGLength] = []
        scanner.skipSpace()
        while !scanner.isAtEnd {
            guard let length = SVGLength(&scanner) else { return nil }
            list.append(length)
            scanner.skipSeparator()
        }
        return list
    }
}

/// What relative units are measured by.
struct LengthUnits: Sendable {
    /// px.
    var fontSize = SVGStyle.initialFontSize
    var rootFontSize = SVGStyle.initialFontSize
    /// Size of the nearest viewport, px; of the outermost one for `vw` and its like.
    var viewport = Point.zero
    var dpi = 96.0

    /// - Parameter whole: What 100 % is, px.
    func pixels(_ length: SVGLength, percentOf whole: Double) -> Double {
        let v = length.value
        switch length.unit {
        case .none, .px: return v
        case .percent: return v * whole / 100
        case .em, .ic: return v * fontSize
        case .rem: return v * rootFontSize
        // A font's own measures are not looked up: these are what CSS says where they are not known.
        case .ex, .ch: return v * fontSize / 2
        case .lh: return v * fontSize * 1.2
        case .rlh: return v * rootFontSize * 1.2
        case .inch: return v * dpi
        case .cm: return v * dpi / 2.54
        case .mm: return v * dpi / 25.4
        case .q: return v * dpi / 101.6
        case .pt: return v * dpi / 72
        case .pc: return v * dpi / 6
        case .vw, .vi: return v * viewport.x / 100
        case .vh, .vb: return v * viewport.y / 100
        case .vmin: return v * min(viewport.x, viewport.y) / 100
        case .vmax: return v * max(viewport.x, viewport.y) / 100
        }
    }
}

/// The direction whose extent a percentage means.
enum LengthAxis: Sendable {
    case x, y, other

    /// 100 %, for a viewport or box of this size. `other` is the diagonal over √2, as the standard says.
    func whole(of size: Point) -> Double {
        switch self {
        case .x: size.x
        case .y: size.y
        case .other: ((size.x * size.x + size.y * size.y) / 2).squareRoot()
        }
    }
}
