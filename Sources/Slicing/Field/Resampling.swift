import ImpressionGeometry
import ImpressionRaster

/// Brings a sampled surface to the grid that the slicer works on, so that its volume stays exactly the same.
///
/// A coarse surface is drawn finer by a whole factor: the bilinear surface itself. Of a fine one each new node takes the mean
/// of the bilinear surface over its own cell; the cells tile the rectangle, hence the volume stays.
struct Resampling {
    /// For each target node: first source node and the weights from there on.
    struct Axis {
        var first: [Int] = []
        var weights: [[Float]] = []
        /// Target pitch, mm.
        var pitch: Double
        var count: Int { first.count }
    }

    let columns: Axis
    let rows: Axis

    /// - Parameter target: Wanted pitch, mm.
    init(columns: Int, rows: Int, pitch: Double, target: Double) {
        self.columns = Self.axis(count: columns, pitch: pitch, target: target)
        self.rows = Self.axis(count: rows, pitch: pitch, target: target)
    }

    var frame: GridFrame { GridFrame(columns: columns.count, rows: rows.count, pitchX: columns.pitch, pitchY: rows.pitch) }

    private static func axis(count: Int, pitch: Double, target: Double) -> Axis {
        guard count > 1 else { return Axis(first: .init(repeating: 0, count: count), weights: .init(repeating: [1], count: count), pitch: pitch) }
        return pitch >= target * 0.75 ? refined(count, pitch, Int((pitch / target - 0.25).rounded(.up))) : averaged(count, pitch, target)
    }

    private static func refined(_ count: Int, _ pitch: Double, _ factor: Int) -> Axis {
        let factor = max(1, factor)
        var axis = Axis(pitch: pitch / Double(factor))
        for i in 0...(count - 1) * factor {
            let source = min(i / factor, count - 2), share = Float(i - source * factor) / Float(factor)
            axis.first.append(source)
            axis.weights.append([1 - share, share])
        }
        return axis
    }

    private static func averaged(_ count: Int, _ pitch: Double, _ target: Double) -> Axis {
        let cells = max(1, Int((Double(count - 1) * pitch / target).rounded()))
        let step = Double(count - 1) / Double(cells)   // in source pitches
        var axis = Axis(pitch: step * pitch)
        for i in 0...cells {
            let from = max(0, (Double(i) - 0.5) * step), to = min(Double(count - 1), (Double(i) + 0.5) * step)
            let first = Int(from.rounded(.down)), last = min(count - 1, Int(to.rounded(.up)))
            let shares = (first...last).map { hatIntegral(to - Double($0)) - hatIntegral(from - Double($0)) }
            axis.first.append(first)
            axis.weights.append(shares.map { Float($0 / (to - from)) })
        }
        return axis
    }

    /// ∫ from −1 to x of the unit hat.
    private static func hatIntegral(_ x: Double) -> Double {
        x <= -1 ? 0 : x <= 0 ? (1 + x) * (1 + x) / 2 : x <= 1 ? 1 - (1 - x) * (1 - x) / 2 : 1
    }

    /// The samples on the target grid, in its frame's storage order; values beyond the last column are 0.
    func apply(to source: Raster<Float>, workers: Workers) -> [Float] {
        let frame = frame
        var result = [Float](repeating: 0, count: frame.count)
        workers.updateRuns(of: &result, length: frame.stride) { y, row in
            var mixed = [Float](repeating: 0, count: source.width)
            for (offset, weight) in rows.weights[y].enumerated() {
                let line = source.row(rows.first[y] + offset)
                var sums = mixed.mutableSpan
                for x in 0..<line.count { sums[x] = sums[x] + line[x] * weight }
            }
            for x in 0..<frame.columns {
                let first = columns.first[x]
                var sum: Float = 0
                for (offset, weight) in columns.weights[x].enumerated() { sum += mixed[first + offset] * weight }
                row[x] = sum
            }
        }
        return result
    }
}
