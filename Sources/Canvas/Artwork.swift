public import ImpressionGeometry
public import ImpressionRaster

/// The closed normal form of all input: a page in mm and what lies on it, bottom first.
public struct Artwork: Sendable {
    /// Page size, mm; the page's lower left corner is the origin, y up.
    public var width: Double
    public var height: Double
    public var elements: [Element]

    public enum Element: Sendable {
        case picture(PlacedPicture)
    }

    public init(width: Double, height: Double, elements: [Element] = []) {
        self.width = width
        self.height = height
        self.elements = elements
    }
}

/// A raster that covers a box of the page; its first row is at the top.
public struct PlacedPicture: Sendable {
    public var picture: LinearPicture
    public var box: Box

    public init(_ picture: LinearPicture, in box: Box) {
        self.picture = picture
        self.box = box
    }
}
