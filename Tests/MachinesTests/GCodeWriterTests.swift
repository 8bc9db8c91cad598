import ImpressionGeometry
import ImpressionMachines
import ImpressionMeshing
import ImpressionRaster
import ImpressionSlicing
import Testing

private let filamentArea = Double.pi / 4 * 1.75 * 1.75

@Test func `a line pushes the plastic of its width and height`() throws {
    let back = ReadBack(try gcode(Rings(), profile()).text)
    for bead in back.beads where bead.type == "Perimeter" && bead.length > 5 {
        let expected = 0.2 * (0.45 - 0.2 * (1 - .pi / 4)) / filamentArea
        #expect(abs(bead.e / bead.length - expected) < 1e-5)
    }
}

@Test func `layers stand at the heights that were asked for`() throws {
    let back = ReadBack(try gcode(Rings(layerCount: 9), profile()).text)
    #expect(back.layerHeights.count == 9)
    for (i, z) in back.layerHeights.enumerated() { #expect(abs(z - 0.2 * Double(i + 1)) < 1e-9) }
}

@Test func `every line is drawn on the bed, at its layer's height`() throws {
    let made = try gcode(Rings(), profile())
    let back = ReadBack(made.text)
    for bead in back.beads {
        #expect(bead.x >= 0 && bead.x <= 200 && bead.y >= 0 && bead.y <= 200)
        #expect(abs(bead.z - back.layerHeights[bead.layer]) < 1e-9)
    }
    #expect(back.moves.allSatisfy { $0.length == 0 || $0.z >= 0.2 - 1e-9 })
}

@Test(arguments: ["generic-marlin", "prusa-mk4", "ender-3", "voron-2.4-350"])
func `what is drawn back is pushed out again, never twice`(printer: String) throws {
    let back = ReadBack(try gcode(Rings(), profile(printer)).text)
    let length = try Printers.named(printer).retraction
    var drawn = 0.0
    for move in back.moves where move.length == 0 && move.e != 0 {
        drawn += move.e
        #expect(drawn <= 1e-9 && drawn >= -length - 1e-9, "\(printer): \(drawn)")
    }
    #expect(abs(drawn) < 1e-9)
    #expect(!back.beads.isEmpty)
}

@Test func `progress rises to 100 on its last line, and the minutes left never rise`() throws {
    let back = ReadBack(try gcode(Rings(layerCount: 60), profile()).text)
    #expect(back.progress.count > 20)
    for (a, b) in zip(back.progress, back.progress.dropFirst()) { #expect(a.percent <= b.percent && a.minutes >= b.minutes) }
    #expect(back.progress.first?.percent == 0 && back.progress.last?.percent == 100 && back.progress.last?.minutes == 0)
    #expect(back.progress.dropLast().allSatisfy { $0.percent < 100 })
}

@Test func `no line is faster than the machine or flows more than the filament bears`() throws {
    let back = ReadBack(try gcode(Rings(), profile("generic-marlin", [("filament_max_volumetric_speed", "3"), ("infill_speed", "180"), ("solid_infill_speed", "180")])).text)
    for bead in back.beads {
        #expect(bead.feed / 60 <= 200)
        #expect(bead.e * filamentArea / (bead.length / (bead.feed / 60)) <= 3 + 1e-2 / bead.length, "\(bead)")
    }
}

@Test func `the first layer is slow and without fan`() throws {
    let text = try gcode(Rings(), profile()).text
    for bead in ReadBack(text).beads where bead.layer == 0 { #expect(bead.feed <= 20 * 60) }
    let first = text.components(beforeLayer: 1)
    #expect(!first.contains("M106"))
    #expect(text.contains("M106 S255"))
}

@Test func `short layers are slowed down to their least time`() throws {
    let settings = [("slowdown_below_layer_time", "15"), ("min_print_speed", "5")]
    let back = ReadBack(try gcode(Rings(size: 8), profile("generic-marlin", settings)).text)
    for layer in 1..<12 {
        let time = back.moves.filter { $0.layer == layer && $0.feed > 0 }.reduce(0) { $0 + ($1.length > 0 ? $1.length : abs($1.e)) / ($1.feed / 60) }
        let slowest = back.beads.filter { $0.layer == layer }.allSatisfy { $0.feed <= 5 * 60 + 1 }
        #expect(time > 14.7 || slowest, "layer \(layer) takes \(time) s")
    }
}

@Test func `what is drawn of the object stands between its labels, and nothing else`() throws {
    for printer in ["generic-marlin", "generic-klipper"] {
        for bead in ReadBack(try gcode(Rings(), profile(printer)).text).beads { #expect(bead.inObject == (bead.type != "Skirt/Brim")) }
    }
}

@Test func `numbers have at most three decimals, filament five, and never an exponent`() throws {
    let text = try gcode(Rings(), profile()).text
    #expect(text.utf8.allSatisfy { $0 < 128 })
    for line in text.split(separator: "\n") where line.hasPrefix("G1 ") {
        for word in line.dropFirst(3).split(separator: " ") {
            let parts = word.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
            #expect(parts.count <= 2 && (parts.count == 1 || parts[1].count <= (word.first == "E" ? 5 : 3)), "\(line)")
            #expect(!word.dropFirst().contains { $0.isLetter })
        }
    }
}

@Test func `the same bytes for one, two and seven workers`() throws {
    let one = try gcode(Rings(layerCount: 23), profile()).text
    for workers in [2, 7] { #expect(try gcode(Rings(layerCount: 23), profile(), workers: Workers(workers)).text == one) }
}

@Test func `head and foot say what hosts look for`() throws {
    let made = try gcode(Rings(), profile(), thumbnails: [Thumbnail(width: 16, height: 8, bytes: Array(repeating: 7, count: 500))])
    let back = ReadBack(made.text)
    #expect(made.text.firstMatch(of: /; generated by (.+?) on \d{4}-\d{2}-\d{2} at \d{2}:\d{2}:\d{2}/) != nil)
    #expect(!made.text.contains("generated by PrusaSlicer"))
    let used = Double(back.value(after: "; filament used [mm] = ")!)!
    #expect(abs(used - back.beads.reduce(0) { $0 + $1.e }) < 0.006)
    #expect(abs(used - made.report.filament) < 0.006)
    #expect(back.value(after: "; total layers count = ") == "12")
    #expect(back.value(after: "; estimated printing time (normal mode) = ")?.wholeMatch(of: /(\d+d )?(\d+h )?(\d+m )?\d+s/) != nil)
    let begin = try #require(back.lines.firstIndex { $0.hasPrefix("; thumbnail begin 16x8 ") })
    let end = try #require(back.lines.firstIndex { $0 == "; thumbnail end" })
    let code = back.lines[(begin + 1)..<end].map { String($0.dropFirst(2)) }
    #expect(code.joined().count == Int(back.lines[begin].split(separator: " ").last!)!)
    #expect(code.allSatisfy { $0.count <= 78 })
    let config = back.lines.drop { $0 != "; prusaslicer_config = begin" }.dropFirst().prefix { $0 != "; prusaslicer_config = end" }
    #expect(config.count >= 80 && config.map(String.init) == config.map(String.init).sorted())
}

@Test func `dialects say it their own way`() throws {
    let klipper = try gcode(Rings(), profile("generic-klipper")).text
    #expect(klipper.contains("SET_PRINT_STATS_INFO TOTAL_LAYER=12\n") && klipper.contains("SET_PRINT_STATS_INFO CURRENT_LAYER=12\n"))
    #expect(klipper.contains("EXCLUDE_OBJECT_DEFINE NAME='ring'") && !klipper.contains("M201") && !klipper.contains("M204"))
    let settings = [("machine_limits_usage", "emit_to_gcode"), ("default_acceleration", "900")]
    #expect(try gcode(Rings(), profile("generic-marlin", settings + [("gcode_flavor", "marlin")])).text.contains("\nM204 S900\n"))
    #expect(try gcode(Rings(), profile("generic-marlin", settings + [("gcode_flavor", "marlin2")])).text.contains("\nM204 P900\n"))
}

@Test func `what cannot be printed is refused by its numbers`() throws {
    #expect(throws: GCodeError.self) { try gcode(Rings(size: 300), profile()) }
    let high = #expect(throws: GCodeError.self) { try gcode(Rings(layerCount: 1001), profile()) }
    #expect(high?.description == "the piece is 200.2 mm high, more than the 200 mm of generic-marlin")
    #expect(throws: GCodeError.self) { try gcode(Rings(poison: .nan), profile()) }
    #expect(throws: GCodeError.self) { try gcode(Rings(poison: 1e300), profile()) }
    #expect(throws: GCodeError.self) { try gcode(Rings(layerCount: 0), profile()) }
    #expect(throws: GCodeError.self) { try gcode(Rings(), profile("generic-marlin", [("start_gcode", "M117 [nonsense]")])) }
}

@Test func `a failing sink ends the work with its own error`() throws {
    struct Full: Error {}
    let writer = GCodeWriter(GCodeJob(name: "ring", profile: try profile()))
    #expect(throws: GCodeWriter.Failure<Full>.self) { try writer.write(Rings()) { (_: [UInt8]) throws(Full) in throw Full() } }
}

@Test func `replay finds what the report says`() throws {
    let made = try gcode(Rings(), profile())
    var volume = 0.0
    let seen = GCodeReplay().read(Array(made.text.utf8)) { volume += $0.volume }
    #expect(abs(seen.filament - made.report.filament) < 1e-4)
    #expect(abs(volume - made.report.filamentVolume) < 1e-3)
    #expect(abs(seen.pieceVolume - made.report.pieceVolume) < 1e-3)
    #expect(seen.layers == 12 && abs(seen.greatestZ - 2.4) < 1e-9 && seen.extent == made.report.extent)
    #expect(abs(seen.drawnBack) < 1e-9)
}

@Test func `a slab laid down from its own G-code is as thick as it was drawn`() throws {
    let field = HeightField(heights: Raster(width: 51, height: 51, filledWith: 2), pitch: 0.4)
    var profile = try profile()
    profile.print.slice.plateCenter = Point(100, 100)
    let slicer = FieldSlicer(field, settings: profile.sliceSettings)
    let made = try gcode(slicer, profile)
    var laid = DepositedThickness(origin: slicer.origin, pitch: 0.4, columns: 51, rows: 51)
    _ = GCodeReplay().read(Array(made.text.utf8)) { if $0.role != "Skirt/Brim" { laid.add($0) } }
    let total = laid.thickness.pixels.reduce(0) { $0 + Double($1) } * 0.16
    #expect(abs(total / (20 * 20 * 2) - 1) < 0.01)
    for y in 5..<46 { for x in 5..<46 { #expect(abs(laid.thickness[x, y] - 2) < 0.35) } }
}

extension String {
    /// What stands before the layer of that number.
    fileprivate func components(beforeLayer number: Int) -> Substring {
        var rest = self[...]
        for _ in 0...number {
            guard let range = rest.firstRange(of: ";LAYER_CHANGE") else { break }
            rest = rest[range.upperBound...]
        }
        return self[..<rest.startIndex]
    }
}
