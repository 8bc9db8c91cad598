public import ImpressionGeometry
import ImpressionMeshing

/// Writes 3MF core packages in millimetres, one build item an object.
///
/// Where objects have colours or extruders they are parts of one piece: one object whose triangles carry colours of the materials extension,
/// and, for PrusaSlicer, a list of the runs of triangles with the extruder of each (see ``ThreeMFParts``).
///
/// For Bambu Studio and OrcaSlicer the parts are components of one object instead, each named with its extruder (see ``ThreeMFComponents``).
///
/// The model part is held whole, about 60 bytes a triangle, since it is packed in one piece.
///
/// Source: 3MF Consortium, "3D Manufacturing Format Core Specification", 1.3; "3MF Materials and Properties Extension", 1.2, §2.1.
public enum ThreeMFWriter {
    /// Whose way of naming the parts of a piece.
    public enum Dialect: Sendable {
        /// Runs of one mesh, as PrusaSlicer reads them.
        case prusa
        /// Components of one object, as Bambu Studio and OrcaSlicer read them.
        case bambu
    }

    /// - Parameter level: Packing effort, 1 fast … 12 small.
    public static func write<E: Error>(_ model: Model, for dialect: Dialect = .prusa, level: Int = 4, workers: Workers = .one, to write: ([UInt8]) throws(E) -> Void) throws(E) {
        var zip = ZipWriter()
        let pictured = !model.thumbnail.isEmpty
        try zip.add("[Content_Types].xml", contentTypes(pictured, model.isOnePiece), to: write)
        try zip.add("_rels/.rels", relationships(pictured), to: write)
        try zip.add("3D/3dmodel.model", modelPart(model, dialect, workers), level: level, to: write)
        if model.isOnePiece {
            switch dialect {
            case .prusa: try zip.add(ThreeMFParts.path, ThreeMFParts(model).config, to: write)
            case .bambu: try zip.add(ThreeMFComponents.path, ThreeMFComponents(model).config, to: write)
            }
        }
        if pictured { try zip.add("Metadata/thumbnail.png", model.thumbnail, level: 0, to: write) }
        try zip.finish(to: write)
    }

    private static let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"

    private static func contentTypes(_ pictured: Bool, _ hasParts: Bool) -> [UInt8] {
        Array((declaration + #"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#
            + #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
            + #"<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>"#
            + (pictured ? #"<Default Extension="png" ContentType="image/png"/>"# : "")
            + (hasParts ? #"<Default Extension="config" ContentType="text/xml"/>"# : "") + "</Types>\n").utf8)
    }

    private static func relationships(_ pictured: Bool) -> [UInt8] {
        Array((declaration + #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
            + #"<Relationship Id="rel0" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel" Target="/3D/3dmodel.model"/>"#
            + (pictured ? #"<Relationship Id="rel1" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail" Target="/Metadata/thumbnail.png"/>"# : "")
            + "</Relationships>\n").utf8)
    }

    private static func modelPart(_ model: Model, _ dialect: Dialect, _ workers: Workers) -> [UInt8] {
        let hasComponents = model.isOnePiece && dialect == .bambu
        var xml = ByteSink(reserving: 1024 + 48 * model.triangleCount)
        xml.append(string: declaration)
        let materials = model.objects.contains { $0.color != nil } ? #" xmlns:m="http://schemas.microsoft.com/3dmanufacturing/material/2015/02""# : ""
        xml.append(string: #"<model unit="millimeter" xml:lang="en-US" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02""# + materials + (hasComponents ? ThreeMFComponents.namespace : "") + ">\n")
        if hasComponents { xml.append(string: ThreeMFComponents.metadata) }
        for word in model.metadata {
            xml.append(string: "<metadata name=\"\(word.name.xmlEscaped)\">\(word.value.xmlEscaped)</metadata>\n")
        }
        xml.append("<resources>\n")
        // An object needs a triangle: empty ones would break the schema.
        let objects = model.objects.filter { !$0.mesh.triangles.isEmpty }
        let isOneMesh = model.isOnePiece && dialect == .prusa, items = isOneMesh ? [objects] : objects.map { [$0] }
        let colors = ThreeMFColors(objects)
        xml.append(string: colors.resource(id: items.count + 1))
        for (i, parts) in items.enumerated() where !parts.isEmpty { append(parts, isOneMesh ? model.title : parts[0].name, id: i + 1, colors, colorGroup: items.count + 1, workers, to: &xml) }
        if hasComponents { xml.append(string: ThreeMFComponents(model).object) }
        xml.append("</resources>\n<build>\n")
        let built = hasComponents ? [ThreeMFComponents(model).id] : items.indices.filter { !items[$0].isEmpty }.map { $0 + 1 }
        for id in built { xml.append(string: "<item objectid=\"\(id)\"/>\n") }
        xml.append("</build>\n</model>\n")
        return xml.bytes
    }

    /// One object of one or several parts.
    private static func append(_ parts: [Model.Object], _ title: String, id: Int, _ colors: ThreeMFColors, colorGroup: Int, _ workers: Workers, to xml: inout ByteSink) {
        guard let first = parts.first else { return }
        let name = title.isEmpty ? "" : " name=\"\(title.xmlEscaped)\""
        let material = colors.index(of: first.color).map { " pid=\"\(colorGroup)\" pindex=\"\($0)\"" } ?? ""
        xml.append(string: "<object id=\"\(id)\"\(name) type=\"model\"\(material)><mesh><vertices>\n")
        let blocks = BlockWriter(workers: workers)
        for part in parts { append(part.mesh.vertices, blocks, to: &xml) }
        xml.append("</vertices><triangles>\n")
        var base: UInt32 = 0
        for part in parts {
            let color = parts.count > 1 ? colors.index(of: part.color).map { " pid=\"\(colorGroup)\" p1=\"\($0)\"" } ?? "" : ""
            append(part.mesh.triangles, from: base, color, blocks, to: &xml)
            base += UInt32(part.mesh.vertices.count)
        }
        xml.append("</triangles></mesh></object>\n")
    }

    private static func append(_ vertices: [SIMD3<Float>], _ blocks: BlockWriter, to xml: inout ByteSink) {
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
    }

    private static func append(_ triangles: [SIMD3<UInt32>], from base: UInt32, _ color: String, _ blocks: BlockWriter, to xml: inout ByteSink) {
        let color = Array(color.utf8)
        blocks.write(triangles.count, longest: 80 + color.count, to: { xml.bytes += $0 }) { i, out in
            let t = triangles[i]
            // The schema wants three different corners.
            guard t.x != t.y, t.y != t.z, t.z != t.x else { return 0 }
            var text = TextCursor(out)
            text.put("<triangle v1=\"")
            text.put(t.x &+ base)
            text.put("\" v2=\"")
            text.put(t.y &+ base)
            text.put("\" v3=\"")
            text.put(t.z &+ base)
            text.put("\"")
            for byte in color { text.put(byte: byte) }
            text.put("/>\n")
            return text.n
        }
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
