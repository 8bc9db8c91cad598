import ImpressionGeometry

/// Turns bytes into geometry. Every string of bytes means something; zeros follow its end.
struct ByteReader {
    private let bytes: UnsafeRawBufferPointer
    private var at = 0
    private var made: [LatticePoint] = []

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { at >= bytes.count }

    mutating func byte() -> UInt8 {
        defer { at += 1 }
        return at < bytes.count ? bytes[at] : 0
    }

    /// 0 ..< `n`.
    mutating func choice(_ n: Int) -> Int { Int(byte()) % n }

    mutating func signed16() -> Int32 { Int32(Int16(truncatingIfNeeded: Int(byte()) << 8 | Int(byte()))) }

    /// Near zero, of middle size, anywhere, or upon, beside or in line with earlier points.
    mutating func point() -> LatticePoint {
        let kind = byte()
        let point: LatticePoint
        switch kind % 8 {
        case 0, 1: point = LatticePoint(Int32(kind >> 3) % 8, Int32(byte() % 8))
        case 2: point = LatticePoint(Int32(Int8(bitPattern: byte())), Int32(Int8(bitPattern: byte())))
        case 3: point = LatticePoint(signed16() * 64, signed16() * 64)
        case 4: point = LatticePoint(signed16() << 15 | signed16() & 0x7FFF, signed16() << 15 | signed16() & 0x7FFF).clamped
        case 5: point = earlier()
        case 6:
            let p = earlier()
            point = LatticePoint(p.x + Int32(kind >> 3) % 5 - 2, p.y + Int32(byte() % 5) - 2).clamped
        default:
            let (p, q) = (earlier(), earlier())
            point = kind & 8 == 0 ? LatticePoint(p.x, q.y) : LatticePoint((p.x + q.x) / 2, (p.y + q.y) / 2)
        }
        made.append(point)
        return point
    }

    private mutating func earlier() -> LatticePoint { made.isEmpty ? LatticePoint(0, 0) : made[choice(made.count)] }

    /// Up to four contours of up to a dozen points.
    mutating func contours() -> Contours {
        Contours((0..<1 + choice(4)).map { _ in (0..<1 + choice(12)).map { _ in point() } })
    }

    /// Millimetres, from a fraction of a lattice unit to the whole lattice, evenly by magnitude.
    mutating func length() -> Double {
        let b = byte()
        var length = (1 + Double(b & 7) / 8) / LatticePoint.unitsPerMillimetre
        for _ in 0..<(b >> 3) { length *= 2 }
        return length / 2
    }
}
