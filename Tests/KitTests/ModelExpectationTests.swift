import ImpressionGeometry
import ImpressionMachines
import ImpressionMeshing
import ImpressionRaster
import ImpressionSlicing
import Testing
import TestSupport

/// What any slicer can be held to, on whole jobs: from the model to the file and back.
@Suite struct ModelExpectationTests {
    /// Ten pieces, each with other settings.
    static let pieces: [(name: String, parts: [(any Sliceable, UInt8)], settings: [(String, String)])] = [
        ("box", [(Shapes.box(18, 12, 4), 0)], [("fill_pattern", "gyroid")]),
        ("cylinder", [(Shapes.cylinder(radius: 8, height: 5, sides: 90), 0)], [("scarf_seam_placement", "everywhere"), ("perimeter_generator", "arachne")]),
        ("cone", [(Shapes.cylinder(radius: 12, height: 6, sides: 70, top: 3), 0)], [("extra_perimeters", "1"), ("fill_pattern", "adaptivecubic")]),
        ("sphere", [(Shapes.sphere(radius: 7, rings: 24), 0)], [("adaptive_layers", "1"), ("fill_pattern", "lightning"), ("support_material", "1")]),
        ("ring", [(Shapes.torus(radius: 10, thickness: 5, sides: 40), 0)], [("support_material", "1"), ("support_material_style", "organic"), ("avoid_crossing_perimeters", "1")]),
        ("steps", [(Shapes.joined([Shapes.box([0, 0, 0], [30, 20, 2.1]), Shapes.box([0, 0, 0], [15, 20, 4])]), 0)], [("top_one_perimeter_type", "top"), ("layers_follow_flats", "1"), ("ironing", "1")]),
        ("table", [(Shapes.joined([Shapes.box([8, 8, 0], [12, 12, 2]), Shapes.box([0, 0, 2], [20, 20, 3])]), 0)], [("extra_perimeters_on_overhangs", "1"), ("infill_every_layers", "2")]),
        ("inlay", [(Shapes.box(30, 20, 3), 0), (Shapes.box([-5, -5, 1], [5, 5, 5]), 1)], [("wipe_into_infill", "1"), ("mixed_extruders", "3:1-2")]),
        ("mix", [(Shapes.box(20, 20, 3), 2)], [("mixed_extruders", "3:1-1-2"), ("top_fill_pattern", "hilbertcurve")]),
        ("raft", [(Shapes.sphere(radius: 6, rings: 16).shuffled(seed: 4), 0)], [("raft_layers", "2"), ("brim_width", "3"), ("fuzzy_skin", "external"), ("fill_pattern", "3dhoneycomb")]),
    ]

    private func profile(_ settings: [(String, String)]) throws -> PrintProfile {
        var profile = PrintProfile(filament: try Filaments.named("pla-white"), printer: try Printers.named("prusa-mk4"))
        profile.furtherFilaments = [try Filaments.named("pla-white")]
        try profile.apply([("layer_height", "0.2"), ("first_layer_height", "0.2"), ("fill_density", "20%"), ("skirts", "1")].map { SettingPair($0.0, $0.1) })
        try profile.apply(settings.map { SettingPair($0.0, $0.1) })
        return profile
    }

    private func file(_ parts: [(any Sliceable, UInt8)], _ settings: [(String, String)], workers: Workers = .one) throws -> (bytes: [UInt8], body: BodySlicer) {
        let profile = try profile(settings), slice = profile.sliceSettings
        let body = BodySlicer(parts.map { (body: $0.0, tool: $0.1) }, settings: slice, workers: workers)
        var purge = PurgeSettings(count: 2, volume: 40)
        purge.wipesIntoFill = profile.print.wipesIntoFill
        let plate = PlateLayers([.init(body, name: "piece", at: [Point(60, 60), Point(110, 60)])], settings: slice, purge: purge)
        var bytes: [UInt8] = []
        _ = try GCodeWriter(GCodeJob(name: "piece", profile: profile)).write(plate, workers: workers) { (piece: [UInt8]) throws(Never) in bytes += piece }
        return (bytes, body)
    }

    @Test(arguments: pieces.indices) func `a model's file has the same bytes for any number of workers`(index: Int) throws {
        let piece = Self.pieces[index]
        let one = try file(piece.parts, piece.settings).bytes, two = try file(piece.parts, piece.settings, workers: Workers(2)).bytes
        #expect(one.count > 10_000 && one == two, "\(piece.name)")
    }

