import ImpressionRaster

/// The colours of a picture in 64 steps each of red, green and blue, with their frequencies.
struct ColourHistogram {
    /// Index by six bits of each.
    private(set) var counts: [Int32]
    /// Of these the pixels inside of flat areas; of a picture that has few, all.
    private(set) var flats: [Int32]
    private var sums: [SIMD3<Int64>]
    /// Indices that occur, rising.
    private(set) var used: [Int] = []

    @inline(__always)
    static func index(_ pixel: SIMD4<UInt8>) -> Int { Int(pixel.x >> 2) << 12 | Int(pixel.y >> 2) << 6 | Int(pixel.z >> 2) }

    /// Codes that a pixel may differ from those to its left and above inside of a flat area.
    private static let flatness = 12
    /// Share of pixels that must be flat if only they are to count.
    private static let leastShare = 0.2

    /// - Parameter picture: Pixels with less than half coverage do not count.
    init(_ picture: Raster<SIMD4<UInt8>>) {
        counts = .init(repeating: 0, count: 1 << 18)
        flats = counts
        sums = .init(repeating: .zero, count: 1 << 18)
        var (all, flat) = (0, 0)
        for y in 0..<picture.height {
            let (row, above) = (picture.row(y), picture.row(max(0, y - 1)))
            for x in 0..<row.count where row[x].w >= 128 {
                let pixel = row[x]
                let i = Self.index(pixel)
                all += 1
                counts[i] += 1
                sums[i] &+= SIMD3(Int64(pixel.x), Int64(pixel.y), Int64(pixel.z))
                if Self.isNear(pixel, row[max(0, x - 1)]), Self.isNear(pixel, above[x]) { (flat, flats[i]) = (flat + 1, flats[i] + 1) }
            }
        }
        if Double(flat) < Self.leastShare * Double(all) { flats = counts }
        used = counts.indices.filter { counts[$0] > 0 }
    }

    @inline(__always)
    private static func isNear(_ a: SIMD4<UInt8>, _ b: SIMD4<UInt8>) -> Bool {
        a == b || max(abs(Int(a.x) - Int(b.x)), abs(Int(a.y) - Int(b.y)), abs(Int(a.z) - Int(b.z))) <= flatness
    }

    /// Mean code of the colours that share an index.
    func mean(_ i: Int) -> SIMD3<UInt8> {
        let (n, s) = (Int64(counts[i]), sums[i])
        return SIMD3(UInt8((s.x + n / 2) / n), UInt8((s.y + n / 2) / n), UInt8((s.z + n / 2) / n))
    }
}
