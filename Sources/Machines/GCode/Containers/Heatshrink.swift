/// Heatshrink, a dictionary packer for machines with little memory: bits from the highest down, 1 and a byte, or 0 with a distance and a length.
///
/// Source: the format as S. Vokes's heatshrink defines it, "heatshrink: embedded data compression", 2013; matches by hashed chains.
struct Heatshrink {
    /// Bits of a distance and of a length.
    let window: Int
    let lookahead: Int

    /// What Prusa's binary G-code calls 12/4.
    static let wide = Heatshrink(window: 12, lookahead: 4)
    static let narrow = Heatshrink(window: 11, lookahead: 4)

    /// Candidates that are looked at for one place.
    private static let effort = 48

    func packed(_ bytes: [UInt8]) -> [UInt8] {
        var out = BitWriter(reserving: bytes.count / 2)
        let reach = 1 << window, longest = 1 << lookahead
        var heads = [Int32](repeating: -1, count: 1 << 13), chain = [Int32](repeating: -1, count: bytes.count)
        bytes.withUnsafeBufferPointer { bytes in
            func hash(_ i: Int) -> Int { (Int(bytes[i]) &* 0x1F35 ^ Int(bytes[i + 1]) &* 0x3D ^ Int(bytes[i + 2]) &* 0x7ED) & 0x1FFF }
            func note(_ i: Int) {
                guard i + 2 < bytes.count else { return }
                let slot = hash(i)
                chain[i] = heads[slot]
                heads[slot] = Int32(truncatingIfNeeded: i)
            }
            func match(_ i: Int) -> (length: Int, distance: Int) {
                guard i + 2 < bytes.count else { return (0, 0) }
                var best = (length: 0, distance: 0), at = Int(heads[hash(i)]), left = Self.effort
                let limit = min(longest, bytes.count - i)
                while at >= 0, i - at <= reach, left > 0 {
                    var n = 0
                    while n < limit, bytes[at + n] == bytes[i + n] { n += 1 }
                    if n > best.length { best = (n, i - at) }
                    if n == limit { break }
                    at = Int(chain[at])
                    left -= 1
                }
                return best
            }
            var i = 0, own = match(0)
            while i < bytes.count {
                note(i)
                let next = own.length >= 3 && own.length < longest ? match(i + 1) : (length: 0, distance: 0)
                if own.length < 3 || next.length > own.length {
                    out.put(1, bits: 1)
                    out.put(UInt32(bytes[i]), bits: 8)
                    i += 1
                    own = next.length > 0 ? next : match(i)
                } else {
                    out.put(0, bits: 1)
                    out.put(UInt32(own.distance - 1), bits: window)
                    out.put(UInt32(own.length - 1), bits: lookahead)
                    for k in i + 1..<i + own.length { note(k) }
                    i += own.length
                    own = i < bytes.count ? match(i) : (0, 0)
                }
            }
        }
        return out.finished()
    }

    /// - Parameter size: Bytes that come out; nil where the stream ends before.
    func unpacked(_ bytes: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
        var input = BitReader(bytes), out: [UInt8] = []
        out.reserveCapacity(size)
        while out.count < size {
            guard let tag = input.take(1) else { return nil }
            if tag == 1 {
                guard let byte = input.take(8) else { return nil }
                out.append(UInt8(truncatingIfNeeded: byte))
            } else {
                guard let distance = input.take(window), let length = input.take(lookahead) else { return nil }
                // The window holds zeros before the first byte.
                for _ in 0...length where out.count < size {
                    let from = out.count - Int(distance) - 1
                    out.append(from >= 0 ? out[from] : 0)
                }
            }
        }
        return out
    }
}

/// Bits from the highest of each byte down.
private struct BitWriter {
    private var bytes: [UInt8] = []
    private var held: UInt64 = 0
    private var count = 0

    init(reserving capacity: Int) { bytes.reserveCapacity(capacity) }

    @inline(__always)
    mutating func put(_ value: UInt32, bits: Int) {
        held = held << UInt64(bits) | UInt64(value)
        count += bits
        while count >= 8 {
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: held >> UInt64(count)))
        }
    }

    mutating func finished() -> [UInt8] {
        if count > 0 { bytes.append(UInt8(truncatingIfNeeded: held << UInt64(8 - count))) }
        return bytes
    }
}

private struct BitReader {
    private let bytes: ArraySlice<UInt8>
    private var at: Int
    private var held: UInt32 = 0
    private var count = 0

    init(_ bytes: ArraySlice<UInt8>) { (self.bytes, at) = (bytes, bytes.startIndex) }

    @inline(__always)
    mutating func take(_ bits: Int) -> UInt32? {
        while count < bits {
            guard at < bytes.endIndex else { return nil }
            held = held << 8 | UInt32(bytes[at])
            at += 1
            count += 8
        }
        count -= bits
        return held >> UInt32(count) & (1 << UInt32(bits) - 1)
    }
}
