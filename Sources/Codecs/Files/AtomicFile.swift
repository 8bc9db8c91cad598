internal import CodecShims
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A file that appears whole or not at all: written under a temporary name in the same folder, synced, then given its name.
///
/// `-` is standard output; devices and pipes are written straight through. A temporary that is not committed is removed,
/// also when a signal ends the program (`catchInterrupts`).
public struct AtomicFile: ~Copyable {
    public let path: String
    /// Bytes written so far.
    public private(set) var count = 0
    private var digest: SHA256?
    private let overwrite: Bool
    /// `path` with links followed, so that a link keeps pointing at the file that is replaced.
    private let destination: String
    private var descriptor: Int32
    /// nil when writing straight through.
    private let temporary: String?
    private var slot: Int32

    /// - Parameters:
    ///   - overwrite: Whether a file of that name may be replaced.
    ///   - digesting: Whether to compute the SHA-256 on the way.
    public init(_ path: String, overwrite: Bool, digesting: Bool = false) throws(FileError) {
        let opened = try openTarget(path, overwrite: overwrite)
        self.path = path
        self.overwrite = overwrite
        digest = digesting ? SHA256() : nil
        descriptor = opened.descriptor
        destination = opened.destination
        temporary = opened.temporary
        slot = opened.temporary.map { impression_remember_temporary($0) } ?? -1
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if let temporary, slot != committed {
            unlink(temporary)
            impression_forget_temporary(slot)
        }
    }

    /// Pieces go straight to the system: gather some 64 KB first.
    public mutating func write(_ bytes: [UInt8]) throws(FileError) {
        digest?.update(bytes)
        let failure = bytes.withUnsafeBytes { Self.putAll(descriptor, $0) }
        if let failure { throw .cannotWrite(path: path, reason: failure) }
        count += bytes.count
    }

    /// Removes what was written, as does letting go of a file that was not committed.
    public consuming func discard() {}

    /// Gives the file its name. Nothing is left behind when this fails.
    public mutating func commit() throws(FileError) -> (bytes: Int, sha256: String?) {
        let result = (bytes: count, sha256: digest.map { $0.finish() })
        guard let temporary else {
            let closed = close(descriptor)
            descriptor = -1
            if closed != 0 { throw .cannotWrite(path: path, reason: systemReason()) }
            return result
        }
        if fsync(descriptor) != 0 && errno != EINVAL && errno != EROFS { throw .cannotWrite(path: path, reason: systemReason()) }
        let closed = close(descriptor)
        descriptor = -1
        if closed != 0 { throw .cannotWrite(path: path, reason: systemReason()) }
        if overwrite {
            if rename(temporary, destination) != 0 { throw .cannotCreate(path: path, reason: systemReason()) }
        } else {
            if impression_rename_new(temporary, path) != 0 {
                if errno == EEXIST { throw .exists(path: path) }
                throw .cannotCreate(path: path, reason: systemReason())
            }
        }
        impression_forget_temporary(slot)
        slot = committed
        return result
    }

    /// nil when all is written, else the system's reason.
    private static func putAll(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> String? {
        guard let base = buffer.baseAddress else { return nil }
        var start = 0
        while start < buffer.count {
            // A write of more than 2 GiB is cut short by the system.
            let n = put(descriptor, base + start, min(buffer.count - start, 1 << 30))
            if n < 0 { return systemReason() }
            start += n
        }
        return nil
    }

    private static func put(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
        while true {
#if canImport(Glibc)
            let n = Glibc.write(descriptor, bytes, count)
#else
            let n = Darwin.write(descriptor, bytes, count)
#endif
            if n >= 0 || errno != EINTR { return n }
        }
    }
}

private struct OpenTarget {
    var descriptor: Int32
    var temporary: String?
    var destination: String
}

/// Opens what the bytes go to: the target itself where it is no ordinary file, else a temporary beside it.
private func openTarget(_ path: String, overwrite: Bool) throws(FileError) -> OpenTarget {
    if path == "-" {
        let descriptor = dup(1)
        guard descriptor >= 0 else { throw .cannotCreate(path: "standard output", reason: systemReason()) }
        return OpenTarget(descriptor: descriptor, destination: path)
    }
    var status = stat()
    let exists = stat(path, &status) == 0
    guard exists else { return try openTemporary(for: path, named: path, mode: 0o666) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .cannotCreate(path: path, reason: "it is a folder")
    case S_IFREG:
        if !overwrite { throw .exists(path: path) }
        let target = try openTemporary(for: resolved(path), named: path, mode: 0o666)
        // The new file may be read by whoever could read the old one.
        fchmod(target.descriptor, status.st_mode & 0o777)
        return target
    default:
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: systemReason()) }
        return OpenTarget(descriptor: descriptor, destination: path)
    }
}

/// A new file beside `destination`, under a short name of its own that leaves names of any allowed length possible.
private func openTemporary(for destination: String, named path: String, mode: mode_t) throws(FileError) -> OpenTarget {
    let folder = destination.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(destination[...$0]) } ?? ""
    // A name may be left over from a run that was killed and had our number.
    for attempt in 0..<1000 {
        let temporary = "\(folder).impression-\(getpid())-\(attempt).partial"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        if descriptor >= 0 { return OpenTarget(descriptor: descriptor, temporary: temporary, destination: destination) }
        if errno != EEXIST { break }
    }
    throw .cannotCreate(path: path, reason: systemReason())
}

/// Where links end; the path itself where that cannot be told.
private func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
}

/// The slot of a file that has its name.
private let committed: Int32 = -2

/// From now on SIGINT, SIGTERM and SIGHUP remove unfinished files and end the program with 128 + the signal's number.
public func catchInterrupts() { impression_catch_interrupts() }
