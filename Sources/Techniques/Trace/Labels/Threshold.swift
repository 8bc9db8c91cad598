import ImpressionGeometry
import ImpressionRaster

/// What counts as dark.
public enum Threshold: Sendable, Codable, Equatable {
    /// Tones below a share of white, as the file codes them.
    case fixed(Double)
    /// Tones below the level that separates two groups best.
    ///
    /// Source: Otsu, "A threshold selection method from gray-level histograms", IEEE Transactions on Systems, Man and Cybernetics 9(1), 1979.
    case otsu
    /// Tones below the mean of their surroundings, for uneven light.
    case adaptive

    static let read: @Sendable (String) -> Threshold? = { text in
        switch text {
        case "otsu", "auto": return .otsu
        case "adaptive": return .adaptive
        default: return Quantity.number(text).flatMap { (0...1).contains($0) ? .fixed($0) : nil }
        }
    }

    var text: String {
        switch self {
        case .fixed(let level): shown(level)
        case .otsu: "otsu"
        case .adaptive: "adaptive"
        }
    }
}

/// Tones and the level that parts them.
struct LevelledTones {
    var tones: Raster<UInt8>
    /// In steps of the tones.
    var level: Float
    /// Whether every tone is black or white: then there is nothing between pixels to look for.
    let isHard: Bool

    /// Share of the short edge within which tones are surroundings.
    private static let surroundings = 1.0 / 24
    /// How much darker than the mean of its surroundings a tone must be: noise is not drawing.
    private static let darker: Float = 0.06 * 255

    init(_ tones: Raster<UInt8>, _ threshold: Threshold, invert: Bool, workers: Workers) {
        self.tones = tones
        switch threshold {
        case .fixed(let level): self.level = Float(level) * 255
        case .otsu: level = 127.5
        case .adaptive:
            level = 127.5
            let radius = max(2, Int(Double(min(tones.width, tones.height)) * Self.surroundings))
            let mean = tones.map { Float($0) }.boxMean(radius: radius, workers: workers)
            self.tones.updateRows(workers) { y, row in
                let mean = mean.row(y)
                for x in 0..<row.count { row[x] = UInt8(max(0, min(255, Float(row[x]) - mean[x] + 127.5 + Self.darker)) + 0.5) }
            }
        }
        let histogram = Self.histogram(self.tones)
        isHard = histogram[0] + histogram[255] == tones.pixels.count
        if threshold == .otsu { level = Self.otsu(histogram) }
        guard invert else { return }
        self.tones.updateRows(workers) { _, row in for x in 0..<row.count { row[x] = 255 - row[x] } }
        level = 255 - level
    }

    /// Four tables take turns, so that equal neighbours do not wait for each other.
    private static func histogram(_ tones: Raster<UInt8>) -> [Int] {
        var counts = [Int32](repeating: 0, count: 4 * 256)
        let pixels = tones.pixels.span
        for i in 0..<pixels.count { counts[(i & 3) << 8 | Int(pixels[i])] &+= 1 }
        return (0..<256).map { tone in stride(from: tone, to: 1024, by: 256).reduce(0) { $0 + Int(counts[$1]) } }
    }

    /// Half way in the middle of the two groups; of one group alone, black is dark.
    static func otsu(_ histogram: [Int]) -> Float {
        let total = histogram.reduce(0, +)
        let all = histogram.enumerated().reduce(0.0) { $0 + Double($1.offset * $1.element) }
        var (count, sum, best, level, last) = (0, 0.0, 0.0, 127.5, 127.5)
        for tone in 0..<255 where total > 0 {
            count += histogram[tone]
            sum += Double(tone * histogram[tone])
            guard count > 0, count < total else { continue }
            let (low, high) = (sum / Double(count), (all - sum) / Double(total - count))
            let between = Double(count) * Double(total - count) * (high - low) * (high - low)
            // Empty tones between the groups part them equally well: the middle of them is taken.
            if between > best * (1 + 1e-12) { (best, level, last) = (between, Double(tone) + 0.5, Double(tone) + 0.5) } else if between >= best * (1 - 1e-12) { last = Double(tone) + 0.5 }
        }
        return Float((level + last) / 2)
    }

    /// 1 where it is dark, 0 elsewhere and on the rim.
    func labels(_ workers: Workers) -> LabelMap {
        var map = LabelMap(width: tones.width, height: tones.height, rim: 0)
        let (stride, tones) = (map.stride, tones)
        // Tones below the level are those up to the last whole step below it.
        let dark = level > 0 ? UInt8(min(255, level.rounded(.up) - 1)) : nil
        guard let dark else { return map }
        workers.updateRuns(of: &map.cells, length: stride) { y, row in
            guard y > 0, y <= tones.height else { return }
            let source = tones.row(y - 1)
            for x in 0..<source.count { row[x &+ 1] = source[x] <= dark ? 1 : 0 }
        }
        return map
    }
}
