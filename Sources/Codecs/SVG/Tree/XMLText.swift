/// A cursor over XML text in UTF-8.
struct XMLText {
    let bytes: [UInt8]
    private(set) var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { at >= bytes.count }

    mutating func advance() { at += 1 }

    func malformed(_ reason: String) -> SVGError {
        .malformed(line: 1 + bytes[..<min(at, bytes.count)].reduce(0) { $0 + ($1 == 10 ? 1 : 0) }, reason: reason)
    }

    func isAt(_ word: StaticString) -> Bool {
        let n = word.utf8CodeUnitCount
        guard at + n <= bytes.count else { return false }
        for i in 0..<n where bytes[at + i] != word.utf8Start[i] { return false }
        return true
    }

    mutating func skip(_ word: StaticString) -> Bool {
        guard isAt(word) else { return false }
        at += word.utf8CodeUnitCount
        return true
    }

    mutating func skipPast(_ word: StaticString) throws(SVGError) {
        while at < bytes.count {
            if skip(word) { return }
            at += 1
        }
        throw malformed("\"\(word)\" is missing")
    }

    mutating func skipSpace() { while at < bytes.count, bytes[at] <= 32 { at += 1 } }

    mutating func run(while isPart: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = at
        while at < bytes.count, isPart(bytes[at]) { at += 1 }
        return bytes[start..<at]
    }

    /// Up to a character that ends a name; empty where there is none.
    mutating func name() -> String {
        String(decoding: run { $0 > 32 && $0 != 47 && $0 != 60 && $0 != 61 && $0 != 62 && $0 != 34 && $0 != 39 && $0 != 91 }, as: UTF8.self)
    }

    /// What stands between quotes; nil where no quote is, or none closes it.
    mutating func quoted(mayHoldTags: Bool = false) -> ArraySlice<UInt8>? {
        guard at < bytes.count, bytes[at] == 34 || bytes[at] == 39 else { return nil }
        let quote = bytes[at]
        at += 1
        let value = run { $0 != quote && (mayHoldTags || $0 != 60) }
        guard at < bytes.count, bytes[at] == quote else { return nil }
        at += 1
        return value
    }

    struct Reference {
        var name: String
        /// What a numeric or one of the five predefined references stands for.
        var scalar: Unicode.Scalar?
    }

    /// Passes `&name;`. nil, one character on, where an ampersand stands for itself.
    mutating func reference() -> Reference? {
        let start = at + 1
        guard let end = bytes[start..<min(start + 64, bytes.count)].firstIndex(of: 59), end > start else {
            at += 1
            return nil
        }
        at = end + 1
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        return Reference(name: name, scalar: Self.scalar(name))
    }

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            if name.hasPrefix("#x") { return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}" }
            return name.hasPrefix("#") ? UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}" : nil
        }
    }
}
