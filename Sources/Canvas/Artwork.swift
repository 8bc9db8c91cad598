public import ImpressionGeometry
public import ImpressionRaster

/// The closed normal form of all input: a page in mm and what lies on it, bottom first.
///
/// Whatever a file could say by inheritance, reference or unit is resolved before it comes here: each element carries
/// its own map to the page, its own paint, and nothing refers to anything else.
public struct Artwork: Sendable {
    /// Page size, mm; the page's lower left corner is the origin, y up.
    public var width: Double
    public var height: Double
    public var elements: [Element]

    public indirect enum Element: Sendable {
        case picture(PlacedPicture)
        case path(PaintedPath)
        case group(ElementGroup)
    }

    public init(width: Double, height: Double, elements: [Element] = []) {
        self.width = width
        self.height = height
        self.elements = elements
    }

    public var page: Box { Box(min: .zero, max: Point(width, height)) }
}

/// A raster that covers a box; its first row is at the box's greatest y.
public struct PlacedPicture: Sendable {
    public var picture: LinearPicture
    public var box: Box
    /// From the box's space to the page.
    public var transform: Transform
    public var interpolation: Interpolation

    /// How pixels are made where the picture is drawn larger than it is.
    public enum Interpolation: Sendable { case smooth, nearest }

    public init(_ picture: LinearPicture, in box: Box, transform: Transform = .identity, interpolation: Interpolation = .smooth) {
        self.picture = picture
        self.box = box
        self.transform = transform
        self.interpolation = interpolation
    }
}

/// A shape with what fills it and what is drawn along it.
public struct PaintedPath: Sendable {
    /// In the path's own space, where its stroke and its paints live too.
    public var path: BezierPath
    /// From the path's space to the page.
    public var transform: Transform
    public var fill: Fill?
    public var stroke: Stroke?
    /// Whether the stroke is drawn first, so that the fill covers its inner half.
    public var strokesFirst: Bool
    /// Whether edges are smoothed. Off for `shape-rendering: crispEdges`.
    public var isSmooth: Bool
    /// What the file calls it; empty where it has no name.
    public var name: String

    public init(_ path: BezierPath, transform: Transform = .identity, fill: Fill? = nil, stroke: Stroke? = nil,
                strokesFirst: Bool = false, isSmooth: Bool = true, name: String = "") {
        self.path = path
        self.transform = transform
        self.fill = fill
        self.stroke = stroke
        self.strokesFirst = strokesFirst
        self.isSmooth = isSmooth
        self.name = name
    }
}

/// Elements that are drawn together, then clipped, masked, filtered and laid on what is below, in the order filter, clip, mask, opacity.
public struct ElementGroup: Sendable {
    public var elements: [Artwork.Element]
    /// 0 … 1, of the whole.
    public var opacity: Float
    public var blend: BlendMode
    /// Whether the elements blend among themselves only, not with what lies below the group.
    public var isIsolated: Bool
    /// Each works on what the one before has left.
    public var filters: [Filter]
    /// The group shows where each of these does.
    public var clips: [ClipPath]
    public var masks: [Mask]
    /// What the file calls it, such as a layer's label.
    public var name: String

    public init(_ elements: [Artwork.Element] = [], opacity: Float = 1, blend: BlendMode = .normal, isIsolated: Bool = false,
                filters: [Filter] = [], clips: [ClipPath] = [], masks: [Mask] = [], name: String = "") {
        self.elements = elements
        self.opacity = opacity
        self.blend = blend
        self.isIsolated = isIsolated
        self.filters = filters
        self.clips = clips
        self.masks = masks
        self.name = name
    }
}
