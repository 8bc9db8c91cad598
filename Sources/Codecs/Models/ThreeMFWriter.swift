public import ImpressionGeometry
import ImpressionMeshing

/// Writes 3MF core packages in millimetres, one build item an object.
///
/// The model part is held whole, about 60 bytes a triangle, since it is packed in one piece.
///
/// Source: 3MF Consortium, "3D Manufacturing Format Core Specification", 1.3.
public enum ThreeMFWriter {
    /// - Parameter level: Packing effort, 1 fast … 12 small.
    public static func write<E: Error>(_ model: Model, level: Int = 4, workers: Workers = .one, to write: ([UInt8]) throws(E) -> Void) throws(E) {
        var zip = ZipWriter()
        let pictured = !model.thumbnail.isEmpty
        try zip.add("[Content_Types].xml", contentTypes(pictured), to: write)
        try zip.add("_rels/.rels", relationships(pictured), to: write)
        try zip.add("3D/3dmodel.model", modelPart(model, workers), level: level, to: write)
        if pictured { try zip.add("Metadata/thumbnail.png", model.thumbnail, level: 0, to: write) }
        try zip.finish(to: write)
    }

    private static let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"

    private static func contentTypes(_ pictured: Bool) -> [UInt8] {
        Array((declaration + #"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#
            + #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
            + #"<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>"#
            + (pictured ? #"<Default Extension="png" ContentType="image/png"/>"# : "") + "</Types>\n").utf8)
    }

    private static func relationships(_ pictured: Bool) -> [UInt8] {
        Array((declaration + #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
            + #"<Relationship Id="rel0" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel" Target="/3D/3dmodel.model"/>"#
            + (pictured ? #"<Relationship Id="rel1" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail" Target="/Metadata/thumbnail.png"/>"# : "")
            + "</Relationships>\n").utf8)
    }

    private static func modelPart(_ model: Model, _ workers: Workers) -> [UInt8] {
        var xml = ByteSink(reserving: 1024 + 48 * model.triangleCount)
        xml.append(string: declaration)
        xml.append(string: #"<model unit="millimeter" xml:lang="en-US" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02">"# + "\n")
        for word in model.metadata {
            xml.append(string: "<metadata name=\"\(word.name.xmlEscaped)\">\(word.value.xmlEscaped)</metadata>\n")
        }
        xml.append("<resources>\n")
        // An object needs a triangle: empty ones would break the schema.
        let objects = model.objects.filter { !$0.mesh.triangles.isEmpty }
        for (i, object) in objects.enumerated() { append(object, id: i + 1, workers, to: &xml) }
        xml.append("</resources>\n<build>\n")
        for i in objects.indices { xml.append(string: "<item objectid=\"\(i + 1)\"/>\n") }
        xml.append("</build>\n</model>\n")
        return xml.bytes
    }

    private static func append(_ object: Model.Object, id: Int, _ workers: Workers, to xml: inout ByteSink) {
        let name = object.name.isEmpty ? "" : " name=\"\(object.name.xmlEscaped)\""
        xml.append(string: "<object id=\"\(id)\"\(name) type=\"model\"><mesh><vertices>\n")
        let vertices = object.mesh.vertices, triangles = object.mesh.triangles
        let blocks = BlockWriter(workers: workers)
        blocks.write(vertices.count, longest: 32 + 3 * NumberText.longest, to: { xml.bytes += $0 }) { i, out in
            var text = TextCursor(out)
            text.put("<vertex x=\"")
            text.put(vertices[i].x)
            text.put("\" y=\"")
            text.put(vertices[i].y)
            text.put("\" z=\"")
            text.put(vertices[i].z)
            text.put("\"/>\n")
            return text.n
        }
        xml.append("</vertices><triangles>\n")
        blocks.write(triangles.count, longest: 80, to: { xml.bytes += $0 }) { i, out in
            let t = triangles[i]
            // The schema wants three different corners.
            guard t.x != t.y, t.y != t.z, t.z != t.x else { return 0 }
            var text = TextCursor(out)
            text.put("<triangle v1=\"")
            text.put(t.x)
            text.put("\" v2=\"")
            text.put(t.y)
            text.put("\" v3=\"")
            text.put(t.z)
            text.put("\"/>\n")
            return text.n
        }
        xml.append("</triangles></mesh></object>\n")
    }
}

extension String {
    /// Safe inside XML text and quoted attributes; characters that XML cannot hold become spaces.
    var xmlEscaped: String {
        var out = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\n", "\t": out.unicodeScalars.append(scalar)
            case _ where scalar.value < 32 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
