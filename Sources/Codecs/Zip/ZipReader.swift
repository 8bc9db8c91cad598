internal import CDeflate

/// Reads a zip archive that is held in memory, entry by entry and within a bound of size.
public struct ZipReader: Sendable {
    private struct Entry: Sendable {
        var method: Int, checksum: UInt32
        var packed: Int, size: Int, offset: Int
    }

    private let bytes: [UInt8]
    private var entries: [String: Entry] = [:]
    /// Names of all entries, in the directory's order.
    public private(set) var names: [String] = []

    /// - Throws: `ModelError.truncated` or `.malformed` where the directory is not to be had.
    public init(_ bytes: [UInt8]) throws(ModelError) {
        self.bytes = bytes
        var (count, at) = try Self.directory(bytes)
        while count > 0 {
            guard at >= 0, at + 46 <= bytes.count, bytes.littleEndian32(at: at) == 0x0201_4B50 else { throw .malformed(part: "the zip directory", line: 0) }
            at = try addEntry(at)
            count -= 1
        }
    }

    private mutating func addEntry(_ at: Int) throws(ModelError) -> Int {
        let name = bytes.littleEndian16(at: at + 28), extra = bytes.littleEndian16(at: at + 30), comment = bytes.littleEndian16(at: at + 32)
        guard at + 46 + name + extra <= bytes.count else { throw .malformed(part: "the zip directory", line: 0) }
        let text = String(decoding: bytes[at + 46..<at + 46 + name], as: UTF8.self)
        guard bytes.littleEndian16(at: at + 8) & 1 == 0 else { throw .unsupported(part: text, feature: "encryption") }
        var entry = Entry(method: bytes.littleEndian16(at: at + 10), checksum: bytes.littleEndian32(at: at + 16),
                          packed: Int(bytes.littleEndian32(at: at + 20)), size: Int(bytes.littleEndian32(at: at + 24)),
                          offset: Int(bytes.littleEndian32(at: at + 42)))
        widen(&entry, from: at + 46 + name, to: at + 46 + name + extra)
        if entries.updateValue(entry, forKey: text) == nil { names.append(text) }
        return at + 46 + name + extra + comment
    }

    private func widen(_ entry: inout Entry, from start: Int, to end: Int) {
        var at = start
        while at + 4 <= end {
            let kind = bytes.littleEndian16(at: at), size = bytes.littleEndian16(at: at + 2)
            if kind == 1 {
                var next = at + 4
                func wide(_ value: inout Int) {
                    guard value == 0xFFFF_FFFF, next + 8 <= min(end, at + 4 + size) else { return }
                    value = Int(clamping: bytes.littleEndian64(at: next))
                    next += 8
                }
                wide(&entry.size)
                wide(&entry.packed)
                wide(&entry.offset)
            }
            at += 4 + size
        }
    }

    private static func directory(_ bytes: [UInt8]) throws(ModelError) -> (count: Int, at: Int) {
        var end = bytes.count - 22
        let first = max(0, end - 65_535)
        while end >= first, bytes.littleEndian32(at: end) != 0x0605_4B50 { end -= 1 }
        guard end >= first, end >= 0 else { throw .truncated(part: "the zip directory", needed: 22, present: bytes.count) }
        let count = bytes.littleEndian16(at: end + 10), at = Int(bytes.littleEndian32(at: end + 16))
        if count == 0xFFFF || at == 0xFFFF_FFFF, end >= 20, bytes.littleEndian32(at: end - 20) == 0x0706_4B50 {
            let wide = Int(clamping: bytes.littleEndian64(at: end - 12))
            guard wide <= bytes.count - 56, bytes.littleEndian32(at: wide) == 0x0606_4B50 else { throw .malformed(part: "the zip directory", line: 0) }
            return (Int(clamping: bytes.littleEndian64(at: wide + 32)), min(bytes.count, Int(clamping: bytes.littleEndian64(at: wide + 48))))
        }
        return (count, at)
    }

    /// The content of an entry; nil when there is none of that name.
    ///
    /// - Parameter limit: Most bytes that it may unpack to.
    public func content(of name: String, limit: Int) throws(ModelError) -> [UInt8]? {
        guard let entry = entries[name] else { return nil }
        guard entry.size <= limit else { throw .tooLarge(part: name, size: entry.size, limit: limit) }
        guard entry.offset <= bytes.count - 30, bytes.littleEndian32(at: entry.offset) == 0x0403_4B50 else { throw .malformed(part: name, line: 0) }
        let start = entry.offset + 30 + bytes.littleEndian16(at: entry.offset + 26) + bytes.littleEndian16(at: entry.offset + 28)
        guard start <= bytes.count, entry.packed <= bytes.count - start else {
            throw .truncated(part: name, needed: entry.packed, present: max(0, bytes.count - start))
        }
        // Deflate cannot shrink more than 1032 to 1: a larger claim is a lie, found before memory is taken for it.
        guard entry.size <= 1040 * (entry.packed + 1) else { throw .damaged(part: name) }
        let content: [UInt8]
        switch entry.method {
        case 0: content = Array(bytes[start..<start + entry.packed])
        case 8: content = try inflated(start, entry, name)
        default: throw .unsupported(part: name, feature: "packing method \(entry.method)")
        }
        guard content.count == entry.size, ZipWriter.checksum(content) == entry.checksum else { throw .damaged(part: name) }
        return content
    }

    private func inflated(_ start: Int, _ entry: Entry, _ name: String) throws(ModelError) -> [UInt8] {
        guard let tool = libdeflate_alloc_decompressor() else { throw .damaged(part: name) }
        defer { libdeflate_free_decompressor(tool) }
        var good = false
        let content = [UInt8](unsafeUninitializedCapacity: entry.size) { buffer, initialized in
            bytes.withUnsafeBytes { source in
                var written = 0
                let result = libdeflate_deflate_decompress(tool, source.baseAddress.map { $0 + start }, entry.packed, buffer.baseAddress, entry.size, &written)
                good = result == LIBDEFLATE_SUCCESS
                initialized = good ? written : 0
            }
        }
        guard good else { throw .damaged(part: name) }
        return content
    }
}
