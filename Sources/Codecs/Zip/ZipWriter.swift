internal import CDeflate

/// Writes a zip archive entry by entry, with fixed times, so that the same entries give the same bytes.
///
/// ZIP64 records appear only where a size or an offset needs them.
///
/// Source: PKWARE, "APPNOTE.TXT – .ZIP File Format Specification", 6.3.10.
public struct ZipWriter: Sendable {
    private struct Entry: Sendable {
        let name: [UInt8]
        let method: UInt16
        let checksum: UInt32
        let packed: Int, size: Int, offset: Int
        /// Checksum and sizes follow the content.
        var isStreamed = false
    }

    private var entries: [Entry] = []
    private var offset = 0

    public init() {}

    /// 1 January 1980, the first day that the format knows.
    private static let date: UInt16 = 0x0021

    /// Adds an entry. Content that does not shrink is stored.
    ///
    /// - Parameters:
    ///   - level: 0 stores, 1 is fast, 12 is small (libdeflate's levels).
    public mutating func add<E: Error>(_ name: String, _ content: [UInt8], level: Int = 6, to write: ([UInt8]) throws(E) -> Void) throws(E) {
        let packed = level > 0 ? Self.deflated(content, level: level) : nil
        let entry = Entry(name: Array(name.utf8), method: packed == nil ? 0 : 8, checksum: Self.checksum(content),
                          packed: packed?.count ?? content.count, size: content.count, offset: offset)
        var head = ByteSink(reserving: 64 + entry.name.count)
        head.append(littleEndian: 0x0403_4B50 as UInt32)
        let wide = entry.size >= 0xFFFF_FFFF
        common(entry, wide: wide, to: &head)
        head.append(littleEndian: UInt16(wide ? 20 : 0))
        head.bytes += entry.name
        if wide { sizes(entry, withOffset: false, to: &head) }
        try write(head.bytes)
        try write(packed ?? content)
        offset += head.bytes.count + entry.packed
        entries.append(entry)
    }

    /// Begins an entry whose content comes piece by piece, packed by a stream; its size is told after it. Then write what the stream gives, and end it.
    public mutating func begin<E: Error>(_ name: String, to write: ([UInt8]) throws(E) -> Void) throws(E) {
        var head = ByteSink(reserving: 64 + name.utf8.count)
        head.append(littleEndian: 0x0403_4B50 as UInt32)
        let entry = Entry(name: Array(name.utf8), method: 8, checksum: 0, packed: 0, size: 0, offset: offset, isStreamed: true)
        common(entry, wide: false, to: &head)
        head.append(littleEndian: 0 as UInt16)
        head.bytes += entry.name
        try write(head.bytes)
        offset += head.bytes.count
        entries.append(entry)
    }

    /// Ends the entry that was begun last, after all of its stream was written.
    public mutating func end<E: Error>(_ stream: DeflateStream, to write: ([UInt8]) throws(E) -> Void) throws(E) {
        guard let begun = entries.popLast() else { return }
        let entry = Entry(name: begun.name, method: 8, checksum: stream.checksum, packed: stream.packedSize, size: stream.size, offset: begun.offset, isStreamed: true)
        var tail = ByteSink(reserving: 24)
        tail.append(littleEndian: 0x0807_4B50 as UInt32)
        tail.append(littleEndian: entry.checksum)
        for size in [entry.packed, entry.size] {
            if entry.size >= 0xFFFF_FFFF { tail.append(littleEndian: UInt64(size)) } else { tail.append(littleEndian: UInt32(clamping: size)) }
        }
        try write(tail.bytes)
        offset += entry.packed + tail.bytes.count
        entries.append(entry)
    }

