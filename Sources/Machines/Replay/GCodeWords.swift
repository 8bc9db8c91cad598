/// The words of one line: a command and its numbered letters.
struct GCodeWords {
    private(set) var letter: UInt8 = 0
    private(set) var number = -1
    private var values = [Double](repeating: .nan, count: 26)

    /// The value of a letter of the last line.
    subscript(letter: Unicode.Scalar) -> Double? {
        let value = values[Int(letter.value) - 65]
        return value.isNaN ? nil : value
    }

    mutating func read(_ line: UnsafeBufferPointer<UInt8>) {
        for i in 0..<26 { values[i] = .nan }
        (letter, number) = (0, -1)
        var at = 0
        while at < line.count, line[at] != UInt8(ascii: ";") {
            let byte = line[at] & 0xDF
            at += 1
            guard byte >= 65, byte <= 90 else { continue }
            guard let value = Self.decimal(line, &at) else {
                if letter == 0 { return }
                continue
            }
            if letter == 0 {
                (letter, number) = (byte, value < 10_000 && value >= 0 ? Int(value) : -1)
            } else {
                values[Int(byte) - 65] = value
            }
        }
    }

    /// Reads a decimal number; nil where there is none.
    private static func decimal(_ line: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Double? {
        var negative = false
        if at < line.count, line[at] == 45 || line[at] == 43 {
            negative = line[at] == 45
            at += 1
        }
        var (mantissa, scale, digits): (Int, Double, Int) = (0, 1, 0)
        var afterPoint = false
        while at < line.count {
            let byte = line[at]
            if byte == 46, !afterPoint {
                afterPoint = true
            } else if byte >= 48, byte <= 57 {
                digits += 1
                if digits <= 17 {
                    mantissa = mantissa * 10 + Int(byte - 48)
                    if afterPoint { scale *= 10 }
                } else if !afterPoint { scale /= 10 }
            } else { break }
            at += 1
        }
        guard digits > 0 else { return nil }
        return (negative ? -1 : 1) * Double(mantissa) / scale
    }
}
