internal import ImpressionCodecs
internal import ImpressionGeometry

extension GCodeFile.Kind {
    func container(_ workers: Workers) -> any GCodeContainer {
        switch self {
        case .text: TextContainer()
        case .binary: BinaryContainer(workers: workers)
        case .package: PackageContainer()
        }
    }
}

/// The package that Bambu's printers take: one plate's G-code with its checksum, pictures and lists. The text is packed as it comes.
///
/// Source: the files that Bambu Studio and OrcaSlicer export as sliced plates.
struct PackageContainer: GCodeContainer {
    private var zip = ZipWriter()
    private let code = DeflateStream()
    private var sum = MD5()

    mutating func begin(_ parts: GCodeParts) -> [UInt8] {
        var bytes: [UInt8] = []
        func put(_ piece: [UInt8]) { bytes += piece }
        func add(_ name: String, _ content: [UInt8], level: Int = 6) { zip.add(name, content, level: level, to: put) }
        add("[Content_Types].xml", Array(Self.contentTypes.utf8))
        add("_rels/.rels", Array(Self.relationships.utf8))
        add("3D/3dmodel.model", Array(model(parts).utf8))
        for (picture, name) in pictures(parts) { add("Metadata/\(name).png", picture, level: 0) }
        add("Metadata/plate_1.json", Array(plate(parts).utf8))
        add("Metadata/model_settings.config", Array(modelSettings(parts).utf8))
        add("Metadata/_rels/model_settings.config.rels", Array(Self.plateRelationships.utf8))
        add("Metadata/slice_info.config", Array(sliceInfo(parts).utf8))
        add("Metadata/project_settings.config", Array(settings(parts).utf8))
        zip.begin("Metadata/plate_1.gcode", to: put)
        return bytes + self.add(Array((parts.opening + parts.start).utf8))
    }

    mutating func add(_ text: [UInt8]) -> [UInt8] {
        sum.add(text)
        return code.pack(text)
    }

    mutating func end(_ parts: GCodeParts) -> [UInt8] {
        var bytes = add(Array((parts.end + parts.closing).utf8)) + code.finish()
        func put(_ piece: [UInt8]) { bytes += piece }
        zip.end(code, to: put)
        zip.add("Metadata/plate_1.gcode.md5", Array(sum.text.uppercased().utf8), to: put)
        zip.finish(to: put)
        return bytes
    }

    private static let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
    private static let contentTypes = declaration + #"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#
        + #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
        + #"<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>"#
        + #"<Default Extension="png" ContentType="image/png"/><Default Extension="gcode" ContentType="text/x.gcode"/></Types>"# + "\n"
    private static let relationships = declaration + #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
        + #"<Relationship Target="/3D/3dmodel.model" Id="rel-1" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/>"#
        + #"<Relationship Target="/Metadata/plate_1.png" Id="rel-2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"/></Relationships>"# + "\n"
    private static let plateRelationships = declaration + #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
        + #"<Relationship Target="/Metadata/plate_1.gcode" Id="rel-1" Type="http://schemas.bambulab.com/package/2021/gcode"/></Relationships>"# + "\n"

    /// A sliced plate holds no mesh.
    private func model(_ parts: GCodeParts) -> String {
        Self.declaration + #"<model unit="millimeter" xml:lang="en-US" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02">"#
            + "\n<metadata name=\"Application\">\(parts.program)</metadata>\n<metadata name=\"Title\">\(parts.name.xmlSafe)</metadata>\n<resources/>\n<build/>\n</model>\n"
    }

    /// The largest thumbnail stands for the plate, the smallest for lists.
    private func pictures(_ parts: GCodeParts) -> [([UInt8], String)] {
        let pngs = parts.thumbnails.filter { $0.format == .png }.sorted { $0.width * $0.height < $1.width * $1.height }
        guard let small = pngs.first, let large = pngs.last else { return [] }
        return [(large.bytes, "plate_1"), (large.bytes, "plate_no_light_1"), (large.bytes, "top_1"), (small.bytes, "plate_1_small")]
    }

