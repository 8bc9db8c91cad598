internal import CodecShims

/// Packs bytes that come piece by piece, as one deflate stream without head or tail. Holds its window and tables alone, about 300 KB.
///
/// Source: RFC 1951, by zlib; libdeflate, which is faster, packs only what is there whole.
public final class DeflateStream {
    private let packer: OpaquePointer
    /// Bytes taken, and what they have become.
    public private(set) var size = 0
    public private(set) var packedSize = 0
    /// CRC-32 of what was taken.
    public private(set) var checksum: UInt32 = 0

    private static let room = 1 << 16

    /// - Parameter level: 1 fast … 9 small.
    public init(level: Int = 6) {
        guard let packer = impression_deflate_open(Int32(max(1, min(9, level)))) else { preconditionFailure("no memory for a deflate stream") }
        self.packer = packer
    }

    deinit { impression_deflate_close(packer) }

    /// What can be written by now.
    public func pack(_ bytes: [UInt8]) -> [UInt8] {
        checksum = crc32(bytes, after: checksum)
        size += bytes.count
        return run(bytes, isLast: false)
    }

    /// The stream's end. Nothing may be packed after it.
    public func finish() -> [UInt8] { run([], isLast: true) }

    private func run(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
        var packed: [UInt8] = [], start = 0, isFull = true
        while isFull || start < bytes.count {
            packed += [UInt8](unsafeUninitializedCapacity: Self.room) { room, written in
                bytes.withUnsafeBufferPointer { bytes in
                    var count = min(bytes.count - start, 1 << 30)
                    written = impression_deflate_run(packer, bytes.baseAddress.map { $0 + start }, &count, isLast ? 1 : 0, room.baseAddress, Self.room)
                    start += count
                }
                isFull = written == Self.room
            }
        }
        packedSize += packed.count
        return packed
    }
}
