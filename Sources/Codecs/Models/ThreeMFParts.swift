import ImpressionCanvas

/// The colours of a package, each once.
struct ThreeMFColors {
    private let colors: [Color]

    init(_ objects: [Model.Object]) {
        var colors: [Color] = []
        for case let color? in objects.map(\.color) where !colors.contains(color) { colors.append(color) }
        self.colors = colors
    }

    func index(of color: Color?) -> Int? { color.flatMap { colors.firstIndex(of: $0) } }

    /// A colour group of the materials extension: what Bambu Studio, OrcaSlicer and lib3mf read. Empty without colours.
    func resource(id: Int) -> String {
        if colors.isEmpty { return "" }
        return "<m:colorgroup id=\"\(id)\">" + colors.map { "<m:color color=\"\($0.hex.uppercased())FF\"/>" }.joined() + "</m:colorgroup>\n"
    }
}

/// Which run of an object's triangles is which part, and what draws it: what PrusaSlicer reads beside the model.
struct ThreeMFParts {
    static let path = "Metadata/Slic3r_PE_model.config"
    private let model: Model

    init(_ model: Model) { self.model = model }

    var config: [UInt8] {
        let parts = model.objects.filter { !$0.mesh.triangles.isEmpty }
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<config>\n <object id=\"1\" instances_count=\"1\">\n"
        text += "  <metadata type=\"object\" key=\"name\" value=\"\(model.title.xmlEscaped)\"/>\n"
        var first = 0
        for part in parts {
            // Triangles with two equal corners are not written.
            let count = part.mesh.triangles.reduce(0) { $0 + ($1.x != $1.y && $1.y != $1.z && $1.z != $1.x ? 1 : 0) }
            text += "  <volume firstid=\"\(first)\" lastid=\"\(first + count - 1)\">\n   <metadata type=\"volume\" key=\"name\" value=\"\(part.name.xmlEscaped)\"/>\n"
            if let extruder = part.extruder { text += "   <metadata type=\"volume\" key=\"extruder\" value=\"\(extruder)\"/>\n" }
            text += "  </volume>\n"
            first += count
        }
        return Array((text + " </object>\n</config>\n").utf8)
    }
}
