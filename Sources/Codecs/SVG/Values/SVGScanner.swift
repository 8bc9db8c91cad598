#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Numbers and words of attribute values.
struct SVGScanner {
    private let bytes: [UInt8]
    private(set) var at = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { at >= bytes.count }
    var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func advance() { at += 1 }

    mutating func skipSpace() { while at < bytes.count, bytes[at] <= 32 { at += 1 } }

    /// White space with at most one comma.
    mutating func skipSeparator() {
        skipSpace()
        if next == 44 {
            at += 1
            skipSpace()
        }
    }

    mutating func skip(_ byte: Character) -> Bool {
        guard let value = byte.asciiValue, next == value else { return false }
        at += 1
        return true
    }

    /// Letters, digits, dashes and `%`.
    mutating func word() -> String {
        let start = at
        while at < bytes.count, isWordByte(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private func isWordByte(_ c: UInt8) -> Bool { (c | 32) >= 97 && (c | 32) <= 122 || c >= 48 && c <= 57 || c == 45 || c == 95 || c == 37 || c > 127 }

    /// Up to one byte, which is passed too.
    mutating func text(until end: Character) -> String {
        let start = at
        while at < bytes.count, bytes[at] != end.asciiValue { at += 1 }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        at = min(bytes.count, at + 1)
        return text
    }

    var rest: String { String(decoding: bytes[min(at, bytes.count)...], as: UTF8.self) }

    /// One digit that is 0 or 1: the flags of arcs need no separator.
    mutating func flag() -> Bool? {
        guard let c = next, c == 48 || c == 49 else { return nil }
        at += 1
        return c == 49
    }

    /// A number; nil, and nothing passed, where none is or it is too large to be one.
    ///
    /// Up to 19 digits and a power of ten within ±22 are turned by one exact multiplication or division; the rest goes to the system.
    mutating func number() -> Double? {
        let start = at
        var i = at
        var isNegative = false
        if i < bytes.count, bytes[i] == 43 || bytes[i] == 45 {
            isNegative = bytes[i] == 45
            i += 1
        }
        var (mantissa, digits, scale) = (UInt64(0), 0, 0)
        while i < bytes.count, bytes[i] &- 48 < 10 {
            if digits < 19 { mantissa = mantissa * 10 + UInt64(bytes[i] - 48) } else { scale += 1 }
            digits += 1
            i += 1
        }
        if i < bytes.count, bytes[i] == 46 {
            let point = i
            i += 1
            while i < bytes.count, bytes[i] &- 48 < 10 {
                if digits < 19 {
                    mantissa = mantissa * 10 + UInt64(bytes[i] - 48)
                    scale -= 1
                }
                digits += 1
                i += 1
            }
            // "1." is a number and then a stray point; the point is passed as others do.
            if digits == 0 { i = point }
        }
        guard digits > 0 else { return nil }
        var exponent = 0
        if i + 1 < bytes.count, bytes[i] | 32 == 101 {
            var k = i + 1
            let isDown = bytes[k] == 45
            if bytes[k] == 43 || bytes[k] == 45 { k += 1 }
            // "1em" and "1ex" are a number and a unit.
            if k < bytes.count, bytes[k] &- 48 < 10 {
                while k < bytes.count, bytes[k] &- 48 < 10 {
                    exponent = min(9999, exponent * 10 + Int(bytes[k] - 48))
                    k += 1
                }
                exponent = isDown ? -exponent : exponent
                i = k
            }
        }
        let power = exponent + scale
        let value = mantissa < 1 << 53 && power.magnitude <= 22
            ? (power < 0 ? Double(mantissa) / powersOfTen[-power] : Double(mantissa) * powersOfTen[power])
            : Double(String(decoding: bytes[start..<i].drop { $0 == 43 }, as: UTF8.self)).map(\.magnitude) ?? Double(mantissa) * pow(10, Double(power))
        guard value.isFinite else { return nil }
        at = i
        return isNegative ? -value : value
    }

    /// A number with a separator before it.
    mutating func nextNumber() -> Double? {
        let start = at
        skipSeparator()
        if let value = number() { return value }
        at = start
        return nil
    }
}

private let powersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22]
