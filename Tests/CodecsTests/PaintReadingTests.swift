import ImpressionCanvas
@testable import ImpressionCodecs
import ImpressionMeshing
import Testing

@Suite struct PaintReadingTests {
    private func read(_ resources: String, files: [(String, String)] = []) throws -> Model {
        var zip = ZipWriter(), bytes: [UInt8] = []
        let links = #"<Relationships><Relationship Id="r" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel" Target="/3D/3dmodel.model"/></Relationships>"#
        let model = "<model unit=\"millimeter\"><resources>\(resources)</resources><build><item objectid=\"9\"/></build></model>"
        for (name, text) in [("_rels/.rels", links), ("3D/3dmodel.model", model)] + files { zip.add(name, Array(text.utf8)) { bytes += $0 } }
        zip.finish { bytes += $0 }
        return try Model.read(bytes, as: .threeMF)
    }

    /// A tetrahedron at x, each of its four triangles with attributes of its own.
    private func mesh(_ x: [Int], _ paints: [[String]]) -> String {
        let vertices = x.flatMap { x in [(x, 0, 0), (x + 1, 0, 0), (x, 1, 0), (x, 0, 1)] }.map { "<vertex x=\"\($0.0)\" y=\"\($0.1)\" z=\"\($0.2)\"/>" }.joined()
        let triangles = zip(x.indices, paints).flatMap { i, own in
            zip([(0, 2, 1), (0, 1, 3), (1, 2, 3), (2, 0, 3)], own).map { t, paint in "<triangle v1=\"\(t.0 + 4 * i)\" v2=\"\(t.1 + 4 * i)\" v3=\"\(t.2 + 4 * i)\" \(paint)/>" }
        }.joined()
        return "<mesh><vertices>\(vertices)</vertices><triangles>\(triangles)</triangles></mesh>"
    }

    private let red = Color(1, 0, 0), blue = Color(0, 0, 1)
    private let group = ##"<m:colorgroup id="2"><m:color color="#FF0000FF"/><m:color color="#0000FF"/></m:colorgroup>"##
    private let materials = ##"<basematerials id="3"><base name="a" displaycolor="#0000FF"/><base name="b" displaycolor="#FF0000"/></basematerials>"##
    private func four(_ paint: String) -> [String] { .init(repeating: paint, count: 4) }

