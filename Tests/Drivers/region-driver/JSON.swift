/// Just enough JSON for the driver: values, and rings of integer pairs read straight into arrays.
enum JSON {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])
    /// An array of arrays of number pairs.
    case rings([[(Int32, Int32)]])

    struct Malformed: Error { let offset: Int }

    var string: String? { if case .string(let value) = self { value } else { nil } }
    var number: Double? { if case .number(let value) = self { value } else { nil } }
    var object: [String: JSON]? { if case .object(let value) = self { value } else { nil } }
    var rings: [[(Int32, Int32)]] { if case .rings(let value) = self { value } else { [] } }
}

struct JSONReader {
    private let bytes: [UInt8]
    private var i = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var byte: UInt8 { i < bytes.count ? bytes[i] : 0 }

    private mutating func skipSpace() { while byte == 32 || byte == 9 || byte == 10 || byte == 13 { i += 1 } }

    private mutating func take(_ character: Character) -> Bool {
        skipSpace()
        guard byte == character.asciiValue else { return false }
        i += 1
        return true
    }

    private mutating func expect(_ character: Character) throws { if !take(character) { throw JSON.Malformed(offset: i) } }

    mutating func value() throws -> JSON {
        skipSpace()
        switch byte {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try text())
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return try word()
        default: return .number(try number())
        }
    }

    private mutating func word() throws -> JSON {
        for (name, value) in [("true", JSON.bool(true)), ("false", .bool(false)), ("null", .null)] where bytes[i...].starts(with: name.utf8) {
            i += name.utf8.count
            return value
        }
        throw JSON.Malformed(offset: i)
    }

    private mutating func object() throws -> JSON {
        try expect("{")
        var members: [String: JSON] = [:]
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            let key = try text()
            try expect(":")
            members[key] = key == "a" || key == "b" || key == "lines" ? .rings(try rings()) : try value()
        } while take(",")
        try expect("}")
        return .object(members)
    }

    private mutating func array() throws -> JSON {
        try expect("[")
        var items: [JSON] = []
        if take("]") { return .array(items) }
        repeat { items.append(try value()) } while take(",")
        try expect("]")
        return .array(items)
    }

    private mutating func rings() throws -> [[(Int32, Int32)]] {
        try expect("[")
        var rings: [[(Int32, Int32)]] = []
        if take("]") { return rings }
        repeat {
            try expect("[")
            var ring: [(Int32, Int32)] = []
            if !take("]") {
                repeat {
                    try expect("[")
                    let x = try number()
                    try expect(",")
                    ring.append((Int32(clamping: Int(x)), Int32(clamping: Int(try number()))))
                    try expect("]")
                } while take(",")
                try expect("]")
            }
            rings.append(ring)
        } while take(",")
        try expect("]")
        return rings
    }

    private mutating func text() throws -> String {
        try expect("\"")
        var characters: [UInt8] = []
        while byte != UInt8(ascii: "\"") {
            if i >= bytes.count { throw JSON.Malformed(offset: i) }
            if byte == UInt8(ascii: "\\") { i += 1 }
            characters.append(byte)
            i += 1
        }
        i += 1
        return String(decoding: characters, as: UTF8.self)
    }

    private mutating func number() throws -> Double {
        skipSpace()
        let start = i
        var isWhole = true
        var sum = 0
        while i < bytes.count {
            let c = bytes[i]
            if c >= 48 && c <= 57 { sum = sum &* 10 &+ Int(c - 48) }
            else if c == UInt8(ascii: "-") && i == start {}
            else if c == UInt8(ascii: ".") || c == UInt8(ascii: "e") || c == UInt8(ascii: "E") || c == UInt8(ascii: "+") || c == UInt8(ascii: "-") { isWhole = false }
            else { break }
            i += 1
        }
        if i == start { throw JSON.Malformed(offset: i) }
        if isWhole && i - start < 18 { return Double(bytes[start] == UInt8(ascii: "-") ? -sum : sum) }
        guard let value = Double(String(decoding: bytes[start..<i], as: UTF8.self)) else { throw JSON.Malformed(offset: start) }
        return value
    }
}
