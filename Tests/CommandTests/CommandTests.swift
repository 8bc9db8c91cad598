import Foundation
import ImpressionCodecs
import ImpressionMeshing
import ImpressionRaster
import Testing
import TestSupport

/// Runs the built program as a person does, in a folder of its own that goes with it.
struct Shell {
    let scratch: ScratchFolder
    /// The program lies beside the test bundle.
    static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "impression")

    init() throws {
        scratch = try ScratchFolder()
        var raster = Raster<SIMD4<UInt8>>(width: 48, height: 32, filledWith: .zero)
        for y in 0..<32 {
            for x in 0..<48 { raster[x, y] = SIMD4(UInt8(x * 5), UInt8(y * 7), UInt8((x ^ y) & 63), 255) }
        }
        let bytes = encodePNG(raster)
        try scratch.write(bytes, to: "art.png")
        try scratch.write(bytes.prefix(bytes.count / 2), to: "torn.png")
        try scratch.write([], to: "empty.png")
        var cube: [UInt8] = []
        Model(Shapes.box(10, 8, 2)).write(as: .stl) { (piece: [UInt8]) throws(Never) in cube += piece }
        try scratch.write(cube, to: "cube.stl")
        try scratch.write(cube.prefix(300), to: "torn.stl")
    }

    var names: Set<String> { scratch.names }
    func contents(_ name: String) -> Data { scratch.contents(name) }

    struct Outcome {
        var code: Int32
        var output: Data
        var errors: String
    }

    func run(_ words: [String], input: String? = nil) throws -> Outcome {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = words
        process.currentDirectoryURL = scratch.url
        let (output, errors) = (scratch.url.appending(path: ".stdout"), scratch.url.appending(path: ".stderr"))
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        if let input { process.standardInput = try FileHandle(forReadingFrom: scratch.url.appending(path: input)) }
        try process.run()
        process.waitUntilExit()
        defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
        return Outcome(code: process.terminationStatus, output: try Data(contentsOf: output), errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}

/// Words, exit code, and what the one line on standard error holds.
private let refused: [(words: String, code: Int32, message: String)] = [
    ("lithophane art.png", 64, "-o"),
    ("lithophane art.png -o a.xyz", 64, "xyz"),
    ("lithophane art.png -o - --width 20mm", 64, "--format"),
    ("lithophane art.png -o a.stl --format nonsense", 64, "nonsense"),
    ("lithophane art.png -o a.stl --width nan", 64, "nan"),
    ("lithophane art.png -o a.stl --width -3mm", 64, "-3"),
    ("lithophane art.png -o a.stl --thickness 3mm..1mm", 64, "3mm..1mm"),
    ("lithophane art.png -o a.stl --widht 20mm", 64, "--widht"),
    ("lithophane art.png -o a.stl --shape hart", 64, "hart"),
    ("lithophane art.png -o a.stl --tolerance 0", 64, "0"),
    ("lithophane art.png -o a.stl --jobs 0", 64, "0"),
    ("lithophane art.png -o a.stl --max-pixels 10", 65, "10"),
    ("lithophane torn.png -o a.stl", 65, "torn.png"),
    ("lithophane empty.png -o a.stl", 65, "empty.png"),
    ("lithophane none.png -o a.stl", 66, "none.png"),
    ("lithophane art.png -o missing/a.stl --width 20mm", 73, "missing"),
    ("lithophane art.png -o art.png --width 20mm", 73, "art.png"),
    ("lithophane art.png -o a.gcode --printer prusa-mk9", 78, "prusa-mk4"),
    ("lithophane art.png -o a.gcode --filament pla", 78, "pla"),
    ("lithophane art.png -o a.gcode --set layer_hight=0.1", 78, "layer_height"),
    ("lithophane art.png -o a.gcode --set layer_height=nan", 78, "nan"),
    ("lithophane art.png -o a.gcode --width 400mm", 65, "406.9 × 275.5 mm"),
    ("make lithofane art.png -o a.stl", 64, "lithophane"),
    ("relief art.png -o a.stl --proof p.png --width 20mm", 64, "proof"),
    ("slice torn.png -o a.gcode", 65, "torn.png"),
    ("slice cube.stl -o a.gcode --copies 5000", 65, "5000 pieces"),
    ("slice cube.stl -o a.gcode --scale 0", 64, "--scale 0"),
    ("slice cube.stl -o a.gcode --scale 100", 65, "200 × 200"),
    ("slice cube.stl -o a.gcode --extruder 2", 78, "extruder 2"),
    ("slice cube.stl -o a.gcode --extruder 0", 64, "0"),
    ("slice cube.stl -o a.gcode --color-change 2mm:red", 64, "red"),
    ("slice cube.stl -o a.gcode --pause below", 64, "below"),
    ("slice cube.stl -o a.gcode --set fill_pattern=gyros", 78, "gyroid"),
    ("slice cube.stl none.stl -o a.gcode", 66, "none.stl"),
    ("check none.gcode", 66, "none.gcode"),
    ("check cube.stl", 65, "draws no line"),
    ("convert art.png -o a.stl", 64, "a.stl"),
    ("convert torn.png -o a.png", 65, "torn.png"),
    ("inspect none.stl", 66, "none.stl"),
    ("list printer", 64, "printers"),
    ("frobnicate", 64, "frobnicate"),
]

@Test(arguments: refused)
func `what cannot be done is refused in one line, with its exit code and without a file`(words: String, code: Int32, message: String) throws {
    let shell = try Shell()
    let before = shell.names
    let outcome = try shell.run(words.split(separator: " ").map(String.init) + ["--quiet"].filter { _ in !words.hasPrefix("list") && words != "frobnicate" })
    #expect(outcome.code == code, "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").first?.lowercased().contains("error") == true, "\(outcome.errors)")
    #expect(shell.names == before)
}

@Test(arguments: [
    "lithophane art.png -o out.stl -o out.3mf -o out.obj -o out.ply -o out.glb -o out.gcode -o out.png --proof proof.png --width 20mm",
    "lithophane art.png -o out.gcode --width 20mm --pose upright --printer prusa-mk4 --filament petg-generic --set layer_height=0.15",
    "relief art.png -o out.stl --width=20mm --outline circle --height 20mm",
    "make relief art.png -o out.stl --set width=20mm --side sunk",
    "slice art.png -o out.gcode --set width=20mm --set relief=2mm --printer generic-klipper -j2 --seed 7",
    "slice cube.stl -o out.gcode --copies 4 --rotate-z 30 --set fill_density=20% --set fill_pattern=gyroid --color-change 1mm:#FF0000 --pause 1.4mm:Look",
    "slice cube.stl cube.stl -o out.gcode -o out.png -o out.3mf --merge --extruder 1,2 --filament pla-white,petg-generic",
    "slice cube.stl -o out.gcode --copies 2 --set avoid_crossing_perimeters=1 --set only_retract_when_crossing_perimeters=1 --set fill_density=20%",
    "slice cube.stl -o out.gcode --set support_material=1 --set raft_layers=2 --set brim_width=3 --printer prusa-mini",
    "convert art.png -o out.png",
    "inspect art.png",
    "list techniques", "list printers", "list filaments", "list formats", "list settings",
])
func `every command does its work and says so in JSON`(words: String) throws {
    let shell = try Shell()
    let words = words.split(separator: " ").map(String.init)
    let outcome = try shell.run(words + ["--json"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let answer = try #require(try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    #expect(answer["version"] as? Int == 1)
    for (option, name) in zip(words, words.dropFirst()) where option == "-o" { #expect(shell.contents(name).count > 50, "\(name)") }
}

@Test func `a text STL is asked for by its format, and says the same as the binary one`() throws {
    let shell = try Shell()
    #expect(try shell.run(["lithophane", "art.png", "-o", "a.stl", "--width", "20mm", "-q"]).code == 0)
    #expect(try shell.run(["convert", "a.stl", "-o", "b.stl", "--format", "stl-ascii", "-q"]).code == 0)
    #expect(shell.contents("b.stl").starts(with: Data("solid".utf8)))
    let (a, b) = try (Model.read(Array(shell.contents("a.stl")), as: .stl), Model.read(Array(shell.contents("b.stl")), as: .stl))
    #expect(a.triangleCount == b.triangleCount)
    #expect(a.objects.map(\.mesh.vertices) == b.objects.map(\.mesh.vertices))
}

@Test func `a pipe takes a picture in and a model out`() throws {
    let shell = try Shell()
    let piped = try shell.run(["lithophane", "-", "-o", "-", "--format", "3mf", "--width", "20mm", "-q"], input: "art.png")
    #expect(piped.code == 0, "\(piped.errors)")
    #expect(try Model.read(Array(piped.output)).triangleCount > 100)
}

@Test func `a reader that goes away ends the program with one line`() throws {
    let shell = try Shell()
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "('\(Shell.program.path)' lithophane art.png -o - --format stl --width 40mm --tolerance grid -q 2>said; echo $? >code) | head -c 10 >/dev/null"]
    process.currentDirectoryURL = shell.scratch.url
    try process.run()
    process.waitUntilExit()
    let code = Int(String(decoding: shell.contents("code"), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    #expect(code == 73 || code == 141, "\(String(describing: code))")
    #expect(String(decoding: shell.contents("said"), as: UTF8.self).split(separator: "\n").count <= 1)
}

@Test func `what is sliced passes its own check, and a spoiled file fails it`() throws {
    let shell = try Shell()
    #expect(try shell.run(["slice", "cube.stl", "-o", "cube.gcode", "-q"]).code == 0)
    let sound = try shell.run(["check", "cube.gcode", "--printer", "generic-marlin"])
    #expect(sound.code == 0, "\(sound.errors)")
    let text = String(decoding: shell.contents("cube.gcode"), as: UTF8.self)
    try shell.scratch.write(Array(text.replacing("M109", with: "M110").replacing("M104", with: "M110").utf8), to: "cold.gcode")
    let cold = try shell.run(["check", "cold.gcode"])
    #expect(cold.code == 1 && cold.errors.contains("temperature"))
    #expect(try shell.run(["check", "cold.gcode", "--skip", "temperature", "-q"]).code == 0)
}

@Test func `settings tell their values and where these come from, and a written file gives them again`() throws {
    let shell = try Shell()
    try shell.scratch.write(Array("layer_height = 0.15\nperimeters = 4\n".utf8), to: "mine.ini")
    let told = try shell.run(["settings", "--printer", "prusa-mk4", "--config", "mine.ini", "--set", "walls=5"])
    let lines = String(decoding: told.output, as: UTF8.self).split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("layer_height = 0.15  # mine.ini") } && lines.contains("perimeters = 5  # --set"))
    #expect(lines.contains { $0.hasPrefix("retract_length = 0.7") && $0.hasSuffix("# printer prusa-mk4") } && lines.contains { $0.hasSuffix("# default") })
    #expect(try shell.run(["settings", "--printer", "prusa-mk4", "--config", "mine.ini", "-o", "all.ini"]).code == 0)
    let again = try shell.run(["settings", "--config", "all.ini"])
    let values = { (text: Data) in String(decoding: text, as: UTF8.self).split(separator: "\n").map { $0.split(separator: "  # ")[0] } }
    #expect(again.code == 0, "\(again.errors)")
    #expect(values(again.output) == values(try shell.run(["settings", "--printer", "prusa-mk4", "--config", "mine.ini"]).output))
}
