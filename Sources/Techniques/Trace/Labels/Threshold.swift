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
    var tones: Raster<Float>
    var level: Float

    /// Share of the short edge within which tones are surroundings.
    private static let surroundings = 1.0 / 24
    /// How much darker than the mean of its surroundings a tone must be: noise is not drawing.
    private static let darker: Float = 0.06

    init(_ tones: Raster<Float>, _ threshold: Threshold, invert: Bool, workers: Workers) {
        self.tones = tones
        switch threshold {
        case .fixed(let level): self.level = Float(level)
        case .otsu: level = Self.otsu(tones)
        case .adaptive:
            level = 0.5
            let radius = max(2, Int(Double(min(tones.width, tones.height)) * Self.surroundings))
            let mean = tones.boxMean(radius: radius, workers: workers)
            self.tones.updateRows(workers) { y, row in
                let mean = mean.row(y)
                for x in 0..<row.count { row[x] = max(0, min(1, row[x] - mean[x] + 0.5 + Self.darker)) }
            }
        }
        guard invert else { return }
        self.tones.updateRows(workers) { _, row in for x in 0..<row.count { row[x] = 1 - row[x] } }
        level = 1 - level
    }

    /// Half way in the middle of the two groups; of one group alone, black is dark.
    static func otsu(_ tones: Raster<Float>) -> Float {
        var histogram = [Int](repeating: 0, count: 256)
        for tone in tones.pixels { histogram[Int(max(0, min(1, tone)) * 255 + 0.5)] += 1 }
        let total = tones.pixels.count
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
        return Float((level + last) / 2 / 255)
    }

    /// 1 where it is dark, 0 elsewhere and on the rim.
    func labels(_ workers: Workers) -> LabelMap {
        var map = LabelMap(width: tones.width, height: tones.height, rim: 0)
        let (stride, level, tones) = (map.stride, level, tones)
        workers.updateRuns(of: &map.cells, length: stride) { y, row in
            guard y > 0, y <= tones.height else { return }
            let source = tones.row(y - 1)
            for x in 0..<source.count { row[x + 1] = source[x] < level ? 1 : 0 }
        }
        return map
    }

    /// Whether every tone is black or white: then there is nothing between pixels to look for.
    var isHard: Bool { tones.pixels.allSatisfy { $0 == 0 || $0 == 1 } }
}
