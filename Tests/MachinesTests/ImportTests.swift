import ImpressionCodecs
@testable import ImpressionMachines
import Testing

private func imported(_ text: String, file: String = "mine.ini", _ change: (inout SettingsImport) -> Void = { _ in }, presets: [String: String] = [:]) throws(ImportError) -> ResolvedSettings {
    var reader = SettingsImport()
    change(&reader)
    return try reader.settings(in: Array(text.utf8), file: file) { name in presets[name].map { ("\(name).json", Array($0.utf8)) } }
}

private let bundle = """
    # a bundle
    [vendor]
    name = Somebody

    [printer:*common*]
    bed_shape = 0x0,220x0,220x220,0x220
    start_gcode = G28\\nM104 S[first_layer_temperature]
    machine_max_feedrate_x = 500,200
    printer_notes = PRINTER_VENDOR_X\\nPRINTER_MODEL_A
    [printer:A 0.4]
    inherits = *common*
    nozzle_diameter = 0.4
    [printer:A 0.6]
    inherits = *common*
    nozzle_diameter = 0.6
    [filament:*PLA*]
    filament_type = PLA
    temperature = 205
    start_filament_gcode = "M900 K0.05 ; \\"x\\"\\nM400"
    [filament:Red PLA]
    inherits = *PLA*
    filament_colour = #FF0000
    filament_retract_length = 1.25
    filament_retract_speed = nil
    [print:*base*]
    layer_height = 0.2
    perimeters = 2
    top_solid_infill_speed = 50%
    [print:*fast*]
    perimeters = 3
    solid_infill_speed = 80%
    infill_speed = 100
    [print:0.20 fast]
    inherits = *base*; *fast*
    extrusion_width = 0
    compatible_printers_condition = printer_notes=~/.*PRINTER_MODEL_A.*/ and nozzle_diameter[0]==0.4
    [print:other]
    [presets]
    print = 0.20 fast
    printer = A 0.4
    """