    private func plate(_ parts: GCodeParts) -> String {
        let box = parts.report.extent
        let objects = parts.objects.map { object in
            let e = object.extent
            return #"{"area":\#(fixed(e.width * e.height)),"bbox":[\#(fixed(e.min.x)),\#(fixed(e.min.y)),\#(fixed(e.max.x)),\#(fixed(e.max.y))],"id":\#(object.index),"layer_height":\#(decimal(parts.profile.print.slice.layerHeight)),"name":"\#(object.identifier)"}"#
        }.joined(separator: ",")
        let colours = parts.profile.filaments.map { "\"\($0.colour)\"" }.joined(separator: ",")
        return #"{"bbox_all":[\#(fixed(box.min.x)),\#(fixed(box.min.y)),\#(fixed(box.max.x)),\#(fixed(box.max.y))],"bbox_objects":[\#(objects)],"bed_type":"textured_plate","filament_colors":[\#(colours)],"#
            + #""filament_ids":[\#(parts.profile.filaments.indices.map(String.init).joined(separator: ","))],"first_extruder":0,"is_seq_print":\#(parts.profile.print.printsOneByOne),"nozzle_diameter":\#(decimal(parts.profile.printer.nozzleDiameter)),"version":2}"# + "\n"
    }

    private func modelSettings(_ parts: GCodeParts) -> String {
        Self.declaration + "<config>\n  <plate>\n" + [("plater_id", "1"), ("plater_name", parts.name.xmlSafe), ("locked", "false"), ("gcode_file", "Metadata/plate_1.gcode"),
            ("thumbnail_file", "Metadata/plate_1.png"), ("thumbnail_no_light_file", "Metadata/plate_no_light_1.png"), ("top_file", "Metadata/top_1.png"), ("pattern_bbox_file", "Metadata/plate_1.json")]
            .map { "    <metadata key=\"\($0.0)\" value=\"\($0.1)\"/>\n" }.joined() + "  </plate>\n</config>\n"
    }

    private func sliceInfo(_ parts: GCodeParts) -> String {
        let report = parts.report, model = Self.modelNumbers.first { $0.model == parts.profile.printer.model }?.number ?? parts.profile.printer.model
        var text = Self.declaration + "<config>\n  <header>\n    <header_item key=\"X-BBL-Client-Type\" value=\"slicer\"/>\n    <header_item key=\"X-BBL-Client-Version\" value=\"\(parts.program.xmlSafe)\"/>\n  </header>\n  <plate>\n"
        for (key, value) in [("index", "1"), ("printer_model_id", model.xmlSafe), ("nozzle_diameters", decimal(parts.profile.printer.nozzleDiameter)), ("timelapse_type", "0"),
                             ("prediction", "\(Int(report.time.rounded()))"), ("weight", fixed(report.filamentMass)), ("outside", "false"),
                             ("support_used", "\(parts.profile.print.slice.support.isOn)"), ("label_object_enabled", "true")] {
            text += "    <metadata key=\"\(key)\" value=\"\(value)\"/>\n"
        }
        for object in parts.objects { text += "    <object identify_id=\"\(object.index)\" name=\"\(object.name.xmlSafe)\" skipped=\"false\"/>\n" }
        for (tool, length) in report.toolFilament.enumerated() where length > 0 {
            let filament = parts.profile.filament(of: UInt8(tool))
            text += "    <filament id=\"\(tool + 1)\" type=\"\(filament.material.xmlSafe)\" color=\"\(filament.colour.xmlSafe)\" used_m=\"\(fixed(length / 1000))\" used_g=\"\(fixed(length * filament.area * filament.density / 1000))\"/>\n"
        }
        return text + "  </plate>\n</config>\n"
    }

    /// What Bambu's machines call themselves.
    private static let modelNumbers = [(model: "P1S", number: "C12"), (model: "P1P", number: "C11"), (model: "X1 Carbon", number: "BL-P001"), (model: "A1", number: "N2S"), (model: "A1 mini", number: "N1")]

    private func settings(_ parts: GCodeParts) -> String {
        let colours = parts.profile.filaments.map { "\"\($0.colour)\"" }.joined(separator: ","), materials = parts.profile.filaments.map { "\"\($0.material)\"" }.joined(separator: ",")
        return #"{"from":"project","name":"project_settings","version":"01.09.00.00","filament_colour":[\#(colours)],"filament_type":[\#(materials)],"layer_height":"\#(decimal(parts.profile.print.slice.layerHeight))","#
            + #""nozzle_diameter":["\#(decimal(parts.profile.printer.nozzleDiameter))"],"printer_model":"\#((parts.profile.printer.vendor + " " + parts.profile.printer.model).filter { $0 != "\"" && $0 != "\\" })"}"# + "\n"
    }
}

extension String {
    /// Safe in XML's attributes.
    fileprivate var xmlSafe: String {
        var out = ""
        for character in self {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.append(character)
            }
        }
        return out
    }
}
