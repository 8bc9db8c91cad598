/// A minimal display profile, built from the specification. Source: ICC.1:2010 §7 and §10.
enum ICCFixture {
    /// BT.709's primaries in the profile connection space (D50), with red and green in each other's place, and linear curves.
    static let swappingRedAndGreen = profile(red: (0.3851, 0.7169, 0.0971), green: (0.4361, 0.2225, 0.0139), blue: (0.1431, 0.0606, 0.7141))

    static func profile(red: (Double, Double, Double), green: (Double, Double, Double), blue: (Double, Double, Double)) -> [UInt8] {
        let tags: [(String, [UInt8])] = [
            ("wtpt", xyz((0.9642, 1, 0.8249))), ("rXYZ", xyz(red)), ("gXYZ", xyz(green)), ("bXYZ", xyz(blue)),
            ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ]
        let start = 128 + 4 + 12 * tags.count
        var table = number(tags.count)
        var data: [UInt8] = []
        for (name, body) in tags {
            table += Array(name.utf8) + number(start + data.count) + number(body.count)
            data += body
        }
        var head = number(start + data.count) + number(0) + [2, 0x10, 0, 0] + Array("mntrRGB XYZ ".utf8)
        head += [UInt8](repeating: 0, count: 12) + Array("acsp".utf8) + [UInt8](repeating: 0, count: 28)
        head += fixed(0.9642) + fixed(1) + fixed(0.8249)
        return head + [UInt8](repeating: 0, count: 128 - head.count) + table + data
    }

    private static let curve = Array("curv".utf8) + number(0) + number(0)
    private static func xyz(_ c: (Double, Double, Double)) -> [UInt8] { Array("XYZ ".utf8) + number(0) + fixed(c.0) + fixed(c.1) + fixed(c.2) }
    private static func fixed(_ value: Double) -> [UInt8] { number(Int((value * 65536).rounded())) }
    private static func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }
}
