/// Numbers as text, written straight into memory that the caller has made large enough.
enum NumberText {
    /// Bytes that any number below may take.
    static let longest = 40

    /// Writes the fewest digits that read back as the same `value`; returns how many bytes. Not finite writes 0.
    ///
    /// Two roundings are tried. At k decimals, where 10⁻ᵏ is under 0.98 units in the last place, the nearest multiple always reads back;
    /// at k − 1 the window of ±0.49 units holds at most one multiple, so if the nearest lies in it, it is the shortest once its zeros go.
    static func write(_ value: Float, to out: UnsafeMutablePointer<UInt8>) -> Int {
        guard value != 0, value.isFinite else {
            out[0] = 48
            return 1
        }
        let exponent = Int(value.exponent)
        guard exponent >= -20, exponent < 50 else { return writeRare(value, to: out) }
        var n = 0
        if value < 0 {
            out[0] = 45
            n = 1
        }
        let magnitude = Double(value.magnitude)
        var places = places[exponent + 20]
        var scaled = (magnitude * powers[places]).rounded()
        if places > 0 {
            let shorter = (magnitude * powers[places - 1]).rounded()
            if (shorter / powers[places - 1] - magnitude).magnitude < 0.49 * Double(value.ulp) {
                scaled = shorter
                places -= 1
            }
        }
        return n + write(UInt64(scaled), decimals: places, to: out + n)
    }

    /// `scaled` / 10^`decimals`, without zeros at the end.
    private static func write(_ scaled: UInt64, decimals: Int, to out: UnsafeMutablePointer<UInt8>) -> Int {
        var rest = scaled, places = decimals
        while places > 0 {
            let (q, r) = rest.quotientAndRemainder(dividingBy: 10)
            if r != 0 { break }
            rest = q
            places -= 1
        }
        guard places > 0 else { return write(rest, to: out) }
        let power = UInt64(powers[places])
        let (whole, fraction) = rest.quotientAndRemainder(dividingBy: power)
        let n = write(whole, to: out)
        out[n] = 46
        var f = fraction
        var i = n + places
        while i > n {
            let q = f / 10
            out[i] = UInt8(truncatingIfNeeded: f &- q &* 10) &+ 48
            f = q
            i -= 1
        }
        return n + 1 + places
    }

    /// A whole number; returns how many bytes.
    static func write(_ value: UInt64, to out: UnsafeMutablePointer<UInt8>) -> Int {
        var digits = 1, bound: UInt64 = 10
        while value >= bound, digits < 19 {
            digits += 1
            bound *= 10
        }
        if value >= 10_000_000_000_000_000_000 { digits = 20 }
        var rest = value, i = digits
        while i > 0 {
            i -= 1
            let q = rest / 10
            out[i] = UInt8(truncatingIfNeeded: rest &- q &* 10) &+ 48
            rest = q
        }
        return digits
    }

    /// Very small and very large numbers, with an exponent.
    private static func writeRare(_ value: Float, to out: UnsafeMutablePointer<UInt8>) -> Int {
        var n = 0
        for byte in value.description.utf8 where n < longest {
            out[n] = byte
            n += 1
        }
        return n
    }

    private static let powers: [Double] = (0...22).map { k in (0..<k).reduce(1.0) { p, _ in p * 10 } }

    /// Decimals that always suffice, by binary exponent from −20.
    private static let places: [Int] = (-20..<50).map { exponent in
        let ulp = Double(sign: .plus, exponent: exponent - 23, significand: 1)
        return powers.firstIndex { 1 / $0 <= 0.98 * ulp } ?? 22
    }
}
