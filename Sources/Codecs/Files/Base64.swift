/// `bytes` in base64 with padding. Source: RFC 4648 §4.
public func base64(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let present = min(3, bytes.count - start)
        var group: UInt32 = 0
        for i in 0..<3 { group = group << 8 | (i < present ? UInt32(bytes[start + i]) : 0) }
        for i in 0..<4 { text.append(i <= present ? alphabet[Int(group >> UInt32(18 - 6 * i)) & 63] : UInt8(ascii: "=")) }
    }
    return text
}

/// What base64 text stands for, white space passed over; nil where another character is met. Source: RFC 4648 §4 and §5.
func unbase64(_ text: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var (group, bits): (UInt32, Int) = (0, 0)
    for c in text {
        let value: UInt8
        switch c {
        case 65...90: value = c - 65
        case 97...122: value = c - 71
        case 48...57: value = c + 4
        case 43, 45: value = 62
        case 47, 95: value = 63
        case 61, 0...32: continue
        default: return nil
        }
        group = group << 6 | UInt32(value)
        bits += 6
        if bits >= 8 {
            bits -= 8
            bytes.append(UInt8(group >> UInt32(bits) & 255))
        }
    }
    return bytes
}
