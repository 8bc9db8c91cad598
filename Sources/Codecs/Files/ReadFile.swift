#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A whole file; `-` is standard input.
///
/// - Parameter limit: Greatest size, bytes; checked while reading, so that an endless pipe ends.
public func readFile(_ path: String, limit: Int = 4 << 30) throws(FileError) -> [UInt8] {
    let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: systemReason()) }
    defer { if descriptor != 0 { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .cannotRead(path: path, reason: systemReason()) }
    if status.st_mode & S_IFMT == S_IFDIR { throw .cannotRead(path: path, reason: "it is a folder") }
    let expected = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    guard expected <= limit else { throw .tooLarge(path: path, limit: limit) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected + 1)
    // The file's own size in one piece when the system gives it, then megabytes until the end.
    var piece = max(expected + 1, 1 << 16)
    while true {
        let (count, reason) = append(to: &bytes, upTo: piece, from: descriptor)
        if count < 0 { throw .cannotRead(path: path, reason: reason) }
        if count == 0 { return bytes }
        if bytes.count > limit { throw .tooLarge(path: path, limit: limit) }
        piece = 1 << 20
    }
}

/// The first bytes of a file: enough to tell what it holds.
public func readHead(of path: String, bytes count: Int) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: systemReason()) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while bytes.count < count {
        let (read, reason) = append(to: &bytes, upTo: count - bytes.count, from: descriptor)
        if read < 0 { throw .cannotRead(path: path, reason: reason) }
        if read == 0 { break }
    }
    return bytes
}

private func append(to bytes: inout [UInt8], upTo count: Int, from descriptor: Int32) -> (Int, String) {
    var failure: String?
    let piece = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        var n = read(descriptor, buffer.baseAddress, count)
        while n < 0 && errno == EINTR { n = read(descriptor, buffer.baseAddress, count) }
        filled = max(0, n)
        failure = n < 0 ? systemReason() : nil
    }
    if let failure { return (-1, failure) }
    if bytes.isEmpty { bytes = piece } else { bytes += piece }
    return (piece.count, "")
}
