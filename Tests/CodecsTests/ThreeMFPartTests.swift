import ImpressionCanvas
@testable import ImpressionCodecs
import ImpressionMeshing
import Testing

@Suite struct ThreeMFPartTests {
    private func tetrahedron(_ x: Float) -> Mesh {
        Mesh(vertices: [[x, 0, 0], [x + 1, 0, 0], [x, 1, 0], [x, 0, 1]], triangles: [[0, 2, 1], [0, 1, 3], [1, 2, 3], [2, 0, 3]])
    }

    private func written(_ model: Model) -> [UInt8] {
        var bytes: [UInt8] = []
        model.write(as: .threeMF) { bytes += $0 }
        return bytes
    }

    private func text(_ name: String, in bytes: [UInt8]) throws -> String {
        String(decoding: try #require(try ZipReader(bytes).content(of: name, limit: 1 << 20)), as: UTF8.self)
    }

    @Test func `parts are one object with a colour on every triangle and a run for every extruder`() throws {
        let red = Color(1, 0, 0), blue = Color(0, 0, 1)
        let model = Model(objects: [
            .init(name: "base", mesh: tetrahedron(0), extruder: 1, color: red), .init(name: "letter", mesh: tetrahedron(5), extruder: 2, color: blue),
        ], metadata: [.init("Title", "sign")])
        let bytes = written(model), part = try text("3D/3dmodel.model", in: bytes)
        #expect(part.contains("<m:color color=\"#FF0000FF\"/><m:color color=\"#0000FFFF\"/>"))
        #expect(part.contains("<triangle v1=\"0\" v2=\"2\" v3=\"1\" pid=\"2\" p1=\"0\"/>") && part.contains("<triangle v1=\"4\" v2=\"6\" v3=\"5\" pid=\"2\" p1=\"1\"/>"))
        #expect(part.split(separator: "<item ").count == 2)
        let config = try text("Metadata/Slic3r_PE_model.config", in: bytes)
        #expect(config.contains("firstid=\"0\" lastid=\"3\"") && config.contains("firstid=\"4\" lastid=\"7\""))
        let read = try Model.read(bytes, as: .threeMF)
        #expect(read.objects.map(\.extruder) == [1, 2])
        #expect(read.objects.map { $0.mesh.bounds?.min.x } == [0, 5])
    }

    @Test func `for Bambu Studio parts are components with extruders, and read back the same`() throws {
        let model = Model(objects: [
            .init(name: "base", mesh: tetrahedron(0), extruder: 1, color: Color(1, 0, 0)), .init(name: "a & b", mesh: tetrahedron(5), extruder: 2, color: Color(0, 0, 1)),
        ], metadata: [.init("Title", "sign")])
        var bytes: [UInt8] = []
        model.write(as: .bambu3MF) { bytes += $0 }
        let part = try text("3D/3dmodel.model", in: bytes), config = try text("Metadata/model_settings.config", in: bytes)
        #expect(part.contains("<object id=\"4\" name=\"sign\" type=\"model\"><components><component objectid=\"1\"/><component objectid=\"2\"/></components></object>"))
        #expect(part.contains("<object id=\"2\" name=\"a &amp; b\" type=\"model\" pid=\"3\" pindex=\"1\">") && part.split(separator: "<item ").count == 2)
        #expect(config.contains("<part id=\"2\" subtype=\"normal_part\">") && config.contains("<metadata key=\"extruder\" value=\"2\"/>"))
        let read = try Model.read(bytes, as: .threeMF)
        #expect(read.objects.map(\.extruder) == [1, 2] && read.objects.map { $0.mesh.bounds?.min.x } == [0, 5])
    }

    @Test func `objects without colours and extruders stay items of their own`() throws {
        let bytes = written(Model(objects: [.init(name: "a", mesh: tetrahedron(0)), .init(name: "b", mesh: tetrahedron(3))]))
        let part = try text("3D/3dmodel.model", in: bytes)
        #expect(part.split(separator: "<item ").count == 3 && !part.contains("pid=") && !part.contains("materials"))
        #expect(try ZipReader(bytes).content(of: "Metadata/Slic3r_PE_model.config", limit: 1000) == nil)
    }
}