    @Test func `colour groups and base materials become parts by their colours`() throws {
        let shells = mesh([0, 5, 9], [four(#"pid="2" p1="0""#), four(#"pid="3" p1="0""#), four("")])
        let model = try read(group + materials + #"<object id="9" pid="3" pindex="1">"# + shells + "</object>")
        #expect(model.objects.map(\.color) == [red, blue] && model.findings.isEmpty)
        #expect(model.objects.map { $0.mesh.triangles.count } == [8, 4] && model.objects.allSatisfy { $0.extruder == nil })
    }

    @Test func `an object's colour holds for its components, a component's own comes before`() throws {
        let model = try read(group + #"<object id="1">"# + mesh([0], [four("")]) + #"</object><object id="4" pid="2" pindex="1">"# + mesh([4], [four("")])
            + #"</object><object id="9" pid="2" pindex="0"><components><component objectid="1"/><component objectid="4"/></components></object>"#)
        #expect(model.objects.map(\.color) == [red, blue])
    }

    @Test(arguments: [("4", 1), ("8", 2), ("0C", 3), ("1C", 4), ("DC", 16)])
    func `paint that covers whole shells names their extruders`(code: String, extruder: Int) throws {
        for word in ["paint_color", "slic3rpe:mmu_segmentation"] {
            let model = try read(#"<object id="9">"# + mesh([0, 5], [four("\(word)=\"\(code)\""), four("")]) + "</object>")
            #expect(model.objects.map(\.extruder) == [extruder, nil] && model.findings.isEmpty)
        }
    }

    @Test func `a shell of several colours takes the larger, and says so`() throws {
        var paints = four(#"pid="2" p1="0""#)
        paints[0] = #"pid="2" p1="1""#
        let model = try read(group + #"<object id="9">"# + mesh([0], [paints]) + "</object>")
        #expect(model.objects.map(\.color) == [red] && model.objects[0].mesh.triangles.count == 4)
        #expect(model.findings == [.paintedShells(count: 1)])
        let divided = try read(#"<object id="9">"# + mesh([0], [[#"paint_color="4321""#, "", "", ""]]) + "</object>")
        #expect(divided.findings == [.dividedPaint(triangles: 1)] && divided.objects.count == 1)
    }

    @Test func `negative parts are taken away, and what is not printed is told`() throws {
        let config = """
            <config><object id="9"><volume firstid="0" lastid="3"><metadata type="volume" key="volume_type" value="ModelPart"/></volume>
            <volume firstid="4" lastid="7"><metadata type="volume" key="volume_type" value="NegativeVolume"/></volume>
            <volume firstid="8" lastid="11"><metadata type="volume" key="volume_type" value="SupportBlocker"/></volume></object></config>
            """
        let model = try read(#"<object id="9">"# + mesh([0, 5, 9], [four(""), four(""), four("")]) + "</object>", files: [("Metadata/Slic3r_PE_model.config", config)])
        #expect(model.objects.count == 1 && model.objects[0].mesh.bounds?.min.x == 0 && model.objects[0].cut.bounds?.min.x == 5)
        #expect(model.findings == [.leftOut(kind: "support blockers", count: 1)])
    }

    @Test func `modifiers keep their settings and extruders, by either program's words`() throws {
        let prusa = """
            <config><object id="9"><volume firstid="0" lastid="3"><metadata type="volume" key="volume_type" value="ModelPart"/><metadata type="volume" key="fill_density" value="5%"/></volume>
            <volume firstid="4" lastid="7"><metadata type="volume" key="name" value="m"/><metadata type="volume" key="volume_type" value="ParameterModifier"/>
            <metadata type="volume" key="matrix" value="1 0 0 0"/><metadata type="volume" key="source_file" value="x"/><metadata type="volume" key="extruder" value="2"/>
            <metadata type="volume" key="fill_density" value="60%"/><metadata type="volume" key="perimeters" value="5"/></volume></object></config>
            """
        let first = try read(#"<object id="9">"# + mesh([0, 5], [four(""), four("")]) + "</object>", files: [("Metadata/Slic3r_PE_model.config", prusa)])
        let orca = """
            <config><object id="9"><part id="1" subtype="normal_part"/><part id="4" subtype="modifier_part"><metadata key="name" value="m"/><metadata key="extruder" value="3"/>
            <metadata key="sparse_infill_density" value="60%"/><metadata key="wall_loops" value="5"/></part></object></config>
            """
        let second = try read(#"<object id="1">"# + mesh([0], [four("")]) + #"</object><object id="4">"# + mesh([5], [four("")])
            + #"</object><object id="9"><components><component objectid="1"/><component objectid="4" transform="1 0 0 0 1 0 0 0 1 2 0 0"/></components></object>"#, files: [("Metadata/model_settings.config", orca)])
        for (model, x, extruder, names) in [(first, 5, 2, ["fill_density", "perimeters"]), (second, 7, 3, ["sparse_infill_density", "wall_loops"])] {
            #expect(model.objects.count == 1 && model.findings.isEmpty && model.objects[0].mesh.triangles.count == 4)
            let modifiers = model.objects[0].modifiers
            #expect(modifiers.count == 1 && modifiers[0].extruder == extruder && modifiers[0].mesh.bounds?.min.x == Float(x))
            #expect(modifiers[0].settings == [.init(names[0], "60%"), .init(names[1], "5")])
        }
    }

    @Test func `materials of an OBJ become parts, with their library's colours by name`() throws {
        let shell = { (first: Int) in "f \(first) \(first + 2) \(first + 1)\nf \(first) \(first + 1) \(first + 3)\nf \(first + 1) \(first + 2) \(first + 3)\nf \(first + 2) \(first) \(first + 3)\n" }
        let vertices = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nv 5 0 0\nv 6 0 0\nv 5 1 0\nv 5 0 1\n"
        let model = try Model.read(Array(("mtllib some colours.mtl\no body\n" + vertices + "usemtl red\n" + shell(1) + "usemtl blue\n" + shell(5)).utf8), as: .obj)
        #expect(model.objects.map(\.material) == ["red", "blue"] && model.objects.map(\.name) == ["body", "body"] && model.libraries == ["some colours.mtl"])
        #expect(model.objects.allSatisfy { $0.mesh.triangles.count == 4 })
        let colors = MTLReader.colors(Array("newmtl red\nKa 0 0 0\nKd 1 0 0\r\n\n# x\nnewmtl blue\n  Kd 0 0 1.5\nnewmtl odd\nKd nan 0 0\n".utf8))
        #expect(colors == ["red": red, "blue": blue])
        let painted = try Model.read(Array((vertices + "usemtl red\n" + shell(1) + "usemtl blue\nf 1 2 3\n").utf8), as: .obj)
        #expect(painted.findings.contains(.paintedShells(count: 1)) && painted.objects.map(\.material) == ["red"])
    }
}
