internal import ImpressionCanvas
internal import ImpressionGeometry

/// One item of the property `filter`.
enum FilterItem {
    case reference(id: String)
    case function(name: String, arguments: String)

    /// nil where the text is no such list.
    static func list(_ text: String) -> [FilterItem]? {
        var scanner = SVGScanner(text), items: [FilterItem] = []
        scanner.skipSpace()
        while !scanner.isAtEnd {
            if let id = scanner.reference() {
                items.append(.reference(id: id))
            } else {
                let name = scanner.word().lowercased()
                guard !name.isEmpty, scanner.skip("(") else { return nil }
                items.append(.function(name: name, arguments: trimmed(scanner.nestedText())))
            }
            scanner.skipSpace()
        }
        return items.isEmpty ? nil : items
    }
}

extension SVGScanner {
    /// Up to the bracket that closes, which is passed too.
    mutating func nestedText() -> String {
        var result = "", depth = 1
        while let byte = next {
            if byte == 40 { depth += 1 }
            if byte == 41 { depth -= 1 }
            advance()
            if depth == 0 { break }
            result.unicodeScalars.append(Unicode.Scalar(byte))
        }
        return result
    }
}

extension SVGReader {
    /// A filter function of CSS; nil where its arguments are not valid. Source: Filter Effects Module Level 1, section 6.
    func filterFunction(_ name: String, _ arguments: String, in context: SVGContext) -> (any FilterEffect)? {
        switch name {
        case "blur": return blurFunction(arguments, in: context)
        case "drop-shadow": return shadowFunction(arguments, in: context)
        case "hue-rotate": return Self.turn(arguments).map { ColorMatrixEffect.hueRotate(degrees: $0) }
        default:
            guard let amount = Self.amount(arguments) else { return nil }
            let cut = Float(min(1, amount)), share = Float(amount)
            switch name {
            case "grayscale": return ColorMatrixEffect.grayscale(Double(cut))
            case "sepia": return ColorMatrixEffect.sepia(Double(cut))
            case "saturate": return ColorMatrixEffect.saturate(amount)
            case "brightness": return Self.curves(.linear(slope: share, intercept: 0))
            case "contrast": return Self.curves(.linear(slope: share, intercept: 0.5 - 0.5 * share))
            case "invert": return Self.curves(.table([cut, 1 - cut]))
            case "opacity": return ComponentTransferEffect(alpha: .table([0, cut]))
            default: return nil
            }
        }
    }

    private static func curves(_ curve: ComponentTransferEffect.Curve) -> ComponentTransferEffect {
        ComponentTransferEffect(red: curve, green: curve, blue: curve)
    }

    /// A number or percentage that is not negative; 1 without any.
    private static func amount(_ text: String) -> Double? {
        if text.isEmpty { return 1 }
        guard let length = SVGLength(text), length.unit == .none || length.unit == .percent else { return nil }
        let value = length.unit == .percent ? length.value / 100 : length.value
        return value >= 0 && value.isFinite ? value : nil
    }

    /// Degrees. Only zero needs no unit.
    private static func turn(_ text: String) -> Double? {
        if text.isEmpty { return 0 }
        var scanner = SVGScanner(text)
        guard let value = scanner.number() else { return nil }
        let unit = scanner.word().lowercased()
        guard scanner.isAtEnd, ["deg", "grad", "rad", "turn"].contains(unit) || unit.isEmpty && value == 0 else { return nil }
        return radians(value, unit) * 180 / .pi
    }

    private func blurFunction(_ text: String, in context: SVGContext) -> BlurEffect? {
        if text.isEmpty { return BlurEffect(.zero) }
        guard let length = SVGLength(text), length.unit != .percent else { return nil }
        let sigma = lengthUnits(context.style).pixels(length, percentOf: 0)
        return sigma >= 0 && sigma.isFinite ? BlurEffect(Point(sigma, sigma)) : nil
    }

    /// A colour before or after two or three lengths.
    private func shadowFunction(_ text: String, in context: SVGContext) -> DropShadowEffect? {
        var scanner = SVGScanner(text), color: Color?, lengths: [Double] = []
        let units = lengthUnits(context.style)
        scanner.skipSpace()
        while !scanner.isAtEnd {
            let start = scanner
            if let length = SVGLength(&scanner) {
                guard length.unit != .percent, lengths.count < 3 else { return nil }
                lengths.append(units.pixels(length, percentOf: 0))
            } else {
                scanner = start
                guard color == nil, let found = parseColor(&scanner, current: context.style.color) else { return nil }
                color = found
            }
            scanner.skipSpace()
        }
        guard (2...3).contains(lengths.count), lengths.allSatisfy(\.isFinite), lengths.count < 3 || lengths[2] >= 0 else { return nil }
        let sigma = lengths.count == 3 ? lengths[2] : 0
        return DropShadowEffect(offset: Point(lengths[0], lengths[1]), deviation: Point(sigma, sigma), color: color ?? context.style.color)
    }
}
