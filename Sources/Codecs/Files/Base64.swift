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
