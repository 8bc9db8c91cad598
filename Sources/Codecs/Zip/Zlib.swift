internal import CDeflate

/// The checksum of zip, PNG and binary G-code.
public func crc32(_ bytes: [UInt8], after last: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBytes { libdeflate_crc32(last, $0.baseAddress, $0.count) }
}

/// `bytes` packed with zlib's head and tail. Source: RFC 1950, RFC 1951.
///
/// - Parameter level: 1 fast … 12 small.
public func zlibPacked(_ bytes: [UInt8], level: Int = 9) -> [UInt8]? {
    guard let tool = libdeflate_alloc_compressor(Int32(max(1, min(12, level)))) else { return nil }
    defer { libdeflate_free_compressor(tool) }
    let packed = [UInt8](unsafeUninitializedCapacity: libdeflate_zlib_compress_bound(tool, bytes.count)) { buffer, initialized in
        initialized = bytes.withUnsafeBytes { libdeflate_zlib_compress(tool, $0.baseAddress, $0.count, buffer.baseAddress, buffer.count) }
    }
    return packed.isEmpty ? nil : packed
}

/// What `zlibPacked` or a bare deflate stream has packed; nil where it is damaged or not of this size.
public func zlibUnpacked(_ bytes: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
    guard let tool = libdeflate_alloc_decompressor() else { return nil }
    defer { libdeflate_free_decompressor(tool) }
    let first = bytes.first ?? 0, second = bytes.dropFirst().first ?? 0
    let hasHead = first & 15 == 8 && (Int(first) << 8 | Int(second)) % 31 == 0
    var good = false
    let content = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
        bytes.withUnsafeBytes { source in
            var written = 0
            let result = hasHead ? libdeflate_zlib_decompress(tool, source.baseAddress, source.count, buffer.baseAddress, size, &written)
                : libdeflate_deflate_decompress(tool, source.baseAddress, source.count, buffer.baseAddress, size, &written)
            good = result == LIBDEFLATE_SUCCESS && written == size
            initialized = good ? written : 0
        }
    }
    return good ? content : nil
}
