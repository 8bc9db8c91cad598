public import ImpressionGeometry

/// The catalogue of model formats.
public enum ModelFormat: String, Sendable, CaseIterable {
    case stl, asciiSTL = "stl-ascii", threeMF = "3mf", obj, ply, glb

    public var summary: String {
        switch self {
        case .stl: "binary STL"
        case .asciiSTL: "ASCII STL"
        case .threeMF: "3MF: named objects, units, a thumbnail"
        case .obj: "Wavefront OBJ"
        case .ply: "binary PLY"
        case .glb: "binary glTF, for previews and the web"
        }
    }

    /// By a file's ending, without the point. ASCII STL has none of its own.
    public init?(fileExtension: String) {
        guard let format = ModelFormat(rawValue: fileExtension.lowercased()), format != .asciiSTL else { return nil }
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
        case .obj: try OBJWriter.write(self, workers: workers, to: write)
        case .ply: try PLYWriter.write(self, workers: workers, to: write)
        case .glb: try GLBWriter.write(self, workers: workers, to: write)
        }
    }
}
