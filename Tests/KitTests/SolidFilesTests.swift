import Foundation
import ImpressionCodecs
import ImpressionKit
import ImpressionMeshing
import Testing
import TestSupport

@Suite struct SolidFilesTests {
    /// Two colours side by side and a third on both.
    private let drawing = """
        <svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm" viewBox="0 0 40 20">
        <rect width="20" height="20" fill="#d00"/><rect x="20" width="20" height="20" fill="#00d"/><circle cx="20" cy="10" r="6" fill="#fd0"/></svg>
        """

    private func files(_ technique: String, _ outputs: [String], _ settings: [(key: String, value: String)] = []) throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        try scratch.write(Array(drawing.utf8), to: "art.svg")
        _ = try TechniqueJob(technique: technique, input: scratch.path("art.svg"), outputs: outputs.map(scratch.path), settings: settings).run()
        return scratch
    }

    private func meshes(_ name: String, in scratch: ScratchFolder) throws -> [Mesh] { try Model.read(Array(scratch.contents(name)), as: name.hasSuffix("stl") ? .stl : .threeMF).objects.map(\.mesh) }

    @Test(arguments: ["sharp", "chamfer", "round"]) func `an STL of several parts is one manifold body, a 3MF one for each part`(edge: String) throws {
        for technique in ["extrude", "sign", "keychain"] {
            let scratch = try files(technique, ["a.stl", "a.3mf"], [("edge", edge)])
            let whole = try #require(try meshes("a.stl", in: scratch).first).welded(), parts = try meshes("a.3mf", in: scratch)
            #expect(whole.check().isSolid && whole.check().shells == 1, "\(technique): \(whole.check())")
            #expect(parts.count == (technique == "extrude" ? 3 : 4) && parts.allSatisfy { $0.check().isSolid })
            #expect(abs(parts.reduce(0) { $0 + $1.volume } - whole.volume) < 1e-4 * whole.volume)
        }
    }

    @Test func `an inlay that is printed together is one plate as STL`() throws {
        let scratch = try files("inlay", ["a.stl", "a.3mf"], [("layout", "together")])
        let whole = try #require(try meshes("a.stl", in: scratch).first).welded(), parts = try meshes("a.3mf", in: scratch)
        // Nothing is left of the pockets: the upper face is one level.
        #expect(whole.check().isSolid && whole.check().shells == 1)
        #expect(!whole.vertices.contains { $0.z > 0.31 && $0.z < 2.99 })
        #expect(abs(parts.reduce(0) { $0 + $1.volume } - whole.volume) < 1e-4 * whole.volume)
    }

    @Test func `a path with {part} or {n} is a file for each part`() throws {
        let scratch = try files("sign", ["sign-{part}.stl", "{n}.ply"])
        #expect(scratch.names.isSuperset(of: ["sign-base.stl", "sign-dd0000.stl", "sign-0000dd.stl", "sign-ffdd00.stl", "1.ply", "2.ply", "3.ply", "4.ply"]))
        #expect(scratch.names.count == 9)
        for name in ["sign-base.stl", "sign-dd0000.stl"] { #expect(try #require(try meshes(name, in: scratch).first).welded().check().isSolid) }
    }
}
