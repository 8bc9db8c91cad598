public import ImpressionCanvas

/// How an SVG is read, and the bounds that hold while it is.
public struct SVGOptions: Sendable {
    /// CSS pixels an inch: how `mm`, `in` and `pt` meet the drawing's own unit, and what the page measures.
    public var dpi: Double = 96
    /// What `systemLanguage` is compared with, best first.
    public var languages: [String] = ["en"]
    /// Gives the bytes of a file that a drawing names, by the name as written; nil where there is none. Without a loader nothing is opened.
    /// Addresses with a scheme never come here: nothing is fetched from a network.
    public var loader: (@Sendable (String) -> [UInt8]?)?
    /// Where text takes its fonts from; nil for those of the system.
    public var fonts: FontLibrary?
    public var limits = SVGLimits()
    /// Greatest width × height of an embedded picture.
    public var pictureLimits = PictureLimits(maxPixels: 100_000_000)
    /// Drawings within drawings by `image`.
    public var imageDepth = 4

    public init() {}
}

public struct SVGLimits: Sendable {
    /// Of the text, after decompression.
    public var bytes = 256 << 20
    /// Elements within elements, as written and through references.
    public var depth = 192
    /// Bytes that entities may add.
    public var entityBytes = 8 << 20
    /// Elements drawn.
    public var elements = 1_000_000
    /// Points of all paths drawn.
    public var points = 50_000_000
    /// Pixels of all pictures drawn.
    public var pixels = 400_000_000

    public init() {}
}
