/// The MD5 checksum of bytes in lower-case hexadecimal: for formats that ask for it, not against forgers.
public func md5(_ bytes: [UInt8]) -> String {
    var sum = MD5()
    sum.add(bytes)
    return sum.text
}

/// The same of bytes that come piece by piece.
///
/// Source: R. Rivest, RFC 1321, "The MD5 message-digest algorithm", 1992.
public struct MD5: Sendable {
    private var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476]
    /// Fewer bytes than a block.
    private var rest: [UInt8] = []
    private var count = 0

    public init() {}

    public mutating func add(_ bytes: [UInt8]) {
        count += bytes.count
        rest += bytes
        let whole = rest.count / 64 * 64
        rest.withUnsafeBufferPointer { all in
            for start in stride(from: 0, to: whole, by: 64) { mix(&state, UnsafeBufferPointer(rebasing: all[start..<start + 64])) }
        }
        rest.removeFirst(whole)
    }

    /// Of all that was added, in lower-case hexadecimal.
    public var text: String {
        var last = self
        var tail: [UInt8] = [0x80]
        while (rest.count + tail.count) % 64 != 56 { tail.append(0) }
        let bits = UInt64(count) &* 8
        for i in 0..<8 { tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * i))) }
        last.add(tail)
        let digits = Array("0123456789abcdef".utf8)
        let text = last.state.flatMap { word in (0..<4).flatMap { i -> [UInt8] in
            let byte = word >> UInt32(8 * i) & 255
            return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        } }
        return String(decoding: text, as: UTF8.self)
    }
}

private func mix(_ state: inout [UInt32], _ block: UnsafeBufferPointer<UInt8>) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    for i in 0..<64 {
        var (f, g): (UInt32, Int)
        switch i >> 4 {
        case 0: (f, g) = (b & c | ~b & d, i)
        case 1: (f, g) = (d & b | ~d & c, (5 * i + 1) & 15)
        case 2: (f, g) = (b ^ c ^ d, (3 * i + 5) & 15)
        default: (f, g) = (c ^ (b | ~d), 7 * i & 15)
        }
        let word = UInt32(block[4 * g]) | UInt32(block[4 * g + 1]) << 8 | UInt32(block[4 * g + 2]) << 16 | UInt32(block[4 * g + 3]) << 24
        f = f &+ a &+ sines[i] &+ word
        let turn = UInt32(turns[i >> 4][i & 3])
        (a, d, c, b) = (d, c, b, b &+ (f << turn | f >> (32 - turn)))
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
}

private let turns = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]]

/// ⌊2³² |sin(i + 1)|⌋.
private let sines: [UInt32] = [
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501, 0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122,
    0xfd987193, 0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6, 0xc33707d6,
    0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60,
    0xbebfbc70, 0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665, 0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039,
    0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1, 0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
]
