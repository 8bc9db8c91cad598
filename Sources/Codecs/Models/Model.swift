public import ImpressionMeshing

/// Named bodies on one plate, mm, z up.
public struct Model: Sendable, Equatable {
    public struct Part: Sendable, Equatable {
        public var name: String
        public var mesh: Mesh

        public init(name: String, mesh: Mesh) {
            self.name = name
            self.mesh = mesh
        }
    }

    public var parts: [Part]
    /// Shown as the document's title where a format has one.
    public var title: String
    /// An encoded PNG, for formats that carry one.
    public var thumbnail: [UInt8]?

    public init(parts: [Part], title: String = "", thumbnail: [UInt8]? = nil) {
        self.parts = parts
        self.title = title
        self.thumbnail = thumbnail
    }

    public var triangleCount: Int { parts.reduce(0) { $0 + $1.mesh.triangles.count } }
}

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
    /// Streams the model in pieces of about a megabyte. The same model gives the same bytes.
    public func write<Failure: Error>(as format: ModelFormat, to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        switch format {
        case .stl: try writeBinarySTL(self, to: write)
        case .asciiSTL: try writeASCIISTL(self, to: write)
        case .threeMF: try write(threeMFPackage(self))
        case .obj: try writeOBJ(self, to: write)
        case .ply: try writePLY(self, to: write)
        case .glb: try writeGLB(self, to: write)
        }
    }
}

/// How many bytes a writer gathers before it hands them on.
let pieceSize = 1 << 20
