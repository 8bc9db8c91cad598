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
        let places = means.map { Self.place($0) }
        switch choice {
        case .colors(let given): colors = given
        case .count(let count):
            let weights = histogram.used.map { Float(histogram.flats[$0]) + Self.edgeShare * Float(histogram.counts[$0]) }
            colors = Self.clustered(places, weights, count: count, seed: seed).map(Self.codes)
        }
        let centers = colors.map { Self.place($0) }
        for (k, i) in histogram.used.enumerated() where !centers.isEmpty {
            labels[i] = UInt8(Self.nearest(centers, places[k]).index + 1)
        }
    }

    /// What a pixel counts outside of flat areas: thin lines count a little, mixed pixels along edges too.
    private static let edgeShare: Float = 0.1
    /// Small differences of hue tell parts of a picture from each other more than those of lightness, which shades have too.
    private static let stretch = SIMD3<Float>(1, 1.6, 1.6)

    private static func place(_ code: SIMD3<UInt8>) -> SIMD3<Float> { Oklab.from(codes: code) * stretch }

    private static func codes(_ place: SIMD3<Float>) -> SIMD3<UInt8> {
        let light = Oklab.light(place / stretch)
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
    /// A colour's say in what the groups are is the root of its frequency, so that small areas of their own colour are not lost; a group's
    /// colour is then the mean of its pixels, or the one colour that most of them have.
    ///
    /// Source: Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007; Lloyd's rounds, weighted.
    private static func clustered(_ places: [SIMD3<Float>], _ weights: [Float], count: Int, seed: UInt64) -> [SIMD3<Float>] {
        guard !places.isEmpty else { return [] }
        let says = weights.map { $0.squareRoot() }
        var centers = seeds(places, says, count, seed)
        for _ in 0..<rounds {
            let moved = means(places, says, centers)
            if moved == centers { break }
            centers = moved
        }
        return distinct(dominants(places, weights, centers)).sorted { ($0.x, $0.y, $0.z) < ($1.x, $1.y, $1.z) }
    }

    private static func means(_ places: [SIMD3<Float>], _ weights: [Float], _ centers: [SIMD3<Float>]) -> [SIMD3<Float>] {
        var sums = [SIMD3<Double>](repeating: .zero, count: centers.count)
        var totals = [Double](repeating: 0, count: centers.count)
        for (k, p) in places.enumerated() where weights[k] > 0 {
            let i = nearest(centers, p).index
            sums[i] += SIMD3<Double>(p) * Double(weights[k])
            totals[i] += Double(weights[k])
        }
        return centers.indices.map { totals[$0] > 0 ? SIMD3<Float>(sums[$0] / totals[$0]) : centers[$0] }
    }

    /// Each group's mean, or the colour that half of its pixels have; the largest group first.
    private static func dominants(_ places: [SIMD3<Float>], _ weights: [Float], _ centers: [SIMD3<Float>]) -> [SIMD3<Float>] {
        var found = means(places, weights, centers)
        var totals = [Float](repeating: 0, count: centers.count)
        var tops = [(weight: Float, place: SIMD3<Float>)](repeating: (0, .zero), count: centers.count)
        for (k, p) in places.enumerated() {
            let i = nearest(centers, p).index
            totals[i] += weights[k]
            if weights[k] > tops[i].weight { tops[i] = (weights[k], p) }
        }
        for i in found.indices where tops[i].weight > totals[i] / 2 { found[i] = tops[i].place }
        return found.indices.sorted { (totals[$1], $0) < (totals[$0], $1) }.map { found[$0] }
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

    /// The first of those that look the same.
    private static func distinct(_ centers: [SIMD3<Float>]) -> [SIMD3<Float>] {
        var kept: [SIMD3<Float>] = []
        for center in centers where kept.isEmpty || nearest(kept, center).distance > sameness * sameness { kept.append(center) }
        return kept
    }
}
