import ImpressionCodecs
import ImpressionGeometry
@testable import ImpressionMachines
import ImpressionSlicing
import Testing

/// Lines of G-code as they come, with a rare character now and then.
private func text(_ count: Int, seed: UInt64) -> [UInt8] {
    var random = SplitMix64(seed: seed), lines = ""
    for _ in 0..<count {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: lines += ";TYPE:External perimeter\n"
        case 1: lines += "\n"
        case 2: lines += "M73 P\(Int.random(in: 0..<100, using: &random)) R5\n"
        default: lines += "G1 X\(Int.random(in: 0..<250_000, using: &random)) Y\(Double(Int.random(in: 0..<9999, using: &random)) / 100) E.0\(Int.random(in: 1..<999, using: &random))\n"
        }
    }
    return Array(lines.utf8)
}

private func written(_ kind: GCodeFile.Kind, _ profile: PrintProfile, of source: Rings = Rings(layerCount: 30), workers: Workers = .one) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let picture = Thumbnail(width: 4, height: 3, bytes: [137, 80, 78, 71, 13, 10, 26, 10])
    _ = try GCodeWriter(GCodeJob(name: "ring", profile: profile, thumbnails: [picture])).write(source, as: kind, workers: workers) { (piece: [UInt8]) throws(Never) in bytes += piece }
    return bytes
}

