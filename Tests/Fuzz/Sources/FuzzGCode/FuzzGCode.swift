import ImpressionCodecs
import ImpressionMachines

/// Bytes as they are, packed as a block of binary G-code, or as the file itself.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzGCode(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
    let packed = data[0] % 4 == 0 ? bytes : block(bytes, packing: UInt16(data[0] % 4), encoding: UInt16(data[0] / 4 % 3))
    guard let file = try? GCodeFile(packed) else { return 0 }
    let result = GCodeCheck().run(file.text)
    precondition(result.statistics.beads >= 0)
    var replay = GCodeReplay()
    replay.measuresTime = true
    let objects = replay.footprints(file.text).objects
    precondition(objects.count < 10_000)
    if result.statistics.beads > 0, let pictures = GCodePictures(file.text) {
        _ = pictures.layers(count: 3, size: 40)
        _ = pictures.perspective(width: 40, height: 30)
    }
    return 0
}

/// A file of one block of commands with a sound checksum.
private func block(_ content: [UInt8], packing: UInt16, encoding: UInt16) -> [UInt8] {
    var head = ByteSink(), file = Array("GCDE".utf8) + [1, 0, 0, 0, 1, 0]
    head.append(littleEndian: 1 as UInt16)
    head.append(littleEndian: packing)
    head.append(littleEndian: UInt32(content.count) * 3)
    head.append(littleEndian: UInt32(content.count))
    head.append(littleEndian: encoding)
    head.bytes += content
    head.append(littleEndian: crc32(head.bytes))
    file += head.bytes
    return file
}
