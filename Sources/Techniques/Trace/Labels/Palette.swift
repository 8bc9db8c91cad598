#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif
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

/// A few colours, and the nearest of them for every colour of a picture.
struct Palette {
    /// sRGB codes, at most 128.
    var colors: [SIMD3<UInt8>]
    /// By `ColourHistogram.index`: one more than the index of the nearest colour.
    private(set) var labels: [UInt8]
    /// Whether each colour is the mean of different ones.
    private(set) var isMean: [Bool] = []

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
            let found = Self.clustered(places, weights, count: count, seed: seed)
            (colors, isMean) = (found.map { Self.codes($0.place) }, found.map(\.isMean))
        }
        let centers = colors.map { Self.place($0) }
        for (k, i) in histogram.used.enumerated() where !centers.isEmpty {
            labels[i] = UInt8(Self.nearest(centers, places[k]).index + 1)
        }
    }

    /// What a pixel counts outside of flat areas: thin lines count a little, mixed pixels along edges too.
    static let edgeShare: Float = 0.1
    /// Oklab's opponents are less than half as long as CIELAB's for its lightness, and hue tells parts of a picture from each other more than shades do.
    private static let stretch = SIMD3<Float>(1, 2.2, 2.2)
    /// Of a colour's frequency, what it has to say in what the groups are: small areas of their own colour are not to be lost.
    private static let sayPower: Float = 0.7
    /// Colours that are tried for each further group.
    private static let tries = 4

    static func place(_ code: SIMD3<UInt8>) -> SIMD3<Float> { Oklab.from(codes: code) * stretch }

    static func codes(_ place: SIMD3<Float>) -> SIMD3<UInt8> {
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
    /// A group's colour is the mean of its pixels, or the one colour that most of them have.
    ///
    /// Source: Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007, with the best of a few tries each time as they advise;
    /// Lloyd's rounds, weighted.
    private static func clustered(_ places: [SIMD3<Float>], _ weights: [Float], count: Int, seed: UInt64) -> [(place: SIMD3<Float>, isMean: Bool)] {
        guard !places.isEmpty else { return [] }
        let says = weights.map { powf($0, sayPower) }
        var centers = seeds(places, says, count, seed)
        for _ in 0..<rounds {
            let moved = means(places, says, centers)
            if moved == centers { break }
            centers = moved
        }
        return distinct(dominants(places, weights, centers)).sorted { ($0.place.x, $0.place.y, $0.place.z) < ($1.place.x, $1.place.y, $1.place.z) }
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
    private static func dominants(_ places: [SIMD3<Float>], _ weights: [Float], _ centers: [SIMD3<Float>]) -> [(place: SIMD3<Float>, isMean: Bool)] {
        var found = means(places, weights, centers).map { (place: $0, isMean: true) }
        var totals = [Float](repeating: 0, count: centers.count)
        var tops = [(weight: Float, place: SIMD3<Float>)](repeating: (0, .zero), count: centers.count)
        for (k, p) in places.enumerated() {
            let i = nearest(centers, p).index
            totals[i] += weights[k]
            if weights[k] > tops[i].weight { tops[i] = (weights[k], p) }
        }
        for i in found.indices where tops[i].weight > totals[i] / 2 { found[i] = (tops[i].place, false) }
        return found.indices.sorted { (totals[$1], $0) < (totals[$0], $1) }.map { found[$0] }
    }

    /// The most frequent colour, then each time the best of a few at random by say and squared distance from those before.
    private static func seeds(_ places: [SIMD3<Float>], _ says: [Float], _ count: Int, _ seed: UInt64) -> [SIMD3<Float>] {
        var random = SplitMix64(seed: seed)
        let first = says.indices.max { says[$0] < says[$1] } ?? 0
        var centers = [places[first]], distances = [Float](repeating: .infinity, count: places.count)
        distances = nearer(distances, places, to: places[first])
        while centers.count < count {
            let total = zip(distances, says).reduce(0.0) { $0 + Double($1.0 * $1.1) }
            guard total > 0 else { break }
            var best: (sum: Double, place: SIMD3<Float>, distances: [Float])?
            for _ in 0..<tries {
                var rest = Double.random(in: 0..<total, using: &random)
                let pick = places.indices.first { k in
                    rest -= Double(distances[k] * says[k])
                    return rest < 0
                } ?? places.count - 1
                let left = nearer(distances, places, to: places[pick]), sum = zip(left, says).reduce(0.0) { $0 + Double($1.0 * $1.1) }
                if sum < best?.sum ?? .infinity { best = (sum, places[pick], left) }
            }
            guard let best else { break }
            centers.append(best.place)
            distances = best.distances
        }
        return centers
    }

    /// Squared distances from the nearest center, one more of which is at a place.
    private static func nearer(_ distances: [Float], _ places: [SIMD3<Float>], to center: SIMD3<Float>) -> [Float] {
        distances.indices.map { k in
            let d = places[k] - center
            return min(distances[k], (d * d).sum())
        }
    }

    /// The first of those that look the same.
    private static func distinct(_ found: [(place: SIMD3<Float>, isMean: Bool)]) -> [(place: SIMD3<Float>, isMean: Bool)] {
        var kept: [(place: SIMD3<Float>, isMean: Bool)] = []
        for color in found where kept.isEmpty || nearest(kept.map(\.place), color.place).distance > sameness * sameness { kept.append(color) }
        return kept
    }
}
