@testable import ImpressionCodecs

/// A zip of files, not packed.
func storedZip(_ files: [(name: String, content: [UInt8])]) throws -> [UInt8] {
    var zip = ZipWriter(), bytes: [UInt8] = []
    for file in files { zip.add(file.name, file.content, level: 0) { (piece: [UInt8]) throws(Never) in bytes += piece } }
    zip.finish { (piece: [UInt8]) throws(Never) in bytes += piece }
    return bytes
}
