import ImpressionMeshing

/// A 3MF package: core specification 1.3, one object and one build item a part, millimetres.
func threeMFPackage(_ model: Model) -> [UInt8] {
    var zip = ZipWriter()
    zip.add("[Content_Types].xml", Array("""
        <?xml version="1.0" encoding="UTF-8"?>
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>\
        <Default Extension="png" ContentType="image/png"/></Types>
        """.utf8))
    let thumbnail = model.thumbnail == nil ? "" : #"<Relationship Target="/Metadata/thumbnail.png" Id="rel-2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"/>"#
    zip.add("_rels/.rels", Array("""
        <?xml version="1.0" encoding="UTF-8"?>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
        <Relationship Target="/3D/3dmodel.model" Id="rel-1" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/>\(thumbnail)</Relationships>
        """.utf8))
    if let thumbnail = model.thumbnail { zip.add("Metadata/thumbnail.png", thumbnail, level: 0) }
    zip.add("3D/3dmodel.model", modelXML(model), level: 6)
    return zip.finish()
}

private func modelXML(_ model: Model) -> [UInt8] {
    let vertices = model.parts.reduce(0) { $0 + $1.mesh.vertices.count }
    var sink = ByteSink(reserving: 44 * vertices + 44 * model.triangleCount + 2000)
    sink.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<model unit=\"millimeter\" xml:lang=\"en-US\" xmlns=\"http://schemas.microsoft.com/3dmanufacturing/core/2015/02\">\n")
    if !model.title.isEmpty { sink.append(string: "<metadata name=\"Title\">\(escapedXML(model.title))</metadata>\n") }
    sink.append("<metadata name=\"Application\">Impression</metadata>\n<resources>\n")
    for (i, part) in model.parts.enumerated() {
        sink.append(string: "<object id=\"\(i + 1)\" type=\"model\" name=\"\(escapedXML(part.name))\"><mesh><vertices>\n")
        for v in part.mesh.vertices {
            sink.append("<vertex x=\"")
            sink.append(exactly: v.x)
            sink.append("\" y=\"")
            sink.append(exactly: v.y)
            sink.append("\" z=\"")
            sink.append(exactly: v.z)
            sink.append("\"/>\n")
        }
        sink.append("</vertices><triangles>\n")
        for t in part.mesh.triangles {
            sink.append("<triangle v1=\"")
            sink.append(Int(t.x))
            sink.append("\" v2=\"")
            sink.append(Int(t.y))
            sink.append("\" v3=\"")
            sink.append(Int(t.z))
            sink.append("\"/>\n")
        }
        sink.append("</triangles></mesh></object>\n")
    }
    sink.append("</resources>\n<build>")
    for i in model.parts.indices { sink.append(string: "<item objectid=\"\(i + 1)\"/>") }
    sink.append("</build>\n</model>\n")
    return sink.bytes
}

/// Characters that XML cannot hold become blanks.
func escapedXML(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        default: result.unicodeScalars.append(scalar.value < 32 ? " " : scalar)
        }
    }
    return result
}
