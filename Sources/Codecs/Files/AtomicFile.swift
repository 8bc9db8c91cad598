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

    public mutating func write(_ bytes: [UInt8]) throws(FileError) {
        digest?.update(bytes)
        count += bytes.count
        var reason: String?
        bytes.withUnsafeBytes { buffer in
            var start = 0
            while start < buffer.count {
                // A write of more than 2 GiB is cut short by the system.
                let n = Self.put(descriptor, buffer.baseAddress! + start, min(buffer.count - start, 1 << 30))
                if n < 0 {
                    reason = systemReason()
                    return
                }
                start += n
            }
        }
        if let reason { throw .cannotWrite(path: path, reason: reason) }
    }

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
            if rename(temporary, path) != 0 { throw .cannotCreate(path: path, reason: systemReason()) }
        } else {
            // A link never replaces what came into being meanwhile.
            if link(temporary, path) != 0 { if errno == EEXIST { throw .exists(path: path) } else { throw .cannotCreate(path: path, reason: systemReason()) } }
            unlink(temporary)
        }
        impression_forget_temporary(slot)
        slot = committed
        return result
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

/// Opens what the bytes go to: the target itself where it is no ordinary file, else a temporary beside it.
private func openTarget(_ path: String, overwrite: Bool) throws(FileError) -> (descriptor: Int32, temporary: String?) {
    if path == "-" {
        let descriptor = dup(1)
        guard descriptor >= 0 else { throw .cannotCreate(path: "standard output", reason: systemReason()) }
        return (descriptor, nil)
    }
    var status = stat()
    if stat(path, &status) == 0 {
        let kind = status.st_mode & S_IFMT
        if kind == S_IFDIR { throw .cannotCreate(path: path, reason: "it is a folder") }
        if kind != S_IFREG {
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: systemReason()) }
            return (descriptor, nil)
        }
        if !overwrite { throw .exists(path: path) }
    }
    let temporary = "\(path).\(getpid()).partial"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: systemReason()) }
    return (descriptor, temporary)
}

/// The slot of a file that has its name.
private let committed: Int32 = -2

/// From now on SIGINT, SIGTERM and SIGHUP remove unfinished files and end the program with 128 + the signal's number.
public func catchInterrupts() { impression_catch_interrupts() }
