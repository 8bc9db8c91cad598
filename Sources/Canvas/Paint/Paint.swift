public import ImpressionGeometry

/// A colour as files write it: sRGB code values and opacity, 0 … 1.
public struct Color: Sendable, Hashable {
    public var red, green, blue, alpha: Float

    public init(_ red: Float, _ green: Float, _ blue: Float, alpha: Float = 1) {
        (self.red, self.green, self.blue, self.alpha) = (red, green, blue, alpha)
    }

    public static let black = Color(0, 0, 0)
    public static let white = Color(1, 1, 1)

    public func faded(by opacity: Float) -> Color { Color(red, green, blue, alpha: alpha * opacity) }
}

/// What an area is covered with. Coordinates are in the space of the path that is painted.
public enum Paint: Sendable {
    case color(Color)
    case linear(LinearGradient)
    case radial(RadialGradient)
    case pattern(Pattern)
}

public struct Fill: Sendable {
    public var paint: Paint
    /// 0 … 1, over the paint's own.
    public var opacity: Float
    public var rule: FillRule

    public init(_ paint: Paint, opacity: Float = 1, rule: FillRule = .nonZero) {
        (self.paint, self.opacity, self.rule) = (paint, opacity, rule)
    }
}

public struct Stroke: Sendable {
    public var paint: Paint
    /// 0 … 1, over the paint's own.
    public var opacity: Float
    /// Width, caps, joins and dashes, in the path's own unit.
    public var style: StrokeStyle

    public init(_ paint: Paint, opacity: Float = 1, style: StrokeStyle) {
        (self.paint, self.opacity, self.style) = (paint, opacity, style)
    }
}

/// A repeated drawing.
public struct Pattern: Sendable {
    /// One tile, in the pattern's space; what lies outside of it is cut off.
    public var tile: Box
    /// Drawn on each tile, their transforms leading to the pattern's space.
    public var elements: [Artwork.Element]
    /// From the pattern's space to that of the path.
    public var transform: Transform

    public init(tile: Box, elements: [Artwork.Element], transform: Transform = .identity) {
        (self.tile, self.elements, self.transform) = (tile, elements, transform)
    }
}
