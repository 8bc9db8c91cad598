/// A cursor over CSS text in UTF-8, comments passed as space.
struct CSSCursor {
    private let bytes: [UInt8]
    private var at = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { at >= bytes.count }
    var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func advance() { at += 1 }

    mutating func skip(_ byte: Character) -> Bool {
        guard let value = byte.asciiValue, next == value else { return false }
        at += 1
        return true
    }

    mutating func skipSpace() {
        while at < bytes.count {
            if bytes[at] <= 32 { at += 1 }
            else if !skipComment() { return }
        }
    }

    /// Also the marks around style sheets of old HTML.
    mutating func skipComment() -> Bool {
        for mark: StaticString in ["<!--", "-->"] where follows(mark) {
            at += mark.utf8CodeUnitCount
            return true
        }
        guard follows("/*") else { return false }
        at += 2
        while at < bytes.count, !follows("*/") { at += 1 }
        at = min(bytes.count, at + 2)
        return true
    }

    private func follows(_ word: StaticString) -> Bool {
        let n = word.utf8CodeUnitCount
        guard at + n <= bytes.count else { return false }
        for i in 0..<n where bytes[at + i] != word.utf8Start[i] { return false }
        return true
    }

    /// An identifier, with CSS's escapes; empty where none is.
    mutating func name() -> String {
        var result: [UInt8] = []
        while at < bytes.count {
            let c = bytes[at]
            if c == 45 || c == 95 || c > 127 || (c | 32) >= 97 && (c | 32) <= 122 || c >= 48 && c <= 57 {
                result.append(c)
                at += 1
            } else if c == 92, at + 1 < bytes.count {
                result += escaped()
            } else {
                break
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func escaped() -> [UInt8] {
        at += 1
        let start = at
        while at < bytes.count, at - start < 6, hexDigit(bytes[at]) != nil { at += 1 }
        guard at > start else {
            at += 1
            return [bytes[at - 1]]
        }
        let code = UInt32(String(decoding: bytes[start..<at], as: UTF8.self), radix: 16) ?? 0xFFFD
        if at < bytes.count, bytes[at] <= 32 { at += 1 }
        return Array(String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8)
    }

    /// A string in quotes, without them; nil where none is.
    mutating func string() -> String? {
        guard let quote = next, quote == 34 || quote == 39 else { return nil }
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != quote { at += bytes[at] == 92 ? 2 : 1 }
        let text = String(decoding: bytes[start..<min(at, bytes.count)], as: UTF8.self)
        at = min(bytes.count, at + 1)
        return text
    }

    /// Text up to one of `ends`, which is not passed; strings, brackets and comments are passed whole.
    mutating func text(until ends: String) -> String {
        let ends = Array(ends.utf8)
        var result: [UInt8] = []
        var depth = 0
        while at < bytes.count {
            let c = bytes[at]
            if depth == 0, ends.contains(c) { break }
            if skipComment() {
                result.append(32)
                continue
            }
            let start = at
            if c == 34 || c == 39 {
                _ = string()
            } else {
                if c == 40 { depth += 1 }
                if c == 41 { depth = max(0, depth - 1) }
                at += 1
            }
            result += bytes[start..<min(at, bytes.count)]
        }
        return trimmed(String(decoding: result, as: UTF8.self))
    }

    /// Passes a block in braces, or up to a semicolon.
    mutating func skipRule() {
        var depth = 0
        while at < bytes.count {
            if skipComment() { continue }
            let c = bytes[at]
            if c == 34 || c == 39 {
                _ = string()
                continue
            }
            at += 1
            if c == 123 { depth += 1 }
            if c == 125 { depth -= 1 }
            if depth <= 0 && (c == 125 || c == 59) { return }
        }
    }
}

/// The value of a hexadecimal digit.
func hexDigit(_ c: UInt8) -> UInt8? {
    switch c {
    case 48...57: c - 48
    case 65...70: c - 55
    case 97...102: c - 87
    default: nil
    }
}
