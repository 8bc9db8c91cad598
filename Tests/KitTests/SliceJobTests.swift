import ImpressionCodecs
import ImpressionGeometry
@testable import ImpressionKit
import ImpressionMachines
import ImpressionMeshing
import ImpressionRaster
@testable import ImpressionSlicing
import Testing
import TestSupport

private struct Bench {
    let scratch: ScratchFolder
    init() throws { scratch = try ScratchFolder() }

    func put(_ mesh: Mesh, _ name: String) throws {
        var bytes: [UInt8] = []
        Model(mesh).write(as: .stl) { (piece: [UInt8]) throws(Never) in bytes += piece }
        try scratch.write(bytes, to: name)
    }

    func slice(_ model: String, copies: Int = 1, filaments: String = "pla-white", settings: [(key: String, value: String)] = []) throws -> (report: JobReport, text: [UInt8]) {
        var job = SliceJob(inputs: [scratch.path(model)], outputs: [scratch.path("a.gcode")])
        job.placement.copies = copies
        job.print.setFilaments(filaments)
        job.print.settings = settings
        job.options.overwrite = true
        return (try job.run(), try readFile(scratch.path("a.gcode")))
    }
}

/// A box with a smaller one in it that has `words` of its own, as a project of PrusaSlicer; without any it is taken out.
private func project(_ kind: String = "NegativeVolume", _ words: String = "") -> [UInt8] {
    var vertices = "", triangles = "", base = 0
    for mesh in [Shapes.box(12, 12, 2), Shapes.box(4, 4, 5)] {
        for v in mesh.vertices { vertices += "<vertex x=\"\(v.x)\" y=\"\(v.y)\" z=\"\(v.z)\"/>" }
        for t in mesh.triangles { triangles += "<triangle v1=\"\(Int(t.x) + base)\" v2=\"\(Int(t.y) + base)\" v3=\"\(Int(t.z) + base)\"/>" }
        base += mesh.vertices.count
    }
    let first = Shapes.box(12, 12, 2).triangles.count, second = Shapes.box(4, 4, 5).triangles.count
    let config = "<config><object id=\"1\"><volume firstid=\"0\" lastid=\"\(first - 1)\"/><volume firstid=\"\(first)\" lastid=\"\(first + second - 1)\"><metadata type=\"volume\" key=\"volume_type\" value=\"\(kind)\"/>\(words)</volume></object></config>"
    let links = #"<Relationships><Relationship Id="r" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel" Target="/3D/3dmodel.model"/></Relationships>"#
    let model = "<model><resources><object id=\"1\"><mesh><vertices>\(vertices)</vertices><triangles>\(triangles)</triangles></mesh></object></resources><build><item objectid=\"1\"/></build></model>"
    var zip = ZipWriter(), bytes: [UInt8] = []
    for (name, text) in [("_rels/.rels", links), ("3D/3dmodel.model", model), ("Metadata/Slic3r_PE_model.config", config)] { zip.add(name, Array(text.utf8)) { (piece: [UInt8]) throws(Never) in bytes += piece } }
    zip.finish { (piece: [UInt8]) throws(Never) in bytes += piece }
    return bytes
}

@Test func `a negative part leaves a hole in every layer`() throws {
    let bench = try Bench()
    try bench.scratch.write(project(), to: "cut.3mf")
    let made = try bench.slice("cut.3mf", settings: [("fill_density", "100%"), ("skirts", "0")])
    var volume = 0.0
    _ = GCodeReplay().read(made.text) { if $0.feature.isPiece { volume += $0.volume } }
    #expect(abs(volume / ((144 - 16) * 2) - 1) < 0.03)
}

