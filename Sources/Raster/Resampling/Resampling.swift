public import ImpressionGeometry

/// Which places of a raster its copy samples: the copy's pixel i lies at `origin + i · step`, in pixel centres of the original.
public struct SampleGrid: Sendable, Equatable {
    public var originX: Double
    public var originY: Double
    public var stepX: Double
    public var stepY: Double
    public var columns: Int
    public var rows: Int

    public init(originX: Double, originY: Double, stepX: Double, stepY: Double, columns: Int, rows: Int) {
        (self.originX, self.originY, self.stepX, self.stepY) = (originX, originY, stepX, stepY)
        (self.columns, self.rows) = (columns, rows)
    }
}

extension Raster where Pixel == Float {
    /// The raster seen on another grid. A cubic kernel (Catmull–Rom) that widens when the copy is coarser, so that nothing aliases; edges are held.
    ///
    /// O(pixels of the original that are seen + pixels of the copy × kernel width).
    /// Source: Mitchell and Netravali, "Reconstruction filters in computer graphics", SIGGRAPH 1988 (B = 0, C = ½).
    public func resampled(to grid: SampleGrid, workers: Workers = .one) -> Raster<Float> {
        var result = Raster<Float>(width: grid.columns, height: grid.rows, filledWith: 0)
        guard !isEmpty, !result.isEmpty else { return result }
        let across = Taps(count: grid.columns, origin: grid.originX, step: grid.stepX, limit: width)
        let down = Taps(count: grid.rows, origin: grid.originY, step: grid.stepY, limit: height)
        result.updateRows(workers) { y, target in
            var line = [Float](repeating: 0, count: width)
            var sums = line.mutableSpan
            for tap in 0..<down.width {
                let weight = down.weights[y * down.width + tap]
                if weight == 0 { continue }
                let source = row(down.first[y] + tap)
                for x in 0..<width { sums[x] += weight * source[x] }
            }
            across.apply(line.span, to: &target)
        }
        return result
    }
}

/// For each sample of a line, the first source index and the weights from there on, all of one length.
private struct Taps {
    let width: Int
    let first: [Int]
    let weights: [Float]

    init(count: Int, origin: Double, step: Double, limit: Int) {
        let scale = Swift.max(1, abs(step))
        let reach = 2 * scale
        let width = Swift.min(limit, Int(reach.rounded(.up)) * 2 + 1)
        var first: [Int] = []
        var weights: [Float] = []
        weights.reserveCapacity(count * width)
        for i in 0..<count {
            let center = origin + Double(i) * step
            let from = Swift.max(0, Swift.min(limit - width, Int((center - reach).rounded(.up))))
            var row = (0..<width).map { catmullRom((Double(from + $0) - center) / scale) }
            // What reaches past an edge counts for the edge's own pixel.
            for ghost in Int((center - reach).rounded(.up))...Swift.max(Int((center - reach).rounded(.up)), Int((center + reach).rounded(.down))) where ghost < 0 || ghost >= limit {
                let edge = Swift.min(Swift.max(ghost, 0), limit - 1) - from
                if row.indices.contains(edge) { row[edge] += catmullRom((Double(ghost) - center) / scale) }
            }
            let sum = row.reduce(0, +)
            if sum.magnitude < 1e-9 {
                row = row.map { _ in 0 }
                row[Swift.min(Swift.max(Int(center.rounded()) - from, 0), width - 1)] = 1
            } else {
                row = row.map { $0 / sum }
            }
            first.append(from)
            weights += row.map(Float.init)
        }
        (self.width, self.first, self.weights) = (width, first, weights)
    }

    func apply(_ line: Span<Float>, to target: inout MutableSpan<Float>) {
        let all = weights.span
        for i in 0..<target.count {
            let weights = all.extracting(i * width..<(i + 1) * width)
            let source = line.extracting(first[i]..<first[i] + width)
            var sum: Float = 0
            for tap in 0..<width { sum += weights[tap] * source[tap] }
            target[i] = sum
        }
    }
}

private func catmullRom(_ x: Double) -> Double {
    let x = abs(x)
    if x < 1 { return (1.5 * x - 2.5) * x * x + 1 }
    if x < 2 { return ((-0.5 * x + 2.5) * x - 4) * x + 2 }
    return 0
}