@Test func `heatshrink gives back what it took, and packs what repeats`() {
    var random = SplitMix64(seed: 3)
    for pack in [Heatshrink.wide, .narrow] {
        for length in [0, 1, 2, 3, 17, 100, 5000, 70_000] {
            let noise = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            let same = [UInt8](repeating: 7, count: length), lines = Array(text(length / 20 + 1, seed: 5).prefix(length))
            for bytes in [noise, same, lines] { #expect(pack.unpacked(pack.packed(bytes)[...], size: bytes.count) == bytes) }
            if length >= 5000 { #expect(pack.packed(same).count < length / 7 && pack.packed(lines).count < length) }
        }
    }
    // Written by hand: 'a', then one byte from one back, three times over. 1 01100001 0 000000000000 0010.
    #expect(Heatshrink.wide.unpacked([0b1011_0000, 0b1000_0000, 0b0000_0001, 0b0000_0000][...], size: 4) == Array("aaaa".utf8))
    #expect(Heatshrink.wide.unpacked([0b1011_0000][...], size: 4) == nil)
}

@Test func `meatpack gives back the same lines, and reads what others write`() {
    for seed in 1...20 as ClosedRange<UInt64> {
        let lines = text(200, seed: seed)
        #expect(MeatPack.unpacked(MeatPack.packed(lines[...])) == lines)
        #expect(MeatPack.packed(lines[...]).count < lines.count * 4 / 5)
    }
    // From the table, by hand: "G1 X2\n" is 1D EB C2; "M" stands whole after its pair.
    #expect(MeatPack.unpacked([0xFF, 0xFF, 0xFB, 0x1D, 0xEB, 0xC2]) == Array("G1 X2\n".utf8))
    #expect(MeatPack.unpacked([0xFF, 0xFF, 0xFB, 0x7F, UInt8(ascii: "M"), 0xC3, 0xFF, 0xFF, 0xFA, UInt8(ascii: "T")]) == Array("M73\nT".utf8))
    // Without spaces their code means E, and words are parted again.
    #expect(MeatPack.unpacked([0xFF, 0xFF, 0xFB, 0xFF, 0xFF, 0xF7, 0x1D, 0x3E, 0x5B, 0xCC]) == Array("G1 X3 E5\n".utf8))
    #expect(MeatPack.unpacked([0xFF, 0xFF, 0xFB, 0x7F]) == nil)
}

@Test func `md5 is that of the standard's examples`() {
    #expect(md5([]) == "d41d8cd98f00b204e9800998ecf8427e")
    #expect(md5(Array("message digest".utf8)) == "f96b697d7cb7938d525a2f31aaf161d0")
    #expect(md5(Array("12345678901234567890123456789012345678901234567890123456789012345678901234567890".utf8)) == "57edf4a22be3c955ac49da2e2107b67a")
}

@Test func `binary files hold the same commands as text, for any number of workers`() throws {
    let plain = String(decoding: try written(.text, profile()), as: UTF8.self), binary = try written(.binary, profile())
    for workers in [2, 3, 7] { #expect(try written(.binary, profile(), workers: Workers(workers)) == binary) }
    let file = try GCodeFile(binary)
    #expect(file.kind == .binary && binary.count < plain.utf8.count / 2)
    func commands(_ text: String) -> [Substring] { text.split(separator: "\n").filter { !$0.hasPrefix("; ") && $0 != ";" } }
    #expect(commands(String(decoding: file.text, as: UTF8.self)) == commands(plain))
    for name in ["; filament used [mm] = ", "; estimated printing time (normal mode) = ", "; layer_height = "] {
        func line(_ text: String) -> Substring? { text.split(separator: "\n").first { $0.hasPrefix(name) } }
        #expect(line(String(decoding: file.text, as: UTF8.self)) == line(plain))
    }
    var check = GCodeCheck()
    check.rules = ["usage", "progress", "retraction", "layers"]
    #expect(check.run(file.text).holds)
}

@Test func `a damaged binary file is refused, whichever byte is changed`() throws {
    let whole = try written(.binary, profile(), of: Rings(layerCount: 2))
    var random = SplitMix64(seed: 8)
    for _ in 0..<400 {
        var bytes = whole
        let at = Int.random(in: 0..<bytes.count, using: &random)
        bytes[at] ^= UInt8.random(in: 1...255, using: &random)
        if let read = try? GCodeFile(bytes) { #expect(at < 4 && read.kind == .text) }
        // A file that ends between two blocks is whole as far as it goes.
        _ = try? GCodeFile(Array(whole.prefix(Int.random(in: 0..<whole.count, using: &random))))
    }
    // A block that claims to unpack to four gigabytes.
    var bomb = Array("GCDE".utf8) + [1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 255, 255, 255, 255, 8, 0, 0, 0, 0, 0]
    bomb += [UInt8](repeating: 0, count: 8)
    #expect(throws: GCodeFileError.self) { try GCodeFile(bomb) }
}

@Test func `a package holds its plate, the plate's checksum, and what the printer asks for`() throws {
    var profile = try profile("bambu-a1-mini")
    try profile.set("gcode_label_objects", "firmware")
    let bytes = try written(.package, profile), zip = try ZipReader(bytes)
    let code = try #require(try zip.content(of: "Metadata/plate_1.gcode", limit: 1 << 24))
    let sum = try #require(try zip.content(of: "Metadata/plate_1.gcode.md5", limit: 64))
    #expect(String(decoding: sum, as: UTF8.self).lowercased() == md5(code))
    for name in ["Metadata/plate_1.png", "Metadata/slice_info.config", "Metadata/plate_1.json", "Metadata/model_settings.config", "Metadata/project_settings.config", "3D/3dmodel.model"] {
        #expect(try zip.content(of: name, limit: 1 << 20)?.isEmpty == false, "\(name)")
    }
    let text = String(decoding: code, as: UTF8.self)
    for word in ["; HEADER_BLOCK_START", "; total layer number: 30\n", "; CONFIG_BLOCK_START", "; EXECUTABLE_BLOCK_START", "; CHANGE_LAYER\n; Z_HEIGHT: 0.2\n; LAYER_HEIGHT: 0.2\n",
                 "; FEATURE: Inner wall\n", "; layer num/total_layer_count: 30/30\nM73 L30\n", "M624 AQAAAAAAAAA=\n", "M625\n"] {
        #expect(text.contains(word), "\(word)")
    }
    #expect(!text.contains(";TYPE:") && !text.contains("BambuStudio"))
    let file = try GCodeFile(bytes), beads = GCodeReplay().read(file.text)
    #expect(file.kind == .package && beads.layers == 30 && beads.objects == 1)
}

@Test func `a package is written as it is printed, in small pieces`() throws {
    let writer = GCodeWriter(GCodeJob(name: "ring", profile: try profile("bambu-a1-mini")))
    var bytes: [UInt8] = [], largest = 0
    _ = try writer.write(Rings(layerCount: 800, center: Point(90, 90), height: 0.2), as: .package) { (piece: [UInt8]) throws(Never) in
        largest = max(largest, piece.count)
        bytes += piece
    }
    let code = try #require(try ZipReader(bytes).content(of: "Metadata/plate_1.gcode", limit: 1 << 26))
    #expect(code.count > 1 << 20 && largest < 1 << 17 && GCodeReplay().read(code).layers == 800)
}

@Test func `what is packed piece by piece unpacks to the same`() throws {
    var random = SplitMix64(seed: 3), content: [UInt8] = []
    let stream = DeflateStream()
    var zip = ZipWriter(), bytes: [UInt8] = [], sum = MD5()
    func put(_ piece: [UInt8]) { bytes += piece }
    zip.add("first", Array("before".utf8), to: put)
    zip.begin("long", to: put)
    for i in 0..<60 {
        let piece = (0..<Int(random.next() % 40_000)).map { _ in i % 3 == 0 ? UInt8(truncatingIfNeeded: random.next()) : UInt8(i) }
        content += piece
        sum.add(piece)
        put(stream.pack(piece))
    }
    put(stream.finish())
    zip.end(stream, to: put)
    zip.add("last", Array("after".utf8), to: put)
    zip.finish(to: put)
    let read = try ZipReader(bytes)
    #expect(try read.content(of: "long", limit: 1 << 26) == content && sum.text == md5(content) && stream.checksum == crc32(content))
    #expect(try read.content(of: "first", limit: 99) == Array("before".utf8) && read.content(of: "last", limit: 99) == Array("after".utf8))
}

@Test func `thumbnails come in the sizes and formats that are asked for`() throws {
    var printer = Printer()
    try printer.set("thumbnails", "16x16/QOI, 313x173/qoi,640x480/JPG, 32x32")
    #expect(printer.thumbnails == [ThumbnailForm(width: 16, height: 16, format: .qoi), ThumbnailForm(width: 313, height: 173, format: .qoi), ThumbnailForm(width: 640, height: 480, format: .jpeg), ThumbnailForm(width: 32, height: 32)])
    try printer.set("thumbnails", "")
    #expect(printer.thumbnails.isEmpty)
    for wrong in ["16", "16x", "0x5/PNG", "16x16/GIF", "99999x1/PNG", "a x b"] { #expect(throws: SettingError.self) { try printer.set("thumbnails", wrong) } }
}
