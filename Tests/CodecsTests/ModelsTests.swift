import Foundation
import ImpressionCodecs
import ImpressionGeometry
import ImpressionMeshing
import TestSupport
import Testing

/// A tetrahedron with awkward coordinates.
private let tetrahedron = Mesh(vertices: [SIMD3(0, 0, 0), SIMD3(0.1, 0, 0), SIMD3(1.0 / 3, 17.123457, 0), SIMD3(1e-5, 2, 1234.5678)],
                               triangles: [SIMD3(0, 2, 1), SIMD3(0, 1, 3), SIMD3(1, 2, 3), SIMD3(2, 0, 3)])

private func written(_ model: Model, _ format: ModelFormat, workers: Workers = .one) -> [UInt8] {
    var bytes: [UInt8] = []
    model.write(as: format, workers: workers) { (piece: [UInt8]) throws(Never) in bytes += piece }
    return bytes
}

/// The corners of all facets, which no reordering of vertices changes.
private func corners(_ model: Model) -> [SIMD3<Float>] {
    model.objects.flatMap { object in object.mesh.triangles.flatMap { [object.mesh.vertices[Int($0.x)], object.mesh.vertices[Int($0.y)], object.mesh.vertices[Int($0.z)]] } }
}

@Test(arguments: ModelFormat.allCases.filter { $0 != .glb })
func `what is written reads back to the last bit`(format: ModelFormat) throws {
    let model = Model(tetrahedron, name: "a & b <c> \"d\"")
    let back = try Model.read(written(model, format), as: format)
    #expect(corners(back) == corners(model))
    #expect(back.findings.isEmpty)
}

@Test(arguments: ModelFormat.allCases)
func `any number of workers writes the same bytes`(format: ModelFormat) {
    var random = SplitMix64(seed: 5)
    var mesh = Mesh()
    for i in 0..<3000 { mesh.vertices.append(SIMD3(Float(random.unit()), Float(i), Float(random.unit() * 1e3))) }
    for i in 0..<2998 { mesh.triangles.append(SIMD3(UInt32(i), UInt32(i + 1), UInt32(i + 2))) }
    let one = written(Model(mesh), format)
    for workers in [2, 7] { #expect(written(Model(mesh), format, workers: Workers(workers)) == one) }
}

@Test func `binary STL is 84 bytes and 50 a facet`() {
    let bytes = written(Model(tetrahedron), .stl)
    #expect(bytes.count == 84 + 4 * 50)
    #expect(!bytes.starts(with: Array("solid".utf8)))
    #expect(bytes[80..<84].elementsEqual([4, 0, 0, 0]))
}

@Test func `text STL in CR and CRLF, with capitals and several solids`() throws {
    let text = String(decoding: written(Model(tetrahedron), .asciiSTL), as: UTF8.self)
    let expected = corners(Model(tetrahedron))
    for variant in [text.replacing("\n", with: "\r"), text.replacing("\n", with: "\r\n"), text.replacing("facet", with: "FACET").replacing("vertex", with: "Vertex")] {
        #expect(corners(try STLReader.read(Array(variant.utf8))) == expected)
    }
    #expect(corners(try STLReader.read(Array((text + text).utf8))).count == 2 * expected.count)
}

@Test func `a wrong count is reported, a cut file is not trusted`() throws {
    var bytes = written(Model(tetrahedron), .stl)
    bytes[80] = 9
    #expect(try STLReader.read(bytes).findings == [.miscounted(announced: 9, present: 4)])
    #expect(throws: ModelError.self) { try STLReader.read(Array(bytes.prefix(60))) }
}

@Test func `damaged files end in an error or a model, never otherwise`() {
    var random = SplitMix64(seed: 11)
    for format in ModelFormat.allCases where format != .glb {
        let sound = written(Model(tetrahedron), format)
        for _ in 0..<300 {
            var bytes = sound
            for _ in 0..<Int.random(in: 1...4, using: &random) { bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random) }
            if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            _ = try? Model.read(bytes, as: format)
        }
    }
}

@Suite(.enabled(if: Conformance.has("meshes"), "the conformance data is not here"))
struct ModelConformanceTests {
    @Test func `the usual test models are read`() throws {
        for (name, triangles) in [("3DBenchy.stl", 225_154), ("spot.obj", 5856), ("trimesh/unit_cube.STL", 12), ("trimesh/bunny.ply", 16_301), ("trimesh/featuretype.STL", 3476)] {
            let file = Conformance.root.appending(path: "meshes/\(name)")
            let model = try Model.read(Conformance.bytes(file), as: ModelFormat(fileExtension: file.pathExtension))
            // Facets without area are left out and said so; trimesh counts them.
            let leftOut = model.findings.reduce(0) { if case .degenerate(let count) = $1 { $0 + count } else { $0 } }
            #expect(model.triangleCount + leftOut == triangles, "\(name): \(model.triangleCount)")
        }
    }

    @Test func `every sample of 3MF is read`() throws {
        let root = "meshes/3mf-samples/"
        for folder in ["examples/core", "examples/material", "examples/production", "validation_tests/_archive/3mf-Verify/MUSTPASS"] {
            for file in Conformance.files(root + folder, ending: ".3mf") {
                #expect(try Model.read(Conformance.bytes(file)).triangleCount > 0, "\(file.lastPathComponent)")
            }
        }
    }
}
