import ImpressionCodecs
import ImpressionGeometry
@testable import ImpressionKit
import ImpressionMeshing
import Testing
import TestSupport

/// Models and their G-code in a folder of their own.
private struct Bench {
    let scratch: ScratchFolder
    init() throws { scratch = try ScratchFolder() }
    func path(_ name: String) -> String { scratch.path(name) }

    func put(_ mesh: Mesh, _ name: String) throws {
        var bytes: [UInt8] = []
        Model(mesh).write(as: .stl) { (piece: [UInt8]) throws(Never) in bytes += piece }
        try scratch.write(bytes, to: name)
    }

    func slice(_ models: [String], _ output: String, copies: Int = 1, settings: [(key: String, value: String)] = []) throws {
        var job = SliceJob(inputs: models.map(path), outputs: [path(output)])
        job.print.settings = settings
        job.placement.copies = copies
        job.options.overwrite = true
        _ = try job.run()
    }

    func text(_ name: String) throws -> [String] { String(decoding: try readFile(path(name)), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    func put(_ lines: [String], _ name: String) throws { try scratch.write(Array(lines.joined(separator: "\n").utf8), to: name) }

    func check(_ name: String, _ model: String...) throws -> (codes: [String], holds: Bool, messages: String) {
        var job = CheckJob(input: path(name), options: JobOptions())
        job.models = model.map(path)
        let outcome = try job.run()
        let errors = outcome.report.diagnostics.filter { $0.severity == .error }
        return (errors.map(\.code), outcome.holds, errors.map(\.message).joined(separator: "\n"))
    }
}

/// Lines with every length of filament changed.
private func scaled(_ lines: [String], by factor: Double, where chosen: (Int) -> Bool = { _ in true }) -> [String] {
    lines.enumerated().map { number, line in
        guard line.hasPrefix("G1 X") || line.hasPrefix("G1 Y"), chosen(number), let at = line.range(of: " E") else { return line }
        let rest = line[at.upperBound...], word = rest.prefix { $0 != " " }
        guard let value = Double(word), value > 0 else { return line }
        return line[..<at.upperBound] + "\(value * factor)" + rest.dropFirst(word.count)
    }
}

@Test func `a sliced model makes its own sections, solid or hollow, alone or in copies`() throws {
    let bench = try Bench()
    try bench.put(Shapes.joined([Shapes.box(18, 12, 3), Shapes.cylinder(radius: 4, height: 6, sides: 40)]), "part.stl")
    for (settings, copies) in [([(key: "fill_density", value: "100%")], 1), ([("fill_density", "15%")], 1), ([("fill_density", "15%"), ("gcode_label_objects", "firmware")], 3)] {
        try bench.slice(["part.stl"], "part.gcode", copies: copies, settings: settings)
        let outcome = try bench.check("part.gcode", "part.stl")
        #expect(outcome.holds, "\(outcome.messages)")
    }
}

@Test func `models of one plate are told apart by their size`() throws {
    let bench = try Bench()
    try bench.put(Shapes.box(10, 10, 2), "small.stl")
    try bench.put(Shapes.box(25, 14, 3), "large.stl")
    try bench.slice(["small.stl", "large.stl"], "both.gcode")
    #expect(try bench.check("both.gcode", "large.stl", "small.stl").holds)
    #expect(try !bench.check("both.gcode", "large.stl").holds)
}

@Test func `each fault in what is laid is found`() throws {
    let bench = try Bench()
    try bench.put(Shapes.box(18, 12, 3), "part.stl")
    try bench.put(Shapes.box(18, 12.8, 3), "wider.stl")
    try bench.slice(["part.stl"], "sound.gcode", settings: [("fill_density", "100%")])
    #expect(try bench.check("sound.gcode", "part.stl").holds)
    let sound = try bench.text("sound.gcode")
    let layers = sound.indices.filter { sound[$0] == ";LAYER_CHANGE" }

    // Another model.
    #expect(try bench.check("sound.gcode", "wider.stl").codes.contains("sections"))
    // The walls of one layer are travelled along without plastic.
    var open = sound
    var isWall = false
    for i in layers[5]..<layers[6] {
        if open[i].hasPrefix(";TYPE:") { isWall = open[i] == ";TYPE:External perimeter" }
        if isWall, let at = open[i].range(of: " E") { open[i] = String(open[i][..<at.lowerBound]) }
    }
    try bench.put(open, "open.gcode")
    let missing = try bench.check("open.gcode", "part.stl")
    #expect(missing.codes.contains("sections") && missing.messages.contains("missing"))
    // Every layer is laid twice.
    var twice: [String] = Array(sound[..<layers[0]])
    for (i, start) in layers.enumerated() {
        let end = i + 1 < layers.count ? layers[i + 1] : sound.count, layer = sound[start..<end]
        twice += layer
        if i + 1 < layers.count { twice += layer.filter { !$0.hasPrefix(";LAYER") && !$0.hasPrefix("M73") } }
    }
    try bench.put(twice, "twice.gcode")
    #expect(try bench.check("twice.gcode", "part.stl").messages.contains("twice"))
    // Too much and too little plastic.
    for factor in [1.2, 0.8] {
        try bench.put(scaled(sound, by: factor), "flow.gcode")
        #expect(try bench.check("flow.gcode", "part.stl").messages.contains("volume"), "\(factor)")
    }
}

@Test func `a least share decides whether a comparison holds`() throws {
    let bench = try Bench()
    try bench.put(Shapes.box(18, 12, 2), "part.stl")
    try bench.slice(["part.stl"], "part.gcode")
    var job = CheckJob(input: bench.path("part.gcode"), options: JobOptions())
    job.models = [bench.path("part.stl")]
    job.failUnder = 0.9
    #expect(try job.run().holds)
    job.failUnder = 1
    #expect(try !job.run().holds)
}

@Test func `a lithophane's file shows its picture, and another picture is told apart`() throws {
    let workshop = try Workshop()
    var job = try workshop.job(["a.gcode"], settings: [("resolution", "0.3mm"), ("frame", "2mm")])
    job.options.workers = .one
    _ = try job.run()
    var check = CheckJob(input: workshop.path("a.gcode"), options: JobOptions())
    check.artwork = ArtworkComparison(picture: workshop.path("art.png"))
    check.artwork?.settings = [("resolution", "0.3mm"), ("frame", "2mm")]
    check.failUnder = 0.6
    let own = try check.run()
    func figure(_ report: JobReport, _ name: String) -> Double { report.statistics.first { $0.name == name }.flatMap { Double($0.value.text) } ?? .nan }
    #expect(own.holds, "\(own.report.diagnostics)")
    check.artwork?.settings.append(("negative", "true"))
    if let other = try? check.run() {
        #expect(!other.holds && figure(other.report, "ssim") < figure(own.report, "ssim"))
        #expect(figure(other.report, "delta_e00") > figure(own.report, "delta_e00"))
    }
}
