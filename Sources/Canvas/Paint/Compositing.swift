public import ImpressionGeometry

/// How a group's colours meet those below it. Source: W3C, Compositing and Blending Level 1.
public enum BlendMode: String, Sendable, CaseIterable {
    case normal, multiply, screen, overlay, darken, lighten, hue, saturation, color, luminosity, difference, exclusion
    case colorDodge = "color-dodge", colorBurn = "color-burn", hardLight = "hard-light", softLight = "soft-light"
}

/// An area that shows: the union of what its elements cover, whatever their colours. Strokes and opacities do not count.
public struct ClipPath: Sendable {
    /// Paths, and groups of them that are clipped in turn. Their transforms lead to the page.
    public var elements: [Artwork.Element]

    public init(_ elements: [Artwork.Element]) { self.elements = elements }
}

/// A drawing whose light or coverage says how much of a group shows.
public struct Mask: Sendable {
    public enum Kind: Sendable {
        /// Luminance of what is drawn, with its coverage; of sRGB code values, or of linear light.
        case luminance(linear: Bool)
        case alpha
    }

    public var kind: Kind
    public var elements: [Artwork.Element]
    /// Nothing shows outside of this box, in its own space.
    public var area: Box
    /// From the area's space to the page.
    public var transform: Transform

    public init(_ kind: Kind, elements: [Artwork.Element], area: Box, transform: Transform) {
        (self.kind, self.elements, self.area, self.transform) = (kind, elements, area, transform)
    }
}
