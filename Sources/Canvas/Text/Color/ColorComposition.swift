internal import CFreeType
internal import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// How a coloured glyph lays one paint on another. Source: OpenType 1.9, "COLR – Color Table", composition modes.
enum ColorComposition {
    static func composed(_ source: [Artwork.Element], over backdrop: [Artwork.Element], _ mode: FT_Composite_Mode) -> [Artwork.Element] {
        switch mode {
        case FT_COLR_COMPOSITE_CLEAR: return []
        case FT_COLR_COMPOSITE_SRC: return source
        case FT_COLR_COMPOSITE_DEST: return backdrop
        case FT_COLR_COMPOSITE_DEST_OVER: return source + backdrop
        case FT_COLR_COMPOSITE_SRC_IN: return masked(source, by: backdrop)
        case FT_COLR_COMPOSITE_DEST_IN: return masked(backdrop, by: source)
        case FT_COLR_COMPOSITE_SRC_ATOP: return backdrop + masked(source, by: backdrop)
        default:
            guard let blend = blends[mode.rawValue] else { return backdrop + source }
            return [.group(ElementGroup(backdrop + [.group(ElementGroup(source, blend: blend))], isIsolated: true))]
        }
    }

    private static func masked(_ elements: [Artwork.Element], by mask: [Artwork.Element]) -> [Artwork.Element] {
        guard !elements.isEmpty, !mask.isEmpty else { return [] }
        // Ten ems hold any glyph.
        let area = Box(min: Point(-10, -10), max: Point(10, 10))
        return [.group(ElementGroup(elements, masks: [Mask(.alpha, elements: mask, area: area, transform: .identity)]))]
    }

    private static let blends: [UInt32: BlendMode] = [
        FT_COLR_COMPOSITE_SCREEN.rawValue: .screen, FT_COLR_COMPOSITE_OVERLAY.rawValue: .overlay, FT_COLR_COMPOSITE_DARKEN.rawValue: .darken,
        FT_COLR_COMPOSITE_LIGHTEN.rawValue: .lighten, FT_COLR_COMPOSITE_COLOR_DODGE.rawValue: .colorDodge, FT_COLR_COMPOSITE_COLOR_BURN.rawValue: .colorBurn,
        FT_COLR_COMPOSITE_HARD_LIGHT.rawValue: .hardLight, FT_COLR_COMPOSITE_SOFT_LIGHT.rawValue: .softLight,
        FT_COLR_COMPOSITE_DIFFERENCE.rawValue: .difference, FT_COLR_COMPOSITE_EXCLUSION.rawValue: .exclusion,
        FT_COLR_COMPOSITE_MULTIPLY.rawValue: .multiply, FT_COLR_COMPOSITE_HSL_HUE.rawValue: .hue, FT_COLR_COMPOSITE_HSL_SATURATION.rawValue: .saturation,
        FT_COLR_COMPOSITE_HSL_COLOR.rawValue: .color, FT_COLR_COMPOSITE_HSL_LUMINOSITY.rawValue: .luminosity,
    ]
}

extension Transform {
    /// Slants by two angles, degrees.
    static func skew(_ x: Double, _ y: Double) -> Transform { Transform(1, tan(y * .pi / 180), tan(x * .pi / 180), 1, 0, 0) }
}
