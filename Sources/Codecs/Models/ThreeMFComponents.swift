/// The parts of a piece as components of one object, with the extruder of each: what Bambu Studio and OrcaSlicer read.
///
/// They look for extruders only in packages that name Bambu Studio as their maker. No project settings are written: a list of filaments without the
/// hundreds of settings beside it is refused, and a whole one would replace the reader's own.
struct ThreeMFComponents {
    static let path = "Metadata/model_settings.config"
    static let namespace = #" xmlns:BambuStudio="http://schemas.bambulab.com/package/2021""#
    static let metadata = "<metadata name=\"Application\">BambuStudio-02.00.00.00</metadata>\n<metadata name=\"BambuStudio:3mfVersion\">1</metadata>\n"

    private let model: Model
    private let parts: [Model.Object]

    init(_ model: Model) {
        self.model = model
        parts = model.objects.filter { !$0.mesh.triangles.isEmpty }
    }

    /// Parts are counted from 1, colours follow them, and the object that holds them comes last.
    var id: Int { parts.count + 2 }

    var object: String {
        "<object id=\"\(id)\" name=\"\(model.title.xmlEscaped)\" type=\"model\"><components>"
            + parts.indices.map { "<component objectid=\"\($0 + 1)\"/>" }.joined() + "</components></object>\n"
    }

    var config: [UInt8] {
        func word(_ key: String, _ value: String) -> String { "<metadata key=\"\(key)\" value=\"\(value.xmlEscaped)\"/>\n" }
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<config>\n <object id=\"\(id)\">\n  " + word("name", model.title) + "  " + word("extruder", "\(parts.first?.extruder ?? 1)")
        for (i, part) in parts.enumerated() {
            text += "  <part id=\"\(i + 1)\" subtype=\"normal_part\">\n   " + word("name", part.name) + "   " + word("matrix", "1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1")
            if let extruder = part.extruder { text += "   " + word("extruder", "\(extruder)") }
            text += "  </part>\n"
        }
        text += " </object>\n <plate>\n  " + word("plater_id", "1")
        return Array((text + "  <model_instance>\n   " + word("object_id", "\(id)") + "   " + word("instance_id", "0") + "  </model_instance>\n </plate>\n</config>\n").utf8)
    }
}
