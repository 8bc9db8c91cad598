/// Why a model file cannot be read or written.
public enum ModelError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nothing tells which format the bytes are in.
    case unknownFormat
    /// The format can be written but not read.
    case notReadable(format: String)
    /// The file ends before what it announces.
    case truncated(part: String, needed: Int, present: Int)
    /// A line or part breaks its format's rules.
    case malformed(part: String, line: Int)
    /// A corner names a vertex that does not exist.
    case noSuchVertex(index: Int, count: Int)
    /// A coordinate is NaN or infinite.
    case notFinite(vertex: Int)
    /// A 3MF object or part that others name is missing.
    case missing(part: String)
    /// The XML has a DTD, which 3MF forbids.
    case doctype
    /// Something is larger than the reader's bound.
    case tooLarge(part: String, size: Int, limit: Int)
    /// Checksum of a zip entry differs.
    case damaged(part: String)
    /// A zip feature outside of what packages use.
    case unsupported(part: String, feature: String)
    /// Objects contain one another, or too deep.
    case nested(limit: Int)
    /// More vertices or triangles than 32-bit indices can name.
    case tooMany(vertices: Int)

    public var description: String {
        switch self {
        case .unknownFormat: "this is no model file that can be read here"
        case .notReadable(let format): "\(format) can be written but not read"
        case .truncated(let part, let needed, let present): "\(part) needs \(needed) bytes but \(present) are there"
        case .malformed(let part, let line): line > 0 ? "line \(line): \(part) is malformed" : "\(part) is malformed"
        case .noSuchVertex(let index, let count): "a corner names vertex \(index) of \(count)"
        case .notFinite(let vertex): "vertex \(vertex) is not a finite point"
        case .missing(let part): "\(part) is missing"
        case .doctype: "the XML has a document type declaration, which is refused"
        case .tooLarge(let part, let size, let limit): "\(part) has \(size) bytes, more than the limit of \(limit)"
        case .damaged(let part): "\(part) is damaged: its checksum differs"
        case .unsupported(let part, let feature): "\(part) uses \(feature), which is not supported"
        case .nested(let limit): "objects are nested more than \(limit) deep"
        case .tooMany(let vertices): "\(vertices) vertices are more than 32-bit indices can name"
        }
    }
}
