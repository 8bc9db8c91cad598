import Foundation
import ImpressionCanvas
import ImpressionCodecs
import ImpressionGeometry
import ImpressionKit
import ImpressionMachines
import ImpressionMeshing
import ImpressionRaster
import ImpressionTechniques
import Testing
import TestSupport

/// A folder of its own for each test, gone with it, with a picture made by our own encoder: soft shapes and a gradient.
struct Workshop {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
        var raster = Raster<SIMD4<UInt8>>(width: 90, height: 60, filledWith: .zero)
        for y in 0..<60 {
            for x in 0..<90 {
                let wave = 90 * ((x / 9 + y / 7) % 2) + x + y
                raster[x, y] = SIMD4(UInt8(min(255, wave)), UInt8(min(255, wave / 2 + 60)), UInt8(x), 255)
            }
        }
        try scratch.write(encodePNG(raster), to: "art.png")
    }

    func path(_ name: String) -> String { scratch.path(name) }
    var names: Set<String> { scratch.names }

    func job(_ outputs: [String], settings: [(key: String, value: String)] = [], technique: String = "lithophane") throws -> TechniqueJob {
        try TechniqueJob(technique: technique, input: path("art.png"), outputs: outputs.map(path), settings: [("width", "30mm")] + settings)
    }
}

@Test func `every file is the same for one, two and seven workers, and from run to run`() throws {
    let workshop = try Workshop()
    let outputs = ["a.stl", "a.3mf", "a.obj", "a.ply", "a.glb", "a.gcode", "a.png"]
    var expected: [String]?
    for workers in [1, 2, 7, 2] {
        var job = try workshop.job(outputs)
        job.proof = workshop.path("proof.png")
        job.options.overwrite = true
        job.options.digests = true
        job.options.workers = Workers(workers)
        let digests = try job.run().outputs.compactMap(\.sha256)
        #expect(digests.count == outputs.count + 1)
        if let expected { #expect(digests == expected, "\(workers) workers") }
        expected = digests
    }
}

@Test func `a sheet names the settings that change nothing there`() throws {
    let workshop = try Workshop()
    func told(_ settings: [(key: String, value: String)]) throws -> String {
        var job = try workshop.job(["a.gcode"], settings: settings)
        job.options.overwrite = true
        return try job.run().diagnostics.filter { $0.code == "setting-without-effect" }.map(\.message).joined()
    }
    let lying = [(key: "pose", value: "lying")], upright = [(key: "pose", value: "upright")]
    #expect(try told(lying) == "")
    #expect(try told(upright) == "")
    let some = [(key: "fill_pattern", value: "gyroid"), ("ironing", "1"), ("ironing_spacing", "0.2"), ("perimeters", "3"), ("support_material_spacing", "3")]
    let onPlate = try told(lying + some), standing = try told(upright + some)
    for name in ["fill_pattern", "ironing", "ironing_spacing"] { #expect(onPlate.contains(name) && standing.contains(name)) }
    #expect(!onPlate.contains("perimeters") && standing.contains("perimeters"))
    // Nothing is supported, so that nothing need be said of how.
    #expect(!onPlate.contains("support"))
}

@Test(arguments: [
    [("shape", "arc"), ("angle", "120deg")], [("shape", "cylinder"), ("height", "20mm")], [("shape", "sphere")],
    [("outline", "heart"), ("height", "30mm")], [("outline", "circle")], [("outline", "rounded"), ("hole", "3mm"), ("frame", "5mm")],
    [("pose", "upright"), ("foot", "6mm")],
])
func `every form is a closed solid, and its G-code lays down its volume`(settings: [(String, String)]) throws {
    let workshop = try Workshop()
    var job = try workshop.job(["a.stl", "a.gcode"], settings: settings.map { (key: $0.0, value: $0.1) })
    job.options.workers = .one
    let report = try job.run()
    let mesh = try Model.read(readFile(workshop.path("a.stl")), as: .stl).objects[0].mesh
    #expect(mesh.check().isSolid)
    func figure(_ name: String) -> Double { report.statistics.first { $0.name == name }.flatMap { Double($0.value.text) } ?? .nan }
    #expect(abs(figure("printed_volume_mm3") / figure("body_volume_mm3") - 1) < 0.015)
    #expect(abs(figure("body_volume_mm3") / mesh.volume - 1) < 0.02)
}

@Test func `a job that fails leaves no file behind`() throws {
    let workshop = try Workshop()
    #expect(throws: JobError.self) { try workshop.job(["a.gcode"], settings: [("width", "900mm")]).run() }
    #expect(throws: JobError.self) { try workshop.job(["missing/a.stl"]).run() }
    #expect(throws: JobError.self) { try workshop.job(["a.stl"], settings: [("lyer_height", "0.2")]).run() }
    #expect(throws: JobError.self) { try workshop.job(["a.bmp"]).run() }
    #expect(workshop.names == ["art.png"])
}

@Test func `an existing file is kept unless it is to be replaced`() throws {
    let workshop = try Workshop()
    _ = try workshop.job(["a.stl"]).run()
    let error = #expect(throws: JobError.self) { try workshop.job(["a.stl"]).run() }
    #expect(error?.fault == .output)
}

@Test func `a model reads back from every format that is read`() throws {
    let workshop = try Workshop()
    _ = try workshop.job(["a.stl", "a.3mf", "a.obj", "a.ply"]).run()
    let counts = try ["a.stl", "a.3mf", "a.obj", "a.ply"].map { name in
        try InspectJob(input: workshop.path(name), options: JobOptions()).run().statistics.first { $0.name == "triangles" }?.value
    }
    #expect(Set(counts.map { $0?.text }).count == 1)
}

@Test func `the sample in the readme compiles and makes its file`() throws {
    let workshop = try Workshop()
    let plate = try Artwork(contentsOf: workshop.path("art.png"))
        .fitted(width: 40)
        .framed(3)
        .impressed(as: .lithophane(thickness: 0.6...3.2))
    let mesh = plate.mesh(tolerance: 0.02)
    try mesh.write(to: workshop.path("portrait.3mf"))
    #expect(mesh.check().isSolid)
    #expect(workshop.names.contains("portrait.3mf"))
    let printed = try plate.sliced { $0.layerHeight = 0.12 }.gcode(for: .prusaMK4, filament: .whitePLA).write(to: workshop.path("portrait.gcode"))
    #expect(abs(printed.pieceVolume / mesh.volume - 1) < 0.01)
    let statistics = try InspectJob(input: workshop.path("portrait.gcode"), options: JobOptions()).run().statistics
    #expect(statistics.first { $0.name == "layers" }?.value.text == "\(printed.layers)")
}

@Test func `the short names of printers and filaments lead to entries of the catalogue`() throws {
    let printers = try [Printer.prusaMK4, .prusaMK3S, .prusaMini, .ender3, .ender3V2, .voron350, .genericMarlin, .genericKlipper]
    #expect(printers.map(\.name) == Printers.names.filter { Set(printers.map(\.name)).contains($0) })
    let filaments = try [Filament.whitePLA, .genericPLA, .genericPETG]
    #expect(filaments.map(\.name) == Filaments.names.filter { Set(filaments.map(\.name)).contains($0) })
}

@Test func `what a job prints as JSON is one line in a fixed order`() throws {
    let workshop = try Workshop()
    let text = try workshop.job(["a.stl"]).run().json.text
    #expect(text.hasPrefix("{\"version\":1,\"outputs\":[{\"path\":"))
    #expect(!text.contains("\n"))
    #expect(JSON.string("a\"b\\c\n\u{1}").text == "\"a\\\"b\\\\c\\n\\u0001\"")
}
