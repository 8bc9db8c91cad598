#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Why a file was not read or written: the path, and the system's reason or the limit.
public enum FileError: Error, Sendable, Equatable, CustomStringConvertible {
    case cannotOpen(path: String, reason: String)
    case cannotRead(path: String, reason: String)
    case tooLarge(path: String, limit: Int)
    case cannotCreate(path: String, reason: String)
    case cannotWrite(path: String, reason: String)
    /// The target exists and was not to be replaced.
    case exists(path: String)

    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason): "cannot open \(path): \(reason)"
        case .cannotRead(let path, let reason): "cannot read \(path): \(reason)"
        case .tooLarge(let path, let limit): "\(path) is larger than the limit of \(limit) bytes"
        case .cannotCreate(let path, let reason): "cannot create \(path): \(reason)"
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
        case .exists(let path): "\(path) exists already (--force replaces it)"
        }
    }

    /// Whether the fault lies with the input rather than the output.
    public var isInput: Bool {
        switch self {
        case .cannotOpen, .cannotRead, .tooLarge: true
        default: false
        }
    }
}

/// The system's words for `errno`.
func systemReason() -> String { String(cString: strerror(errno)) }
