/// Walks through text, word by word. Lines end with LF, CR or both.
struct TextScanner {
    let bytes: [UInt8]
    private(set) var at = 0
    /// Lines begun so far.
    private(set) var line = 1

    init(_ bytes: [UInt8], from start: Int = 0) {
        self.bytes = bytes
        at = start
    }

    var isAtEnd: Bool { at >= bytes.count }

    mutating func skipBlanks() {
        while at < bytes.count, bytes[at] == 32 || bytes[at] == 9 { at += 1 }
    }

    /// Blanks and line ends.
    mutating func skipSpace() {
        while at < bytes.count, bytes[at] <= 32 { countAndStep() }
    }

    private mutating func countAndStep() {
        if bytes[at] == 10 || (bytes[at] == 13 && !(at + 1 < bytes.count && bytes[at + 1] == 10)) { line += 1 }
        at += 1
    }

    mutating func skipLine() {
        while at < bytes.count, bytes[at] != 10, bytes[at] != 13 { at += 1 }
        if at < bytes.count, bytes[at] == 13, at + 1 < bytes.count, bytes[at + 1] == 10 { at += 1 }
        if at < bytes.count { countAndStep() }
    }

    /// Bytes up to the next blank or line end.
    mutating func word() -> ArraySlice<UInt8> {
        let start = at
        while at < bytes.count, bytes[at] > 32 { at += 1 }
        return bytes[start..<at]
    }

    /// The rest of the line, without blanks around it.
    mutating func rest() -> String {
        skipBlanks()
        let start = at
        while at < bytes.count, bytes[at] != 10, bytes[at] != 13 { at += 1 }
        var end = at
        while end > start, bytes[end - 1] <= 32 { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Whether a line ends here, after blanks.
    mutating func atLineEnd() -> Bool {
        skipBlanks()
        return at >= bytes.count || bytes[at] == 10 || bytes[at] == 13
    }

    /// The next word as a number, or nil.
    mutating func number() -> Double? {
        skipBlanks()
        let start = at
        guard let value = parseNumber(bytes, &at) else {
            at = start
            return nil
        }
        return value
    }

    mutating func point() -> SIMD3<Float>? {
        guard let x = number(), let y = number(), let z = number() else { return nil }
        return SIMD3(Float(x), Float(y), Float(z))
    }
}

/// A decimal number at `at`, which moves behind it. Exact up to 15 digits and powers of 10²², else left to the standard library.
func parseNumber(_ bytes: [UInt8], _ at: inout Int) -> Double? {
    let start = at, end = bytes.count
    var i = at, negative = false
    if i < end, bytes[i] == 45 || bytes[i] == 43 {
        negative = bytes[i] == 45
        i += 1
    }
    var mantissa: UInt64 = 0, digits = 0, exponent = 0, pointed = false
    while i < end {
        let c = bytes[i]
        if c == 46, !pointed {
            pointed = true
        } else if c >= 48, c <= 57 {
            digits += 1
            if mantissa < 900_000_000_000_000_000 {
                mantissa = mantissa * 10 + UInt64(c - 48)
                if pointed { exponent -= 1 }
            } else if !pointed {
                exponent += 1
            }
        } else {
            break
        }
        i += 1
    }
    guard digits > 0 else { return namedNumber(bytes, &at) }
    if i < end, bytes[i] | 0x20 == 0x65 {
        var j = i + 1, down = false, power = 0, any = false
        if j < end, bytes[j] == 45 || bytes[j] == 43 {
            down = bytes[j] == 45
            j += 1
        }
        while j < end, bytes[j] >= 48, bytes[j] <= 57 {
            power = min(9999, power * 10 + Int(bytes[j] - 48))
            any = true
            j += 1
        }
        if any {
            exponent += down ? -power : power
            i = j
        }
    }
    at = i
    if mantissa < 1 << 53, exponent >= -22, exponent <= 22 {
        let value = exponent < 0 ? Double(mantissa) / exactPowers[-exponent] : Double(mantissa) * exactPowers[exponent]
        return negative ? -value : value
    }
    return Double(String(decoding: bytes[start..<min(i, start + 400)], as: UTF8.self))
}

/// `nan` and `inf` in the spellings that programs write, so that they are refused for what they are.
private func namedNumber(_ bytes: [UInt8], _ at: inout Int) -> Double? {
    var i = at
    while i < bytes.count, bytes[i] > 32, i - at < 24 { i += 1 }
    let word = String(decoding: bytes[at..<i], as: UTF8.self).lowercased()
    guard word.contains("nan") || word.contains("inf") || word.contains("#ind") else { return nil }
    at = i
    return .nan
}

private let exactPowers: [Double] = (0...22).map { k in (0..<k).reduce(1.0) { p, _ in p * 10 } }

extension ArraySlice<UInt8> {
    /// Whether these are the letters of `word` in any case. `word` is lower case.
    func means(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        let other = UnsafeBufferPointer(start: word.utf8Start, count: count)
        return zip(self, other).allSatisfy { $0 == $1 || ($0 | 0x20 == $1 && $0 >= 65 && $0 <= 90) }
    }
}
