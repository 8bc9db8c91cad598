#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Printed layers waiting for the head that is known only after the last one. In memory up to 32 MB, then in a temporary file without a name.
final class Spool {
    private var pieces: [[UInt8]] = []
    private var lengths: [Int] = []
    private var held = 0
    private var descriptor: Int32 = -1

    private static let greatestHeld = 32 << 20

    deinit { if descriptor >= 0 { close(descriptor) } }

    func append(_ bytes: [UInt8]) throws(GCodeError) {
        lengths.append(bytes.count)
        if descriptor < 0 {
            pieces.append(bytes)
            held += bytes.count
            if held > Self.greatestHeld { try spill() }
        } else {
            try put(bytes)
        }
    }

    /// The pieces in order; each is read when it is its turn.
    func forEach<Failure: Error>(_ body: ([UInt8]) throws(Failure) -> Void) throws(SpoolFailure<Failure>) {
        var offset = 0
        for (i, length) in lengths.enumerated() {
            let bytes: [UInt8]
            if descriptor < 0 {
                bytes = pieces[i]
            } else {
                guard let read = piece(at: offset, length) else { throw .spool(reason()) }
                bytes = read
            }
            do throws(Failure) { try body(bytes) } catch { throw .sink(error) }
            offset += length
        }
    }

    private func spill() throws(GCodeError) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/impression-XXXXXX".utf8CString)
        descriptor = template.withUnsafeMutableBufferPointer { mkstemp($0.baseAddress!) }
        guard descriptor >= 0 else { throw .spool(reason: reason()) }
        template.withUnsafeBufferPointer { _ = unlink($0.baseAddress!) }
        for piece in pieces { try put(piece) }
        pieces = []
    }

    private func put(_ bytes: [UInt8]) throws(GCodeError) {
        var start = 0
        while start < bytes.count {
            let n = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + start, $0.count - start) }
            if n < 0 && errno == EINTR { continue }
            guard n > 0 else { throw .spool(reason: reason()) }
            start += n
        }
    }

    private func piece(at offset: Int, _ length: Int) -> [UInt8]? {
        var good = true
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            count = 0
            while count < length {
                let n = pread(descriptor, buffer.baseAddress! + count, length - count, off_t(offset + count))
                if n < 0 && errno == EINTR { continue }
                guard n > 0 else {
                    good = false
                    return
                }
                count += n
            }
        }
        return good ? bytes : nil
    }

    private func reason() -> String { String(cString: strerror(errno)) }
}

/// Either the spool or whatever its pieces were given to failed.
enum SpoolFailure<Failure: Error>: Error {
    case spool(String)
    case sink(Failure)
}
