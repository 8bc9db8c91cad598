public import ImpressionCodecs
internal import ImpressionGeometry

/// Why a file that holds G-code cannot be read.
public enum GCodeFileError: Error, Sendable, Equatable, CustomStringConvertible {
    case truncated(part: String)
    case unsupported(part: String, value: Int)
    /// Its checksum differs, or it does not unpack.
    case damaged(block: Int)
    case tooLarge(size: Int, limit: Int)
    /// A package without any plate of G-code.
    case noPlate
    case package(ModelError)

    public var description: String {
        switch self {
        case .truncated(let part): "\(part) is cut off"
        case .unsupported(let part, let value): "\(part) \(value) is not supported"
        case .damaged(let block): "block \(block) is damaged"
        case .tooLarge(let size, let limit): "it unpacks to \(size) bytes, more than the limit of \(limit)"
        case .noPlate: "the package holds no Metadata/plate_1.gcode"
        case .package(let error): "\(error)"
        }
    }
}

/// G-code as text, whatever it is packed in: plain, Prusa's binary blocks, or a package of Bambu Studio's kind.
public struct GCodeFile: Sendable {
    public enum Kind: String, Sendable { case text = "gcode", binary = "bgcode", package = "gcode.3mf" }

    public var kind: Kind
    /// Commands and comments; metadata of binary files as closing comments.
    public var text: [UInt8]

    /// Most bytes that a file may unpack to.
    public static let limit = 2 << 30

    public init(_ bytes: [UInt8]) throws(GCodeFileError) {
        if bytes.starts(with: BinaryGCode.magic) {
            (kind, text) = (.binary, try Self.unpacked(bytes))
        } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            (kind, text) = (.package, try Self.plate(bytes))
        } else {
            (kind, text) = (.text, bytes)
        }
    }

    /// The first plate of a package.
    private static func plate(_ bytes: [UInt8]) throws(GCodeFileError) -> [UInt8] {
        do throws(ModelError) {
            let zip = try ZipReader(bytes)
            let names = zip.names.filter { $0.lowercased().hasPrefix("metadata/plate_") && $0.lowercased().hasSuffix(".gcode") }.sorted { ($0.count, $0) < ($1.count, $1) }
            if let name = names.first, let content = try zip.content(of: name, limit: limit) { return content }
        } catch { throw .package(error) }
        throw .noPlate
    }

    private static func unpacked(_ bytes: [UInt8]) throws(GCodeFileError) -> [UInt8] {
        guard bytes.count >= 10 else { throw .truncated(part: "the head") }
        let version = Int(bytes.word32(4)), checksum = Int(bytes.word16(8))
        guard version == 1 else { throw .unsupported(part: "version", value: version) }
        guard checksum <= 1 else { throw .unsupported(part: "checksum", value: checksum) }
        var text: [UInt8] = [], closing: [UInt8] = [], at = 10, number = 0
        while at < bytes.count {
            let block = try BinaryBlock(bytes, at: at, number: number, hasChecksum: checksum == 1)
            guard text.count + block.size <= limit else { throw .tooLarge(size: text.count + block.size, limit: limit) }
            switch block.kind {
            case .gcode: text += try block.code()
            case .file, .print, .slicer: closing += try block.comments()
            case .printer, .thumbnail, nil: break
            }
            (at, number) = (block.end, number + 1)
        }
        return text + closing
    }
}

/// One block of a binary file.
private struct BinaryBlock {
    let kind: BinaryGCode.Block?
    /// Unpacked, bytes.
    let size: Int
    let end: Int
    private let packing: BinaryGCode.Packing
    private let encoding: UInt16
    private let data: ArraySlice<UInt8>
    private let number: Int

    init(_ bytes: [UInt8], at start: Int, number: Int, hasChecksum: Bool) throws(GCodeFileError) {
        guard start + 8 <= bytes.count else { throw .truncated(part: "block \(number)") }
        kind = BinaryGCode.Block(rawValue: bytes.word16(start))
        guard let packing = BinaryGCode.Packing(rawValue: bytes.word16(start + 2)) else { throw .unsupported(part: "compression", value: Int(bytes.word16(start + 2))) }
        size = Int(bytes.word32(start + 4))
        var at = start + 8
        var packed = size
        if packing != .none {
            guard at + 4 <= bytes.count else { throw .truncated(part: "block \(number)") }
            packed = Int(bytes.word32(at))
            at += 4
        }
        let parameters = kind == .thumbnail ? 6 : 2
        guard at + parameters + packed + (hasChecksum ? 4 : 0) <= bytes.count else { throw .truncated(part: "block \(number)") }
        // No packing here makes more than about a thousand bytes of one.
        guard size <= GCodeFile.limit, packing == .none || size / 1100 <= packed else { throw .tooLarge(size: size, limit: GCodeFile.limit) }
        (self.packing, self.number, encoding) = (packing, number, bytes.word16(at))
        at += parameters
        data = bytes[at..<at + packed]
        at += packed
        if hasChecksum {
            guard crc32(Array(bytes[start..<at])) == bytes.word32(at) else { throw .damaged(block: number) }
            at += 4
        }
        end = at
    }

    private func content() throws(GCodeFileError) -> [UInt8] {
        let content: [UInt8]? = switch packing {
        case .none: Array(data)
        case .deflate: zlibUnpacked(data, size: size)
        case .heatshrink11: Heatshrink.narrow.unpacked(data, size: size)
        case .heatshrink12: Heatshrink.wide.unpacked(data, size: size)
        }
        guard let content else { throw .damaged(block: number) }
        return content
    }

    func code() throws(GCodeFileError) -> [UInt8] {
        let content = try content()
        if encoding == 0 { return content }
        guard encoding <= 2 else { throw .unsupported(part: "encoding", value: Int(encoding)) }
        guard let text = MeatPack.unpacked(content) else { throw .damaged(block: number) }
        return text
    }

    /// `key=value` as the comments that text files end with.
    func comments() throws(GCodeFileError) -> [UInt8] {
        var text: [UInt8] = []
        for line in try content().split(separator: 10) {
            guard let equals = line.firstIndex(of: 61) else { continue }
            let key = Array(line[..<equals]), value = Array(line[(equals + 1)...])
            text += Array((key == Array("Producer".utf8) ? "; generated by " : "; ").utf8)
            if key != Array("Producer".utf8) { text += key + Array(" = ".utf8) }
            text += value + [10]
        }
        return text
    }
}

extension [UInt8] {
    fileprivate func word16(_ at: Int) -> UInt16 { UInt16(self[at]) | UInt16(self[at + 1]) << 8 }
    fileprivate func word32(_ at: Int) -> UInt32 { UInt32(word16(at)) | UInt32(word16(at + 2)) << 16 }
}