    @Test(arguments: pieces.indices) func `a model's file breaks no rule`(index: Int) throws {
        let piece = Self.pieces[index]
        let bytes = try file(piece.parts, piece.settings).bytes
        var check = GCodeCheck()
        // Of two extruders on one nozzle the second pushes out what the first drew back; the rule counts each by itself.
        if piece.parts.contains(where: { $0.1 > 0 }) { check.rules.removeAll { $0 == "retraction" } }
        let findings = check.run(bytes).findings
        #expect(findings.isEmpty, "\(piece.name): \(findings.prefix(3))")
    }

    @Test(arguments: [0, 1, 2, 5]) func `filled wholly, what is laid down is the section, layer by layer`(index: Int) throws {
        let piece = Self.pieces[index]
        let settings = [("fill_density", "100%"), ("skirts", "0"), ("wipe_tower", "0")]
        let (bytes, body) = try file(piece.parts, settings)
        var beads: [Int: [Polyline]] = [:]
        _ = GCodeReplay().read(bytes) { bead in
            if bead.from.x < 95 && bead.to.x < 95 { beads[bead.layer, default: []].append(Polyline([bead.from - Point(60, 60), bead.to - Point(60, 60)], isClosed: false)) }
        }
        for layer in stride(from: 2, to: body.layerCount - 1, by: 5) {
            let laid = Region(stroking: beads[layer] ?? [], StrokeStyle(width: 0.45, cap: .round, join: .round))
            let mesh = piece.parts[0].0, section = mesh.sections(at: [body.table.middle(layer)], options: SectionOptions(), workers: .one)[0]
            let share = laid.intersection(section).area / laid.union(section).area
            #expect(share > 0.985, "\(piece.name) \(layer) \(share)")
        }
    }

    @Test(arguments: [0, 3, 5]) func `after the first line the nozzle stays within the hull of what is drawn`(index: Int) throws {
        let piece = Self.pieces[index], body = try file(piece.parts, piece.settings).body
        let plate = PlateLayers([.init(body, at: [Point(60, 60), Point(110, 60)])], settings: try profile(piece.settings).sliceSettings)
        for layer in 0..<plate.layerCount {
            let paths = plate.layer(layer)
            let corners = paths.x.indices.map { Point(paths.x[$0], paths.y[$0]) }
            for way in paths.detours { for point in way { #expect(Box(around: corners).expanded(by: 1e-6).contains(point)) } }
        }
    }

    @Test func `a height field gives the layers of its own mesh, to half a cell`() {
        let side = 81, pitch = 0.25
        var pixels: [Float] = []
        for y in 0..<side { for x in 0..<side { pixels.append(Float(1.5 + 0.55 * wave(Double(x) * 0.11) * wave(Double(y) * 0.07 + 1))) } }
        let field = HeightField(heights: Raster(width: side, height: side, pixels: pixels), pitch: pitch)
        var settings = SliceSettings()
        settings.skirtLoops = 0
        let direct = FieldSlicer(field, settings: settings), mesh = Sheet(field: field).mesh(.grid), body = BodySlicer(mesh, settings: settings)
        #expect(direct.layerCount == body.layerCount)
        for layer in 0..<min(direct.layerCount, body.layerCount) {
            let section = mesh.sections(at: [body.table.middle(layer)], options: SectionOptions(), workers: .one)[0]
            let bound = section.perimeter * pitch / 2
            let (a, b) = (volume(direct.layer(layer)), volume(body.layer(layer)))
            #expect(abs(a - b) <= bound * 0.2 + 0.02 * b, "\(layer) \(a) \(b)")
        }
    }

    private func volume(_ layer: LayerPaths) -> Double {
        var sum = 0.0
        for path in layer.paths {
            for i in 0..<(path.isClosed ? path.count : path.count - 1) {
                let a = path.start + i, b = path.start + (i + 1) % path.count
                sum += Point(layer.x[a], layer.y[a]).distance(to: Point(layer.x[b], layer.y[b])) * beadArea(width: Double(layer.width[a] + layer.width[b]) / 2, height: layer.height)
            }
        }
        return sum
    }

    /// A smooth wave without a library: 0 … 1.
    private func wave(_ t: Double) -> Double {
        let share = t - t.rounded(.down)
        return 4 * share * (1 - share)
    }
}

extension Box {
    fileprivate init(around points: [Point]) {
        self = .empty
        for point in points { add(point) }
    }
}
