public import ImpressionGeometry

/// The catalogue of model formats.
public enum ModelFormat: String, Sendable, CaseIterable {
    case stl, asciiSTL = "stl-ascii", threeMF = "3mf", bambu3MF = "3mf-bambu", obj, ply, glb

    public var summary: String {
        switch self {
        case .stl: "binary STL"
        case .asciiSTL: "ASCII STL"
        case .threeMF: "3MF: named objects, units, a thumbnail"
        case .bambu3MF: "3MF whose parts Bambu Studio and OrcaSlicer give their extruders"
        case .obj: "Wavefront OBJ"
        case .ply: "binary PLY"
        case .glb: "binary glTF, for previews and the web"
        }
    }

    /// The usual ending of its files, without the point; both kinds of STL share one, and so do those of 3MF.
    public var fileExtension: String {
        switch self {
        case .asciiSTL: "stl"
        case .bambu3MF: "3mf"
        case .stl, .threeMF, .obj, .ply, .glb: rawValue
        }
    }

    /// Whether its files keep the parts of a piece apart, each with its name or colour.
    public var holdsParts: Bool {
        switch self {
        case .stl, .asciiSTL: false
        case .threeMF, .bambu3MF, .obj, .ply, .glb: true
        }
    }

    /// By a file's ending, without the point; `stl` is the binary kind.
    public init?(fileExtension: String) {
        guard let format = ModelFormat(rawValue: fileExtension.lowercased()), format.fileExtension == format.rawValue else { return nil }
        self = format
    }
}

extension Model {
    /// Streams the model in pieces of about a megabyte. The same model gives the same bytes, for any number of workers.
    public func write<Failure: Error>(as format: ModelFormat, workers: Workers = .one, to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        switch format {
        case .stl: try STLWriter.write(self, workers: workers, to: write)
        case .asciiSTL: try STLWriter.writeText(self, workers: workers, to: write)
        case .threeMF: try ThreeMFWriter.write(self, workers: workers, to: write)
        case .bambu3MF: try ThreeMFWriter.write(self, for: .bambu, workers: workers, to: write)
        case .obj: try OBJWriter.write(self, workers: workers, to: write)
        case .ply: try PLYWriter.write(self, workers: workers, to: write)
        case .glb: try GLBWriter.write(self, workers: workers, to: write)
        }
    }
}

extension Model {
    /// Reads STL, 3MF, OBJ or PLY.
    ///
    /// - Parameter format: By the file's ending; nil, or where the bytes say otherwise, the bytes decide as far as they tell.
    public static func read(_ bytes: [UInt8], as format: ModelFormat? = nil) throws(ModelError) -> Model {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return try ThreeMFReader.read(bytes) }
        if bytes.starts(with: Array("ply".utf8)) { return try PLYReader.read(bytes) }
        switch format {
        case .stl, .asciiSTL: return try STLReader.read(bytes)
        case .threeMF, .bambu3MF: return try ThreeMFReader.read(bytes)
        case .obj: return try OBJReader.read(bytes)
        case .ply: return try PLYReader.read(bytes)
        case .glb: throw .notReadable(format: "GLB")
        case nil: throw .unknownFormat
        }
    }
}