    /// Ends the archive with its directory.
    public mutating func finish<E: Error>(to write: ([UInt8]) throws(E) -> Void) throws(E) {
        var tail = ByteSink(reserving: 128 * entries.count + 128)
        for entry in entries { directory(entry, to: &tail) }
        let size = tail.bytes.count
        if offset >= 0xFFFF_FFFF || entries.count >= 0xFFFF { wideEnd(size, to: &tail) }
        tail.append(littleEndian: 0x0605_4B50 as UInt32)
        tail.append(littleEndian: 0 as UInt32)
        tail.append(littleEndian: UInt16(clamping: entries.count))
        tail.append(littleEndian: UInt16(clamping: entries.count))
        tail.append(littleEndian: UInt32(clamping: size))
        tail.append(littleEndian: UInt32(clamping: offset))
        tail.append(littleEndian: 0 as UInt16)
        try write(tail.bytes)
    }

    private func common(_ entry: Entry, wide: Bool, to sink: inout ByteSink) {
        sink.append(littleEndian: UInt16(wide ? 45 : 20))
        sink.append(littleEndian: entry.isStreamed ? 0x0808 : 0x0800 as UInt16)  // names are UTF-8; sizes follow
        sink.append(littleEndian: entry.method)
        sink.append(littleEndian: 0 as UInt16)
        sink.append(littleEndian: Self.date)
        sink.append(littleEndian: entry.checksum)
        sink.append(littleEndian: wide ? 0xFFFF_FFFF : UInt32(clamping: entry.packed))
        sink.append(littleEndian: wide ? 0xFFFF_FFFF : UInt32(clamping: entry.size))
        sink.append(littleEndian: UInt16(clamping: entry.name.count))
    }

    private func sizes(_ entry: Entry, withOffset: Bool, to sink: inout ByteSink) {
        sink.append(littleEndian: 1 as UInt16)
        sink.append(littleEndian: UInt16(withOffset ? 24 : 16))
        sink.append(littleEndian: UInt64(entry.size))
        sink.append(littleEndian: UInt64(entry.packed))
        if withOffset { sink.append(littleEndian: UInt64(entry.offset)) }
    }

    private func directory(_ entry: Entry, to sink: inout ByteSink) {
        let wide = entry.size >= 0xFFFF_FFFF || entry.offset >= 0xFFFF_FFFF
        sink.append(littleEndian: 0x0201_4B50 as UInt32)
        sink.append(littleEndian: UInt16(wide ? 45 : 20))
        common(entry, wide: wide, to: &sink)
        sink.append(littleEndian: UInt16(wide ? 28 : 0))
        for _ in 0..<3 { sink.append(littleEndian: 0 as UInt16) }
        sink.append(littleEndian: 0 as UInt32)
        sink.append(littleEndian: wide ? 0xFFFF_FFFF : UInt32(clamping: entry.offset))
        sink.bytes += entry.name
        if wide { sizes(entry, withOffset: true, to: &sink) }
    }

    private func wideEnd(_ size: Int, to sink: inout ByteSink) {
        sink.append(littleEndian: 0x0606_4B50 as UInt32)
        sink.append(littleEndian: 44 as UInt64)
        sink.append(littleEndian: 45 as UInt16)
        sink.append(littleEndian: 45 as UInt16)
        sink.append(littleEndian: 0 as UInt64)
        sink.append(littleEndian: UInt64(entries.count))
        sink.append(littleEndian: UInt64(entries.count))
        sink.append(littleEndian: UInt64(size))
        sink.append(littleEndian: UInt64(offset))
        sink.append(littleEndian: 0x0706_4B50 as UInt32)
        sink.append(littleEndian: 0 as UInt32)
        sink.append(littleEndian: UInt64(offset + size))
        sink.append(littleEndian: 1 as UInt32)
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) }
    }

    private static func deflated(_ content: [UInt8], level: Int) -> [UInt8]? {
        guard content.count > 32, let compressor = libdeflate_alloc_compressor(Int32(max(1, min(12, level)))) else { return nil }
        defer { libdeflate_free_compressor(compressor) }
        var room = content.count - 1
        let packed = [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
            room = content.withUnsafeBytes { libdeflate_deflate_compress(compressor, $0.baseAddress, $0.count, buffer.baseAddress, room) }
            initialized = room
        }
        return packed.isEmpty ? nil : packed
    }
}
