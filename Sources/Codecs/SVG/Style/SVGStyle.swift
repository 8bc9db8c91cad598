internal import ImpressionCanvas
internal import ImpressionGeometry

/// What is declared for an element, above the style that it inherits from.
///
/// An element that is drawn through `use` inherits from the `use`, not from where it is written: so styles form chains of their own.
final class SVGStyle: Sendable {
    let parent: SVGStyle?
    private let declared: [SVGDeclaration]
    /// Custom properties (`--name`) of this element alone.
    private let customs: [(name: String, value: String)]
    /// px.
    let fontSize: Double
    /// What `currentColor` means here.
    let color: Color

    /// - Parameters:
    ///   - declarations: What the cascade left, the stronger later.
    ///   - scale: What font-relative and viewport-relative units are measured by, apart from the font itself.
    init(_ declarations: [SVGDeclaration], inheriting parent: SVGStyle? = nil, rootFontSize: Double = SVGStyle.initialFontSize, viewport: Point = .zero, dpi: Double = 96) {
        self.parent = parent
        var declared: [SVGDeclaration] = []
        var customs: [(name: String, value: String)] = []
        let longhands = declarations.contains { $0.property == .font } ? declarations.flatMap(\.longhands) : declarations
        for declaration in longhands {
            guard let property = declaration.property else {
                customs.append((declaration.name, declaration.value))
                continue
            }
            if let i = declared.firstIndex(where: { $0.property == property }) { declared.remove(at: i) }
            declared.append(declaration)
        }
        self.customs = customs
        if declared.contains(where: { $0.value.holds("var(") }) {
            let lookup = { (name: String) in customs.last { $0.name == name }?.value ?? parent?.custom(name) }
            declared = declared.compactMap { $0.value.holds("var(") ? $0.substituting(lookup) : $0 }
        }
        self.declared = declared
        let outer = parent?.fontSize ?? Self.initialFontSize
        let units = LengthUnits(fontSize: outer, rootFontSize: rootFontSize, viewport: viewport, dpi: dpi)
        fontSize = declared.last { $0.property == .fontSize }.flatMap { SVGStyle.fontSize($0.value, units) } ?? outer
        let inherited = parent?.color ?? .black
        color = declared.last { $0.property == .color }.flatMap { parseColor($0.value, current: inherited) } ?? inherited
    }

    /// CSS's `medium`, px.
    static let initialFontSize = 12.0

    /// A value and the style that declares it; nil where the initial value holds. `inherit`, `initial` and `unset` are resolved.
    func found(_ property: SVGProperty) -> (value: String, at: SVGStyle)? {
        var style: SVGStyle? = self
        while let here = style {
            if let declaration = here.declared.last(where: { $0.property == property }) {
                switch declaration.value {
                case "inherit": break
                case "initial", "revert", "revert-layer": return nil
                case "unset": if !property.isInherited { return nil }
                default: return (declaration.value, here)
                }
            } else if !property.isInherited {
                return nil
            }
            style = here.parent
        }
        return nil
    }

    subscript(property: SVGProperty) -> String? { found(property)?.value }

    /// Whether this element itself says something of a property.
    func declares(_ property: SVGProperty) -> Bool { declared.contains { $0.property == property } }

    private func custom(_ name: String) -> String? { customs.last { $0.name == name }?.value ?? parent?.custom(name) }

    /// px; nil where the text is no font size.
    private static func fontSize(_ text: String, _ units: LengthUnits) -> Double? {
        switch text {
        case "inherit", "unset": return units.fontSize
        case "smaller": return units.fontSize / 1.2
        case "larger": return units.fontSize * 1.2
        default:
            if let step = keywords.firstIndex(of: text) { return initialFontSize * steps[step] }
            guard let length = SVGLength(text) else { return nil }
            let size = length.unit == .percent ? units.fontSize * length.value / 100 : units.pixels(length, percentOf: 0)
            return size >= 0 && size.isFinite ? size : nil
        }
    }

    private static let keywords = ["xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large"]
    /// Each step a fifth.
    private static let steps = [0.5787, 0.6944, 0.8333, 1, 1.2, 1.44, 1.728]
}
