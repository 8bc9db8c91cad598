internal import CDeflate

/// A ZIP archive in memory: deflated entries in the order they were added, without dates. ZIP64 where a size needs it.
///
/// Source: PKWARE, "APPNOTE.TXT – .ZIP File Format Specification", 6.3.10.
struct ZipWriter {
    private struct Entry {
        var name: [UInt8], checksum: UInt32, packed: Int, size: Int, offset: Int, method: UInt16
    }

    private var sink = ByteSink()
    private var entries: [Entry] = []

    mutating func add(_ name: String, _ bytes: [UInt8], level: Int = 6) {
        let packed = level > 0 ? deflated(bytes, level: level) : nil
        let body = packed ?? bytes
        let checksum = bytes.withUnsafeBufferPointer { libdeflate_crc32(0, $0.baseAddress, $0.count) }
        let entry = Entry(name: Array(name.utf8), checksum: checksum, packed: body.count, size: bytes.count, offset: sink.bytes.count, method: packed == nil ? 0 : 8)
        sink.append(littleEndian: UInt32(0x0403_4b50))
        appendFields(of: entry, extra: entry.size >= limit || entry.packed >= limit ? 20 : 0)
        sink.bytes += entry.name
        if entry.size >= limit || entry.packed >= limit {
            sink.append(littleEndian: UInt16(1))
            sink.append(littleEndian: UInt16(16))
            sink.append(littleEndian: UInt64(entry.size))
            sink.append(littleEndian: UInt64(entry.packed))
        }
        sink.bytes += body
        entries.append(entry)
    }

    consuming func finish() -> [UInt8] {
        let start = sink.bytes.count
        for entry in entries { appendDirectory(entry) }
        let size = sink.bytes.count - start
        if start >= limit || entries.count >= 0xFFFF { appendEnd64(start: start, size: size) }
        sink.append(littleEndian: UInt32(0x0605_4b50))
        sink.append(littleEndian: UInt32(0))
        sink.append(littleEndian: UInt16(clamping: entries.count))
        sink.append(littleEndian: UInt16(clamping: entries.count))
        sink.append(littleEndian: UInt32(clamping: size))
        sink.append(littleEndian: UInt32(clamping: start))
        sink.append(littleEndian: UInt16(0))
        return sink.bytes
    }

    /// From version needed to the lengths of name and extra field.
    private mutating func appendFields(of entry: Entry, extra: Int) {
        sink.append(littleEndian: UInt16(extra > 0 ? 45 : 20))
        sink.append(littleEndian: UInt16(0x0800))
        sink.append(littleEndian: entry.method)
        sink.append(littleEndian: UInt16(0))
        sink.append(littleEndian: UInt16(0x0021))
        sink.append(littleEndian: entry.checksum)
        sink.append(littleEndian: entry.packed >= limit || entry.size >= limit ? UInt32.max : UInt32(entry.packed))
        sink.append(littleEndian: entry.packed >= limit || entry.size >= limit ? UInt32.max : UInt32(entry.size))
        sink.append(littleEndian: UInt16(entry.name.count))
        sink.append(littleEndian: UInt16(extra))
    }

    private mutating func appendDirectory(_ entry: Entry) {
        let wide = entry.size >= limit || entry.packed >= limit || entry.offset >= limit
        sink.append(littleEndian: UInt32(0x0201_4b50))
        sink.append(littleEndian: UInt16(wide ? 45 : 20))
        var sized = entry
        if wide { (sized.packed, sized.size) = (limit, limit) }
        appendFields(of: sized, extra: wide ? 28 : 0)
        for _ in 0..<3 { sink.append(littleEndian: UInt16(0)) }
        sink.append(littleEndian: UInt32(0))
        sink.append(littleEndian: wide ? UInt32.max : UInt32(entry.offset))
        sink.bytes += entry.name
        guard wide else { return }
        sink.append(littleEndian: UInt16(1))
        sink.append(littleEndian: UInt16(24))
        for value in [entry.size, entry.packed, entry.offset] { sink.append(littleEndian: UInt64(value)) }
    }

    private mutating func appendEnd64(start: Int, size: Int) {
        let end = sink.bytes.count
        sink.append(littleEndian: UInt32(0x0606_4b50))
        sink.append(littleEndian: UInt64(44))
        sink.append(littleEndian: UInt16(45))
        sink.append(littleEndian: UInt16(45))
        sink.append(littleEndian: UInt64(0))
        for value in [entries.count, entries.count, size, start] { sink.append(littleEndian: UInt64(value)) }
        sink.append(littleEndian: UInt32(0x0706_4b50))
        sink.append(littleEndian: UInt32(0))
        sink.append(littleEndian: UInt64(end))
        sink.append(littleEndian: UInt32(1))
    }
}

/// Sizes from here on need ZIP64.
private let limit = 0xFFFF_FFFF

private func deflated(_ bytes: [UInt8], level: Int) -> [UInt8]? {
    guard let compressor = libdeflate_alloc_compressor(Int32(level)) else { return nil }
    defer { libdeflate_free_compressor(compressor) }
    let bound = libdeflate_deflate_compress_bound(compressor, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
        count = bytes.withUnsafeBufferPointer { libdeflate_deflate_compress(compressor, $0.baseAddress, $0.count, buffer.baseAddress, bound) }
    }
}
