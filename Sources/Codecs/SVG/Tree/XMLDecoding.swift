internal import CDeflate

/// The bytes of an XML document as UTF-8 without a byte order mark: gzip is unpacked, UTF-16 and the Latin encodings are converted.
func decodedXML(_ bytes: [UInt8], limits: SVGLimits) throws(SVGError) -> [UInt8] {
    let bytes = bytes.starts(with: [0x1F, 0x8B]) ? try inflated(bytes, limit: limits.bytes) : bytes
    guard bytes.count <= limits.bytes else { throw .tooLarge(bytes: bytes.count, limit: limits.bytes) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
    if bytes.starts(with: [0xFF, 0xFE]) { return utf8(ofUTF16: bytes.dropFirst(2), bigEndian: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf8(ofUTF16: bytes.dropFirst(2), bigEndian: true) }
    // UTF-16 without a mark starts with "<" in two bytes.
    if bytes.starts(with: [0x3C, 0x00]) { return utf8(ofUTF16: bytes[...], bigEndian: false) }
    if bytes.starts(with: [0x00, 0x3C]) { return utf8(ofUTF16: bytes[...], bigEndian: true) }
    guard let name = declaredEncoding(bytes), let table = singleByteTable(name) else { return bytes }
    var text = String.UnicodeScalarView()
    for byte in bytes { text.append(byte < 128 ? Unicode.Scalar(byte) : table(byte)) }
    return Array(String(text).utf8)
}

/// Unpacks gzip, growing the room until the content fits or the limit is passed.
///
/// The room doubles from eight times the input, so a bomb costs at most `limit` bytes.
private func inflated(_ bytes: [UInt8], limit: Int) throws(SVGError) -> [UInt8] {
    guard let decompressor = libdeflate_alloc_decompressor() else { throw .damagedCompression }
    defer { libdeflate_free_decompressor(decompressor) }
    var room = min(limit, max(1 << 16, bytes.count * 8))
    while true {
        var status = LIBDEFLATE_BAD_DATA
        let result = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            var used = 0
            status = libdeflate_gzip_decompress(decompressor, bytes, bytes.count, buffer.baseAddress, room, &used)
            count = status == LIBDEFLATE_SUCCESS ? used : 0
        }
        if status == LIBDEFLATE_SUCCESS { return result }
        guard status == LIBDEFLATE_INSUFFICIENT_SPACE else { throw .damagedCompression }
        guard room < limit else { throw .tooLarge(bytes: room + 1, limit: limit) }
        room = min(limit, room * 2)
    }
}

private func utf8(ofUTF16 bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var i = bytes.startIndex
    while i + 1 < bytes.endIndex {
        let (first, second) = (UInt16(bytes[i]), UInt16(bytes[i + 1]))
        units.append(bigEndian ? first << 8 | second : second << 8 | first)
        i += 2
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
}

/// The encoding that the XML declaration names, lower case; nil where it names none.
private func declaredEncoding(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(200), as: UTF8.self)
    guard head.hasPrefix("<?xml"), let end = head.firstRange(of: "?>"), let key = head.firstRange(of: "encoding"), key.upperBound < end.lowerBound else { return nil }
    let value = head[key.upperBound..<end.lowerBound].drop { $0 == " " || $0 == "=" }
    guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
    return value.dropFirst().prefix { $0 != quote }.lowercased()
}

/// The upper half of an encoding of one byte a character; nil for UTF-8 and what is not known, which is read as UTF-8.
private func singleByteTable(_ name: String) -> ((UInt8) -> Unicode.Scalar)? {
    switch name {
    case "iso-8859-1", "latin1", "us-ascii": return { Unicode.Scalar($0) }
    case "windows-1252", "cp1252": return { $0 < 160 ? windows1252[Int($0) - 128] : Unicode.Scalar($0) }
    case "windows-1251", "cp1251": return { $0 < 192 ? windows1251[Int($0) - 128] : Unicode.Scalar(UInt32($0) - 192 + 0x410) ?? "?" }
    case "koi8-r": return { $0 < 192 ? "?" : koi8[Int($0) - 192] }
    default: return nil
    }
}

private let windows1252 = Array("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
private let windows1251 = Array("ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї".unicodeScalars)
private let koi8 = Array("юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ".unicodeScalars)
