/// A JSON text, read strictly (RFC 8259) and within bounds. Numbers keep their spelling.
indirect enum JSONValue: Sendable, Equatable {
    case null
    case flag(Bool)
    case number(String)
    case text(String)
    case array([JSONValue])
    /// Members in the order of the text, each with its line.
    case object([Member])

    struct Member: Sendable, Equatable {
        var key: String
        var value: JSONValue
        var line: Int
    }
}

struct JSONReader {
    private let bytes: [UInt8]
    private let file: String
    private var at = 0
    private var line = 1
    private var depth = 0

    static func value(_ bytes: [UInt8], file: String) throws(ImportError) -> JSONValue {
        guard bytes.count <= ImportLimits.bytes else { throw .tooLarge(file: file, limit: ImportLimits.bytes) }
        var reader = JSONReader(bytes: bytes, file: file)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.at = 3 }
        let value = try reader.value()
        reader.skipBlanks()
        guard reader.at == bytes.count else { throw reader.problem("something follows the value") }
        return value
    }

    private init(bytes: [UInt8], file: String) { (self.bytes, self.file) = (bytes, file) }

    private func problem(_ text: String) -> ImportError { .json(SettingOrigin(file: file, line: line), problem: text) }

    private mutating func skipBlanks() {
        while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) {
            if bytes[at] == 0x0A { line += 1 }
            at += 1
        }
    }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard at < bytes.count, bytes[at] == UInt8(ascii: byte) else { return false }
        at += 1
        return true
    }

    private mutating func value() throws(ImportError) -> JSONValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= ImportLimits.depth else { throw problem("nested more than \(ImportLimits.depth) deep") }
        skipBlanks()
        guard at < bytes.count else { throw problem("the text ends too early") }
        switch bytes[at] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default:
            for (word, value) in [("true", JSONValue.flag(true)), ("false", .flag(false)), ("null", .null)] where bytes[at...].starts(with: Array(word.utf8)) {
                at += word.utf8.count
                return value
            }
            throw problem("expected a value")
        }
    }

    private mutating func object() throws(ImportError) -> JSONValue {
        at += 1
        var members: [JSONValue.Member] = []
        if take("}") { return .object([]) }
        repeat {
            skipBlanks()
            let line = line
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw problem("expected a name") }
            let key = try string()
            guard take(":") else { throw problem("expected ':'") }
            members.append(.init(key: key, value: try value(), line: line))
        } while take(",")
        guard take("}") else { throw problem("expected ',' or '}'") }
        return .object(members)
    }

    private mutating func array() throws(ImportError) -> JSONValue {
        at += 1
        var values: [JSONValue] = []
        if take("]") { return .array([]) }
        repeat { values.append(try value()) } while take(",")
        guard take("]") else { throw problem("expected ',' or ']'") }
        return .array(values)
    }

    private mutating func number() throws(ImportError) -> JSONValue {
        let from = at
        while at < bytes.count, isDigit(bytes[at]) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(bytes[at]) { at += 1 }
        guard at - from <= 64, let text = String(validating: bytes[from..<at], as: UTF8.self), Double(text)?.isFinite == true else { throw problem("not a number") }
        return .number(text)
    }

    private mutating func string() throws(ImportError) -> String {
        at += 1
        var result: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: result, as: UTF8.self) else { throw .notText(file: file, line: line) }
                return text
            case UInt8(ascii: "\\"): try escape(into: &result)
            case 0..<0x20:
                // Strictly forbidden, yet found in hand-written profiles.
                if byte == 0x0A { line += 1 }
                result.append(byte)
            default: result.append(byte)
            }
        }
        throw problem("a text without its closing quote")
    }

    private mutating func escape(into result: inout [UInt8]) throws(ImportError) {
        guard at < bytes.count else { throw problem("a text without its closing quote") }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(byte)
        case UInt8(ascii: "u"):
            var value = try hexadecimal()
            if (0xD800..<0xDC00).contains(value), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") {
                at += 2
                let low = try hexadecimal()
                guard (0xDC00..<0xE000).contains(low) else { throw problem("half a character") }
                value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(value) else { throw problem("half a character") }
            result += Array(String(Character(scalar)).utf8)
        default: throw problem("an unknown escape")
        }
    }

    private mutating func hexadecimal() throws(ImportError) -> UInt32 {
        guard at + 4 <= bytes.count, let text = String(validating: bytes[at..<at + 4], as: UTF8.self), let value = UInt32(text, radix: 16), !text.hasPrefix("+") else {
            throw problem("expected four hexadecimal digits")
        }
        at += 4
        return value
    }
}