@Suite struct ImportTests {
    @Test func `a flat file's values come with their lines`() throws {
        let result = try imported("# made elsewhere\nlayer_height = 0.15\nfirst_layer_height = 200%\n\nfill_density = 15%\npost_process = x\nuse_volumetric_e = 1\nprint_settings_id = a\n")
        #expect(result.dump == "fill_density = 15%  # mine.ini › line 5\nfirst_layer_height = 0.3  # mine.ini › line 3\nlayer_height = 0.15  # mine.ini › line 2\n")
        #expect(result.profile.sliceSettings.fillDensity == 0.15)
        #expect(result.notes.map(\.description) == [
            "mine.ini › line 6: post_process = x has no effect: no program is run on the finished file, and none of its lines are replaced",
            "mine.ini › line 7: use_volumetric_e = 1 has no effect: only 0 is done",
        ])
    }

    @Test func `a bundle's presets take from their parents, left to right`() throws {
        let result = try imported(bundle)
        let values = Dictionary(uniqueKeysWithValues: result.entries.map { ($0.key, $0) })
        #expect(values["perimeters"]?.value == "3" && values["perimeters"]?.origin == SettingOrigin(file: "mine.ini", section: "print:*fast*", line: 30))
        #expect(values["layer_height"]?.value == "0.2" && values["top_solid_infill_speed"]?.value == "40" && values["extrusion_width"]?.value == "0.45")
        #expect(values["temperature"]?.value == "205" && values["retract_length"]?.value == "1.25" && values["retract_speed"] == nil)
        #expect(result.profile.filament.startCode == "M900 K0.05 ; \"x\"\nM400" && result.profile.printer.limits.speed.x == 500)
        #expect(result.profile.printer.startCode == "G28\nM104 S[first_layer_temperature]")
        #expect(result.notes.isEmpty)
        let wide = try imported(bundle) { $0.printer = "A 0.6" }
        #expect(abs(wide.profile.sliceSettings.lineWidth - 0.675) < 1e-9)
        #expect(wide.notes.map(\.description) == ["mine.ini › print:0.20 fast › line 36: not meant for this printer: printer_notes=~/.*PRINTER_MODEL_A.*/ and nozzle_diameter[0]==0.4"])
    }

    @Test func `what a bundle lacks is told by name`() {
        #expect(throws: ImportError.noSuchPreset(kind: "print", name: "0.20 fats", file: "mine.ini", suggestion: "0.20 fast")) { try imported(bundle) { $0.print = "0.20 fats" } }
        #expect(throws: ImportError.ambiguous(kind: "printer", names: ["a", "b"], file: "mine.ini")) { try imported("[printer:a]\n[printer:b]\n") }
        #expect(throws: ImportError.cycle(["a", "b", "c", "a"])) { try imported("[print:a]\ninherits=b\n[print:b]\ninherits=c\n[print:c]\ninherits=a;b\n") { $0.print = "a" } }
        #expect(throws: ImportError.cycle(["a", "a"])) { try imported("[print:a]\ninherits=a\n") }
    }

    @Test func `old spellings are today's`() throws {
        let result = try imported("bed_size = 180,160\nrandomize_start = 1\nskirt_height = -1\nensure_vertical_shell_thickness = 0\nfill_density = 0.4\nperimeter_acceleration = 25\ngcode_label_objects = 1\n"
            + "top_fill_pattern = monotonous\nsupport_material_pattern = pillars\ngcode_flavor = marlinfirmware\noctoprint_host = x\n")
        let p = result.profile
        #expect(p.printer.bed.width == 180 && p.printer.bed.height == 160 && p.print.slice.seamPosition == .random && p.print.slice.adhesion.draftShield == .enabled)
        #expect(p.print.slice.fill.verticalShells == .partial && p.print.slice.fillDensity == 0.4 && p.print.wallAcceleration == 0 && p.print.objectLabels == "octoprint")
        #expect(p.print.slice.fill.topPattern == "monotonic" && p.print.slice.support.pattern == .rectilinear && p.printer.dialect == "marlin2" && result.notes.isEmpty)
    }

    @Test func `our own G-code gives its settings back`() throws {
        let profile = try profile("voron-2.4-350", [("layer_height", "0.28"), ("perimeters", "5"), ("fuzzy_skin", "external"), ("printer_notes", "a\\nb")])
        let text = try gcode(Rings(center: .init(175, 175), height: 0.28), profile).text
        let back = try imported(text, file: "ring.gcode")
        #expect(back.profile.sharedPairs.filter { !$0.key.hasSuffix("_settings_id") } == profile.sharedPairs.filter { !$0.key.hasSuffix("_settings_id") })
        #expect(back.notes.isEmpty)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for entry in back.entries { #expect(lines[entry.origin.line - 1].hasPrefix("; \(entry.key) = ")) }
        // The older form has no marks and ends the file.
        let begin = lines.lastIndex { $0.hasPrefix("; prusaslicer_config = begin") }!, end = lines.lastIndex { $0.hasPrefix("; prusaslicer_config = end") }!
        let old = "G28\n;TYPE:Custom\n" + lines[(begin + 1)..<end].joined(separator: "\n") + "\n\n"
        #expect(try imported(old, file: "old.gcode").entries.map(\.value) == back.entries.map(\.value))
        let few = "G28\n" + lines[(begin + 1)..<(begin + 80)].joined(separator: "\n")
        #expect(throws: ImportError.tooFewPairs(file: "few.gcode", found: 79, least: 80)) { try imported(few, file: "few.gcode") }
    }

    @Test func `both kinds of 3MF carry their settings`() throws {
        func archive(_ name: String, _ text: String) throws -> [UInt8] { try storedZip([("3D/3dmodel.model", Array("<model/>".utf8)), (name, Array(text.utf8))]) }
        let plain = try SettingsImport().settings(in: archive("Metadata/Slic3r_PE.config", "; generated\n; layer_height = 0.1\n; perimeters = 4\n".replacing("; generated\n", with: "")), file: "a.3mf")
        #expect(plain.dump == "layer_height = 0.1  # a.3mf › Metadata/Slic3r_PE.config › line 1\nperimeters = 4  # a.3mf › Metadata/Slic3r_PE.config › line 2\n")
        let json = try SettingsImport().settings(in: archive("Metadata/project_settings.config", "{\n\"wall_loops\": \"4\",\n\"nozzle_temperature\": [\"221\", \"230\"]}"), file: "b.3mf")
        #expect(json.dump == "perimeters = 4  # b.3mf › Metadata/project_settings.config › line 2\ntemperature = 221  # b.3mf › Metadata/project_settings.config › line 3\n")
        #expect(throws: ImportError.noSettings(file: "c.3mf")) { try SettingsImport().settings(in: archive("x", ""), file: "c.3mf") }
    }

    @Test func `a JSON preset is resolved over its forebears`() throws {
        let presets = [
            "common": "{\"type\":\"process\",\"name\":\"common\",\"instantiation\":\"false\",\"layer_height\":\"0.3\",\"wall_loops\":\"2\",\"line_width\":\"110%\",\"default_acceleration\":\"500\"}",
            "base": "{\"name\":\"base\",\"inherits\":\"common\",\"wall_loops\":\"3\",\"small_perimeter_speed\":\"50%\",\"outer_wall_speed\":\"40\"}",
        ]
        let own = """
            {"name": "0.20mm", "inherits": "base", "from": "User", "layer_height": "0.2", "printable_area": ["0x0", "180x0", "180x170", "0x170"], "nozzle_diameter": ["0.6"],
             "sparse_infill_pattern": "tri-hexagon", "ironing_type": "no ironing", "enable_arc_fitting": "1", "print_sequence": "by object", "support_type": "tree(auto)",
             "sparse_infill_acceleration": "50%", "filament_shrink": ["98%"], "machine_start_gcode": "G28\\nM104 S[nozzle_temperature_initial_layer]", "seam_position": "back",
             "enable_pressure_advance": ["1"], "pressure_advance": ["0.04"], "z_hop_types": ["Spiral Lift"]}
            """
        let result = try imported(own, file: "own.json", presets: presets), p = result.profile
        #expect(result.entries.first { $0.key == "perimeters" }?.origin == SettingOrigin(file: "base.json", section: "base", line: 1))
        #expect(p.print.slice.layerHeight == 0.2 && p.print.slice.wallCount == 3 && abs(p.print.slice.lineWidth - 0.66) < 1e-9 && p.print.smallWallSpeed == 20)
        #expect(p.printer.bed.width == 180 && p.printer.bed.height == 170 && p.print.slice.fill.sparsePattern == "stars" && p.print.arcs == .centers && p.print.printsOneByOne)
        #expect(p.print.slice.support.style == .organic && p.print.slice.support.isAutomatic && p.print.infillAcceleration == 250 && p.print.slice.outline.shrinkage == 0.02)
        #expect(p.print.slice.seamPosition == .rear && p.filament.pressureAdvance == 0.04 && !p.print.slice.ironing.isOn)
        #expect(result.notes == [.unsupported(key: "z_hop_types", value: "Spiral Lift", reason: "there is nothing like it here", SettingOrigin(file: "own.json", section: "0.20mm", line: 4))])
        var session = MacroSession()
        #expect(try MacroTemplate(p.printer.startCode).filled(in: p.macroScope, session: &session) == "G28\nM104 S215")
        #expect(throws: ImportError.noSuchPreset(kind: "preset", name: "base", file: "own.json", suggestion: nil)) { try imported(own, file: "own.json") }
        #expect(throws: ImportError.cycle(["a", "b", "a"])) { try imported("{\"name\":\"a\",\"inherits\":\"b\"}", file: "a.json", presets: ["b": "{\"name\":\"b\",\"inherits\":\"a\"}"]) }
    }

    @Test func `every row of the table of names leads to a setting`() {
        for (theirs, ours) in ForeignNames.names {
            let isKnown = PrintProfile.knows(ours) || UnsupportedSettings.reason(for: ours) != nil
            #expect(isKnown, "\(theirs) → \(ours)")
        }
    }

    @Test func `mistakes are told by origin`() {
        #expect(throws: ImportError.setting(.unknown(key: "layer_heigth", suggestion: "layer_height"), SettingOrigin(file: "mine.ini", line: 2))) { try imported("\nlayer_heigth = 0.2") }
        #expect(throws: ImportError.setting(.outOfRange(key: "layer_height", value: "7", limits: 0.01...2), SettingOrigin(file: "mine.ini", line: 1))) { try imported("layer_height = 7") }
        #expect(throws: ImportError.malformedLine(SettingOrigin(file: "mine.ini", line: 1), text: "what")) { try imported("what") }
        #expect(throws: ImportError.notText(file: "x.ini", line: 2)) { try SettingsImport().settings(in: Array("a=1\nb=".utf8) + [0xFF, 0xC0], file: "x.ini") }
        #expect((try? imported("nonsense = 1\nlayer_height = 0.2") { $0.toleratesUnknown = true })?.notes == [.unknown(key: "nonsense", suggestion: nil, SettingOrigin(file: "mine.ini", line: 1))])
    }
}
