import ImpressionCanvas
import ImpressionGeometry
import ImpressionRaster

/// What colours a picture is reduced to.
public enum PaletteChoice: Sendable, Codable, Equatable {
    /// At most so many, taken from the picture.
    case count(Int)
    /// These, sRGB.
    case colors([SIMD3<UInt8>])

    static let read: @Sendable (String) -> PaletteChoice? = { text in
        if let count = Int(text) { return (1...128).contains(count) ? .count(count) : nil }
        var colors: [SIMD3<UInt8>] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            let digits = word.hasPrefix("#") ? word.dropFirst() : word
            guard digits.count == 6, let value = UInt32(digits, radix: 16) else { return nil }
            colors.append(SIMD3(UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255)))
        }
        return (1...128).contains(colors.count) ? .colors(colors) : nil
    }

    var text: String {
        switch self {
        case .count(let count): "\(count)"
        case .colors(let colors): colors.map(\.hexadecimal).joined(separator: ",")
        }
    }
}

extension SIMD3<UInt8> {
    /// `#RRGGBB`.
    var hexadecimal: String {
        let digits = Array("0123456789ABCDEF")
        return "#" + [x, y, z].map { "\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
    }

    var color: Color { Color(Float(x) / 255, Float(y) / 255, Float(z) / 255) }
}

/// The colours of a picture in 64 steps each of red, green and blue, with their frequencies.
struct ColourHistogram {
    /// Index by six bits of each.
    private(set) var counts: [Int32]
    private var sums: [SIMD3<Int64>]
    /// Indices that occur, rising.
    private(set) var used: [Int] = []

    @inline(__always)
    static func index(_ pixel: SIMD4<UInt8>) -> Int { Int(pixel.x >> 2) << 12 | Int(pixel.y >> 2) << 6 | Int(pixel.z >> 2) }

    /// - Parameter picture: Pixels with less than half coverage do not count.
    init(_ picture: Raster<SIMD4<UInt8>>) {
        counts = .init(repeating: 0, count: 1 << 18)
        sums = .init(repeating: .zero, count: 1 << 18)
        for pixel in picture.pixels where pixel.w >= 128 {
            let i = Self.index(pixel)
            counts[i] += 1
            sums[i] &+= SIMD3(Int64(pixel.x), Int64(pixel.y), Int64(pixel.z))
        }
        used = counts.indices.filter { counts[$0] > 0 }
    }

    /// Mean code of the colours that share an index.
    func mean(_ i: Int) -> SIMD3<UInt8> {
        let (n, s) = (Int64(counts[i]), sums[i])
        return SIMD3(UInt8((s.x + n / 2) / n), UInt8((s.y + n / 2) / n), UInt8((s.z + n / 2) / n))
    }
}

/// A few colours, and the nearest of them for every colour of a picture.
struct Palette {
    /// sRGB codes, at most 128.
    var colors: [SIMD3<UInt8>]
    /// By `ColourHistogram.index`: one more than the index of the nearest colour.
    private(set) var labels: [UInt8]

    private static let rounds = 24
    /// Colours nearer than this in Oklab look the same on a page.
    private static let sameness: Float = 0.025

    init(_ histogram: ColourHistogram, _ choice: PaletteChoice, seed: UInt64) {
        labels = .init(repeating: 0, count: 1 << 18)
        let means = histogram.used.map { histogram.mean($0) }
        let places = means.map { Oklab.from(codes: $0) }
        switch choice {
        case .colors(let given): colors = given
        case .count(let count):
            let weights = histogram.used.map { Float(histogram.counts[$0]) }
            colors = Self.clustered(places, weights, count: count, seed: seed).map(Self.codes)
        }
        let centers = colors.map { Oklab.from(codes: $0) }
        for (k, i) in histogram.used.enumerated() where !centers.isEmpty {
            labels[i] = UInt8(Self.nearest(centers, places[k]).index + 1)
        }
    }

    private static func codes(_ lab: SIMD3<Float>) -> SIMD3<UInt8> {
        let light = Oklab.light(lab)
        func code(_ value: Float) -> UInt8 { UInt8(SRGB.encoded(value) * 255 + 0.5) }
        return SIMD3(code(light.x), code(light.y), code(light.z))
    }

    private static func nearest(_ centers: [SIMD3<Float>], _ p: SIMD3<Float>) -> (index: Int, distance: Float) {
        var best = (index: 0, distance: Float.infinity)
        for (i, center) in centers.enumerated() {
            let d = center - p
            let distance = (d * d).sum()
            if distance < best.distance { best = (i, distance) }
        }
        return best
    }

    /// Means of groups of colours, light ones last.
    ///
    /// Source: Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007; Lloyd's rounds, weighted.
    private static func clustered(_ places: [SIMD3<Float>], _ weights: [Float], count: Int, seed: UInt64) -> [SIMD3<Float>] {
        guard !places.isEmpty else { return [] }
        var centers = seeds(places, weights, count, seed)
        for _ in 0..<rounds {
            var sums = [SIMD3<Double>](repeating: .zero, count: centers.count)
            var totals = [Double](repeating: 0, count: centers.count)
            for (k, p) in places.enumerated() {
                let i = nearest(centers, p).index
                sums[i] += SIMD3<Double>(p) * Double(weights[k])
                totals[i] += Double(weights[k])
            }
            let moved = centers.indices.map { totals[$0] > 0 ? SIMD3<Float>(sums[$0] / totals[$0]) : centers[$0] }
            if moved == centers { break }
            centers = moved
        }
        return distinct(centers.sorted { ($0.x, $0.y, $0.z) < ($1.x, $1.y, $1.z) })
    }

    /// The most frequent colour, then each time one at random by frequency and squared distance from those before.
    private static func seeds(_ places: [SIMD3<Float>], _ weights: [Float], _ count: Int, _ seed: UInt64) -> [SIMD3<Float>] {
        var random = SplitMix64(seed: seed)
        let first = weights.indices.max { weights[$0] < weights[$1] } ?? 0
        var centers = [places[first]]
        var distances = places.map { let d = $0 - centers[0]; return (d * d).sum() }
        while centers.count < count {
            let total = zip(distances, weights).reduce(0.0) { $0 + Double($1.0 * $1.1) }
            guard total > 0 else { break }
            var rest = Double.random(in: 0..<total, using: &random)
            let pick = places.indices.first { k in
                rest -= Double(distances[k] * weights[k])
                return rest < 0
            } ?? places.count - 1
            centers.append(places[pick])
            for k in places.indices {
                let d = places[k] - places[pick]
                distances[k] = min(distances[k], (d * d).sum())
            }
        }
        return centers
    }

    private static func distinct(_ centers: [SIMD3<Float>]) -> [SIMD3<Float>] {
        var kept: [SIMD3<Float>] = []
        for center in centers where kept.isEmpty || nearest(kept, center).distance > sameness * sameness { kept.append(center) }
        return kept
    }
}