@Test func `a modifier changes fill, walls and extruder of what lies in it, and names what it cannot`() throws {
    let bench = try Bench()
    func word(_ key: String, _ value: String) -> String { "<metadata type=\"volume\" key=\"\(key)\" value=\"\(value)\"/>" }
    func slice(_ words: String, filaments: String = "pla-white") throws -> (report: JobReport, share: Double, tools: Set<Int>) {
        try bench.scratch.write(project("ParameterModifier", words), to: "changed.3mf")
        let made = try bench.slice("changed.3mf", filaments: filaments, settings: [("fill_density", "10%"), ("skirts", "0"), ("top_solid_layers", "0"), ("bottom_solid_layers", "0"), ("perimeters", "1"), ("wipe_tower", "0")])
        var volume = 0.0, tools: Set<Int> = []
        _ = GCodeReplay().read(made.text) { bead in
            guard bead.feature.isPiece else { return }
            volume += bead.volume
            tools.insert(bead.tool)
        }
        return (made.report, volume / (12 * 12 * 2), tools)
    }
    let plain = try slice(""), dense = try slice(word("fill_density", "100%")), walls = try slice(word("perimeters", "9"))
    // The inner box is a ninth of the piece.
    #expect(abs(dense.share - plain.share - 0.9 / 9) < 0.03 && walls.share - plain.share > 0.05, "\(plain.share) \(dense.share) \(walls.share)")
    let other = try slice(word("extruder", "2") + word("layer_height", "0.1"), filaments: "pla-white,pla-white")
    #expect(other.tools == [0, 1] && plain.tools == [0])
    #expect(other.report.diagnostics.contains { $0.code == "modifier-settings" && $0.message.contains("layer_height") })
    #expect(throws: JobError.self) { try slice(word("fill_density", "rubbish")) }
}

@Test func `colours of an OBJ are printed by one extruder each, where there are enough`() throws {
    let bench = try Bench()
    let shell = { (first: Int) in "f \(first) \(first + 2) \(first + 1)\nf \(first) \(first + 1) \(first + 3)\nf \(first + 1) \(first + 2) \(first + 3)\nf \(first + 2) \(first) \(first + 3)\n" }
    let text = "mtllib a.mtl\nv 0 0 0\nv 10 0 0\nv 0 10 0\nv 0 0 6\nv 25 0 0\nv 35 0 0\nv 25 10 0\nv 25 0 6\nusemtl red\n" + shell(1) + "usemtl blue\n" + shell(5)
    try bench.scratch.write(Array(text.utf8), to: "a.obj")
    try bench.scratch.write(Array("newmtl red\nKd 1 0 0\nnewmtl blue\nKd 0 0 1\n".utf8), to: "a.mtl")
    func tools(_ text: [UInt8]) -> Set<Int> {
        var tools: Set<Int> = []
        _ = GCodeReplay().read(text) { if $0.feature.isPiece { tools.insert($0.tool) } }
        return tools
    }
    let two = try bench.slice("a.obj", filaments: "pla-white,pla-black")
    #expect(tools(two.text) == [0, 1] && !two.report.diagnostics.contains { $0.code == "colors-merged" })
    let one = try bench.slice("a.obj")
    #expect(tools(one.text) == [0] && one.report.diagnostics.contains { $0.code == "colors-merged" })
}

@Test func `supports and their dense layers are drawn by extruders of their own`() throws {
    let bench = try Bench()
    try bench.put(Mesh(joining: [Shapes.box(6, 6, 5), Shapes.box(SIMD3(-12, -12, 5), SIMD3(12, 12, 6))]), "table.stl")
    func tools(_ settings: [(key: String, value: String)]) throws -> [LineFeature: Set<Int>] {
        var tools: [LineFeature: Set<Int>] = [:]
        let made = try bench.slice("table.stl", filaments: "pla-white,pla-black,pla-white", settings: settings + [("support_material", "1"), ("skirts", "0")])
        _ = GCodeReplay().read(made.text) { tools[$0.feature, default: []].insert($0.tool) }
        return tools
    }
    let apart = try tools([("support_material_extruder", "2"), ("support_material_interface_extruder", "3")])
    #expect(apart[.support] == [1] && apart[.supportInterface] == [2] && apart[.externalWall] == [0])
    let dense = try tools([("support_material_interface_extruder", "2")])
    #expect(dense[.support] == [0] && dense[.supportInterface] == [1])
    let plain = try tools([])
    #expect(Set(plain.values.flatMap { $0 }) == [0])
}

