@testable import ImpressionCodecs
import ImpressionMeshing
import Testing

/// Two tetrahedra as slicers put them into a project.
@Suite struct ThreeMFExtruderTests {
    private func package(_ model: String, _ files: [(String, String)]) throws -> [UInt8] {
        var zip = ZipWriter(), bytes: [UInt8] = []
        let rels = #"<Relationships><Relationship Id="r" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel" Target="/3D/3dmodel.model"/></Relationships>"#
        for (name, text) in [("_rels/.rels", rels), ("3D/3dmodel.model", model)] + files { zip.add(name, Array(text.utf8)) { bytes += $0 } }
        zip.finish { bytes += $0 }
        return bytes
    }

    private func tetrahedron(_ x: Int) -> String {
        [(x, 0, 0), (x + 1, 0, 0), (x, 1, 0), (x, 0, 1)].map { "<vertex x=\"\($0.0)\" y=\"\($0.1)\" z=\"\($0.2)\"/>" }.joined()
    }

    private func triangles(_ first: Int) -> String {
        [(0, 2, 1), (0, 1, 3), (1, 2, 3), (2, 0, 3)].map { "<triangle v1=\"\($0.0 + first)\" v2=\"\($0.1 + first)\" v3=\"\($0.2 + first)\"/>" }.joined()
    }

    @Test func `volumes of a PrusaSlicer project become parts of their extruders`() throws {
        let model = "<model unit=\"millimeter\"><resources><object id=\"1\" name=\"pair\"><mesh><vertices>\(tetrahedron(0))\(tetrahedron(5))\(tetrahedron(9))</vertices>"
            + "<triangles>\(triangles(0))\(triangles(4))\(triangles(8))</triangles></mesh></object></resources><build><item objectid=\"1\" transform=\"1 0 0 0 1 0 0 0 1 10 0 0\"/></build></model>"
        let config = """
            <config><object id="1" instances_count="1"><metadata type="object" key="extruder" value="3"/>
            <volume firstid="0" lastid="3"><metadata type="volume" key="name" value="a"/><metadata type="volume" key="extruder" value="2"/></volume>
            <volume firstid="4" lastid="7"><metadata type="volume" key="name" value="b"/></volume>
            <volume firstid="8" lastid="11"><metadata type="volume" key="modifier" value="1"/><metadata type="volume" key="volume_type" value="ParameterModifier"/></volume></object></config>
            """
        let read = try Model.read(package(model, [("Metadata/Slic3r_PE_model.config", config)]), as: .threeMF)
        #expect(read.objects.map(\.extruder) == [2, 3] && read.objects.map(\.name) == ["pair", "pair"])
        #expect(read.objects.map { $0.mesh.bounds!.min.x } == [10, 15])
        #expect(read.objects.allSatisfy { $0.mesh.vertices.count == 4 && $0.mesh.triangles.count == 4 })
    }

    @Test func `components of an Orca project become parts of their extruders`() throws {
        let model = "<model><resources><object id=\"1\"><mesh><vertices>\(tetrahedron(0))</vertices><triangles>\(triangles(0))</triangles></mesh></object>"
            + "<object id=\"2\"><mesh><vertices>\(tetrahedron(5))</vertices><triangles>\(triangles(0))</triangles></mesh></object>"
            + "<object id=\"3\"><mesh><vertices>\(tetrahedron(9))</vertices><triangles>\(triangles(0))</triangles></mesh></object>"
            + "<object id=\"4\"><components><component objectid=\"1\"/><component objectid=\"2\"/><component objectid=\"3\"/></components></object></resources>"
            + "<build><item objectid=\"4\"/></build></model>"
        let config = """
            <config><object id="4"><metadata key="name" value="sign"/><metadata key="extruder" value="1"/>
            <part id="1" subtype="normal_part"><metadata key="name" value="base"/></part>
            <part id="2" subtype="normal_part"><metadata key="extruder" value="4"/></part>
            <part id="3" subtype="negative_part"></part></object></config>
            """
        let read = try Model.read(package(model, [("Metadata/model_settings.config", config)]), as: .threeMF)
        #expect(read.objects.map(\.extruder) == [1, 4])
        #expect(read.objects.map { $0.mesh.bounds!.min.x } == [0, 5])
    }

    @Test func `ranges beyond the mesh and odd numbers are got over`() throws {
        let model = "<model><resources><object id=\"1\"><mesh><vertices>\(tetrahedron(0))</vertices><triangles>\(triangles(0))</triangles></mesh></object></resources><build><item objectid=\"1\"/></build></model>"
        let config = "<config><object id=\"1\"><volume firstid=\"2\" lastid=\"4000000000000\"><metadata type=\"volume\" key=\"extruder\" value=\"99\"/></volume><volume firstid=\"9\" lastid=\"9\"/></object></config>"
        let read = try Model.read(package(model, [("Metadata/Slic3r_PE_model.config", config)]), as: .threeMF)
        #expect(read.triangleCount == 2 && read.objects.allSatisfy { $0.extruder == nil })
    }
}
