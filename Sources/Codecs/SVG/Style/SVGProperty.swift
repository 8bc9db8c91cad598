/// The properties that the reader looks at, by their CSS names.
enum SVGProperty: String, CaseIterable, Sendable {
    case clipRule = "clip-rule", color, colorInterpolation = "color-interpolation", colorInterpolationFilters = "color-interpolation-filters"
    case direction, fill, fillOpacity = "fill-opacity", fillRule = "fill-rule"
    case font, fontFamily = "font-family", fontSize = "font-size", fontSizeAdjust = "font-size-adjust", fontStretch = "font-stretch", fontStyle = "font-style"
    case fontVariant = "font-variant", fontWeight = "font-weight", fontKerning = "font-kerning", fontFeatureSettings = "font-feature-settings"
    case fontVariationSettings = "font-variation-settings", fontOpticalSizing = "font-optical-sizing"
    case imageRendering = "image-rendering", letterSpacing = "letter-spacing", lineHeight = "line-height"
    case marker, markerStart = "marker-start", markerMid = "marker-mid", markerEnd = "marker-end"
    case paintOrder = "paint-order", shapeRendering = "shape-rendering"
    case stroke, strokeDasharray = "stroke-dasharray", strokeDashoffset = "stroke-dashoffset", strokeLinecap = "stroke-linecap"
    case strokeLinejoin = "stroke-linejoin", strokeMiterlimit = "stroke-miterlimit", strokeOpacity = "stroke-opacity", strokeWidth = "stroke-width"
    case textAnchor = "text-anchor", textRendering = "text-rendering", visibility, whiteSpace = "white-space", wordSpacing = "word-spacing", writingMode = "writing-mode"
    case glyphOrientationVertical = "glyph-orientation-vertical", textOrientation = "text-orientation", kerning

    case alignmentBaseline = "alignment-baseline", baselineShift = "baseline-shift", clip, clipPath = "clip-path", display, dominantBaseline = "dominant-baseline"
    case filter, floodColor = "flood-color", floodOpacity = "flood-opacity", lightingColor = "lighting-color"
    case mask, maskType = "mask-type", opacity, overflow, stopColor = "stop-color", stopOpacity = "stop-opacity"
    case textDecoration = "text-decoration", transform, transformBox = "transform-box", transformOrigin = "transform-origin", unicodeBidi = "unicode-bidi"
    case vectorEffect = "vector-effect"

    // Only in style sheets and style attributes: no attribute of the same name says these.
    case isolation, mixBlendMode = "mix-blend-mode", backgroundColor = "background-color"
    case x, y, width, height, cx, cy, r, rx, ry, d

    /// Whether children take it over.
    var isInherited: Bool {
        switch self {
        case .alignmentBaseline, .baselineShift, .clip, .clipPath, .display, .dominantBaseline, .filter, .floodColor, .floodOpacity, .lightingColor, .mask, .maskType,
             .opacity, .overflow, .stopColor, .stopOpacity, .textDecoration, .transform, .transformBox, .transformOrigin, .unicodeBidi, .vectorEffect: false
        case .isolation, .mixBlendMode, .backgroundColor, .x, .y, .width, .height, .cx, .cy, .r, .rx, .ry, .d: false
        default: true
        }
    }

    /// Whether an attribute of the same name says the same.
    var isAttribute: Bool {
        switch self {
        case .isolation, .mixBlendMode, .backgroundColor, .x, .y, .width, .height, .cx, .cy, .r, .rx, .ry, .d, .font, .marker, .fontKerning: false
        default: true
        }
    }

    static let byName: [String: SVGProperty] = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}
