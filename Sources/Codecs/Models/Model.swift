public import ImpressionCanvas
public import ImpressionMeshing

/// What a model file holds: named meshes in millimetres, z up, and words about them.
public struct Model: Sendable, Equatable {
    /// One solid or surface with its name.
    public struct Object: Sendable, Equatable {
        public var name: String
        public var mesh: Mesh
        /// Which extruder draws it, from 1; nil where the file does not say.
        public var extruder: Int?
        /// Of its material; nil where nobody says.
        public var color: Color?
        /// Name of its material, where the file has names for them.
        public var material = ""
        /// What is taken away from it wherever the two overlap.
        public var cut = Mesh()
        /// What changes how parts of it are printed.
        public var modifiers: [Modifier] = []

        public init(name: String = "", mesh: Mesh, extruder: Int? = nil, color: Color? = nil) {
            self.name = name
            self.mesh = mesh
            self.extruder = extruder
            self.color = color
        }
    }

    /// A body that is not printed: what lies in it is printed otherwise.
    public struct Modifier: Sendable, Equatable {
        public var mesh: Mesh
        /// By the names of the program that wrote the file.
        public var settings: [Metadata]
        /// Which extruder draws what lies in it, from 1; nil leaves that to the parts.
        public var extruder: Int?

        public init(mesh: Mesh, settings: [Metadata] = [], extruder: Int? = nil) { (self.mesh, self.settings, self.extruder) = (mesh, settings, extruder) }
    }

    /// A word about the whole model, such as `Title` or `Application` (the names of 3MF core §4.1.1).
    public struct Metadata: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Softer faults that a reader met and got over.
    public enum Finding: Sendable, Equatable {
        /// The header announces another number of triangles than the file holds; those present were read.
        case miscounted(announced: Int, present: Int)
        /// Facets or polygons with fewer than three different corners, left out.
        case degenerate(count: Int)
        /// Closed shells that carry several colours: each takes the one with the larger area.
        case paintedShells(count: Int)
        /// Paint whose border runs through triangles, passed over.
        case dividedPaint(triangles: Int)
        /// Parts that change how others are printed, passed over.
        case leftOut(kind: String, count: Int)
    }

    public var objects: [Object]
    public var metadata: [Metadata] = []
    /// A preview, PNG bytes. Only 3MF carries it.
    public var thumbnail: [UInt8] = []
    public var findings: [Finding] = []
    /// Files of materials that lie beside the model's.
    public var libraries: [String] = []

    public init(objects: [Object] = [], metadata: [Metadata] = []) {
        self.objects = objects
        self.metadata = metadata
    }

    /// A model of one object.
    public init(_ mesh: Mesh, name: String = "") {
        self.init(objects: [Object(name: name, mesh: mesh)])
    }

    /// Whether objects are parts of one piece: something is said of their colours or extruders.
    var isOnePiece: Bool { objects.contains { $0.color != nil || $0.extruder != nil } }

    /// What the whole is called: its title, else the first object's name.
    var title: String { metadata.first { $0.name == "Title" }?.value ?? objects.first?.name ?? "" }

    public var triangleCount: Int { objects.reduce(0) { $0 + $1.mesh.triangles.count } }
}
