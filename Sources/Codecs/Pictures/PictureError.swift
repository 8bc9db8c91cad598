public import ImpressionRaster

/// Why a picture was not read. The description is one line with the values that matter.
public enum PictureError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Neither PNG, JPEG, WebP nor GIF.
    case unknownFormat(firstBytes: [UInt8])
    /// More pixels announced than allowed; nothing was allocated for them.
    case tooLarge(width: Int, height: Int, limit: Int)
    case empty(width: Int, height: Int)
    /// Cut short, contradictory or corrupt.
    case damaged(PictureFormat, reason: String)
    /// Sound, but of a kind that is not read.
    case unsupported(PictureFormat, what: String)

    public var description: String {
        switch self {
        case .unknownFormat(let bytes):
            if bytes.isEmpty { return "the picture is empty (0 bytes)" }
            let digits = Array("0123456789abcdef")
            let hex = bytes.prefix(8).map { "\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined(separator: " ")
            return "not a PNG, JPEG, WebP or GIF picture (it starts with \(hex))"
        case .tooLarge(let width, let height, let limit):
            return "the picture has \(width) × \(height) pixels, more than the limit of \(limit) (--max-pixels)"
        case .empty(let width, let height): return "the picture has \(width) × \(height) pixels"
        case .damaged(let format, let reason): return "damaged \(format.rawValue) picture: \(reason)"
        case .unsupported(let format, let what): return "\(format.rawValue) picture of a kind that is not read: \(what)"
        }
    }
}

public enum PictureFormat: String, Sendable, CaseIterable {
    case png = "PNG", jpeg = "JPEG", webp = "WebP", gif = "GIF"

    /// Told from the first bytes.
    public init?(of bytes: [UInt8]) {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { self = .png }
        else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { self = .jpeg }
        else if bytes.count >= 12, bytes.starts(with: Array("RIFF".utf8)), bytes[8..<12].elementsEqual("WEBP".utf8) { self = .webp }
        else if bytes.starts(with: Array("GIF87a".utf8)) || bytes.starts(with: Array("GIF89a".utf8)) { self = .gif }
        else { return nil }
    }
}

/// Bounds that hold before memory is taken.
public struct PictureLimits: Sendable {
    /// Greatest width × height.
    public var maxPixels: Int
    public init(maxPixels: Int = 400_000_000) { self.maxPixels = maxPixels }
}

/// A picture and what its file said of it.
public struct DecodedPicture: Sendable {
    /// Premultiplied linear light, row 0 at the top, turned as EXIF asks.
    public var picture: LinearPicture
    public var format: PictureFormat
    /// Bits a sample as stored.
    public var bitDepth: Int
    public var isGray: Bool
    public var hasAlpha: Bool
    /// What its colours were read by.
    public var colour: ColourSource
    /// nil where the file does not say.
    public var pixelsPerMillimetre: Double?

    public enum ColourSource: String, Sendable {
        case assumedSRGB = "sRGB (assumed)", sRGB = "sRGB", gamma = "gamma", chromaticities = "gamma and chromaticities"
        case profile = "ICC profile", plainCMYK = "CMYK without a profile"
    }
}