@Test func `a piece that is too long is turned until it fits`() throws {
    let bench = try Bench()
    try bench.put(Shapes.box(20, 240, 2), "long.stl")
    let made = try bench.slice("long.stl", settings: [("skirts", "0")])
    #expect(made.report.diagnostics.contains { $0.code == "turned" })
    try bench.put(Shapes.box(15, 400, 2), "longer.stl")
    #expect(throws: JobError.self) { try bench.slice("longer.stl") }
    // Forty of 20 × 60 mm fit on 200 × 200 only if they lie the same way.
    try bench.put(Shapes.box(20, 60, 0.4), "bar.stl")
    #expect(throws: Never.self) { try bench.slice("bar.stl", copies: 21, settings: [("skirts", "0")]) }
}

@Test(arguments: ["cone", "hills", "ramp"])
func `a height field and its exported STL give the same layers to half a cell`(name: String) throws {
    let pitch = 0.1, side = 161
    func height(_ x: Double, _ y: Double) -> Double {
        let (u, v) = (x - 8, y - 8)
        switch name {
        case "cone": return max(0.35, 3 - (u * u + v * v).squareRoot() / 2.5)
        case "hills": return 1.5 + 0.6 * (1.1 * u).sine + 0.5 * (0.9 * v + 0.4 * u).sine
        default: return 0.45 + 0.15 * x
        }
    }
    var pixels: [Float] = []
    for y in 0..<side { for x in 0..<side { pixels.append(Float(height(Double(x) * pitch, Double(y) * pitch))) } }
    let field = HeightField(heights: Raster(width: side, height: side, pixels: pixels), pitch: pitch)
    var settings = SliceSettings()
    (settings.layerHeight, settings.firstLayerHeight, settings.skirtLoops) = (0.2, 0.2, 0)
    let slicer = FieldSlicer(field, settings: settings)
    var bytes: [UInt8] = []
    Model(Sheet(field: field).mesh(.grid, workers: .one)).write(as: .stl) { (piece: [UInt8]) throws(Never) in bytes += piece }
    let mesh = try Model.read(bytes, as: .stl).objects[0].mesh
    for index in 0..<slicer.layerCount {
        let layer = slicer.layer(index), middle = layer.z - layer.height / 2
        let section = mesh.sections(at: [middle], options: SectionOptions(), workers: .one)[0], own = slicer.section(at: middle)
        #expect(own.subtracting(section).area + section.subtracting(own).area < pitch / 2 * section.perimeter, "layer \(index)")
        #expect(max(own.farthest(from: section), section.farthest(from: own)) < pitch / 2, "layer \(index)")
        // Necks between hills are drawn as single lines, which no parallel of the outline stands for.
        guard name != "hills" else { continue }
        // A line is as wide as its plastic.
        let walls = slicer.walls(layer), half = beadSpacing(width: settings.lineWidth, height: layer.height) / 2
        let expected = section.offset(by: -half, join: .mitre()), widest = section.offset(by: -2 * half, join: .mitre())
        if walls.isEmpty {
            #expect(widest.isEmpty, "layer \(index)")
        } else {
            #expect(walls.farthest(from: expected) < pitch / 2, "layer \(index)")
            // A sharp corner of a wall is cut across its cell.
            #expect(expected.farthest(from: walls) < pitch * 0.5.squareRoot(), "layer \(index)")
        }
    }
}

extension FieldSlicer {
    /// The outline at a height, as it lies on the field.
    fileprivate func section(at z: Double) -> Region {
        var loops = Loops(), rings = Contours()
        field.section(at: z, into: &loops)
        for loop in 0..<loops.count { rings.append(loops.points(loop).map { LatticePoint($0) }) }
        return Region(rings, fill: .nonZero)
    }

    /// What the outer walls' middles enclose, as it lies on the field.
    fileprivate func walls(_ layer: LayerPaths) -> Region {
        var rings = Contours()
        for path in layer.paths where path.role == .externalWall && path.isClosed {
            rings.append((path.start..<path.start + path.count).map { LatticePoint(Point(layer.x[$0], layer.y[$0]) - origin) })
        }
        return Region(rings, fill: .nonZero)
    }
}

extension Double {
    /// Without Foundation: the oracle needs no more than a smooth wave.
    fileprivate var sine: Double {
        let turn = self / (2 * .pi), t = turn - turn.rounded(.down)
        let half = t < 0.5 ? t * 2 : (t - 0.5) * 2, bump = 4 * half * (1 - half)
        return t < 0.5 ? bump : -bump
    }
}
