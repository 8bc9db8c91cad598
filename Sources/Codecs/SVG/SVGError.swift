/// Why an SVG file was not read. The description is one line with the values that matter.
public enum SVGError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Not well-formed XML.
    case malformed(line: Int, reason: String)
    /// The outermost element is not `svg`.
    case notSVG(root: String)
    /// Compressed data that is damaged.
    case damagedCompression
    case tooLarge(bytes: Int, limit: Int)
    case nested(limit: Int)
    /// Entities grow beyond what any drawing needs.
    case entities(limit: Int)
    /// Elements to draw, each repetition by `use`, marker or pattern counted.
    case tooManyElements(limit: Int)
    case tooManyPoints(limit: Int)
    case tooManyPixels(limit: Int)

    public var description: String {
        switch self {
        case .malformed(let line, let reason): "the SVG is not well formed at line \(line): \(reason)"
        case .notSVG(let root): root.isEmpty ? "not an SVG file" : "not an SVG file: its outermost element is <\(root)>"
        case .damagedCompression: "the compressed SVG is damaged"
        case .tooLarge(let bytes, let limit): "the SVG has \(bytes) bytes, more than the limit of \(limit)"
        case .nested(let limit): "the SVG nests elements deeper than \(limit)"
        case .entities(let limit): "the SVG's entities grow beyond \(limit) bytes"
        case .tooManyElements(let limit): "the SVG draws more than \(limit) elements, repetitions counted"
        case .tooManyPoints(let limit): "the SVG's paths have more than \(limit) points, repetitions counted"
        case .tooManyPixels(let limit): "the SVG's pictures have more than \(limit) pixels, repetitions counted"
        }
    }
}
