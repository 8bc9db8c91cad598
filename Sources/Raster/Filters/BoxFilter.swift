public import ImpressionGeometry

extension Raster where Pixel == Float {
    /// Each pixel's mean over the square of `2 · radius + 1` pixels around it, cut at the edges. O(pixels), whatever the radius.
    public func boxMean(radius: Int, workers: Workers = .one) -> Raster<Float> {
        guard radius > 0, !isEmpty else { return self }
        var across = self
        across.updateRows(workers) { y, target in
            let source = row(y)
            var sum = 0.0
            for x in 0..<Swift.min(radius, width) { sum += Double(source[x]) }
            for x in 0..<width {
                if x + radius < width { sum += Double(source[x + radius]) }
                if x > radius { sum -= Double(source[x - radius - 1]) }
                target[x] = Float(sum / Double(Swift.min(x + radius, width - 1) - Swift.max(x - radius, 0) + 1))
            }
        }
        return across.columnMean(radius: radius, workers: workers)
    }

    /// Bands of rows are independent: each starts its running sums anew from the rows it needs.
    private func columnMean(radius: Int, workers: Workers) -> Raster<Float> {
        let band = 128
        var result = self
        workers.updateRuns(of: &result.pixels, length: band * width) { index, target in
            let top = index * band
            var sums = [Double](repeating: 0, count: width)
            for y in Swift.max(0, top - radius - 1)..<Swift.min(height, top + radius) { add(row(y), 1, to: &sums) }
            for y in top..<Swift.min(height, top + band) {
                if y + radius < height { add(row(y + radius), 1, to: &sums) }
                if y > radius { add(row(y - radius - 1), -1, to: &sums) }
                let scale = 1 / Double(Swift.min(y + radius, height - 1) - Swift.max(y - radius, 0) + 1)
                var line = target._mutatingExtracting((y - top) * width..<(y - top + 1) * width)
                let sums = sums.span
                for x in 0..<width { line[x] = Float(sums[x] * scale) }
            }
        }
        return result
    }

    private func add(_ source: Span<Float>, _ sign: Double, to sums: inout [Double]) {
        var sums = sums.mutableSpan
        for x in 0..<width { sums[x] += sign * Double(source[x]) }
    }

    /// Smooth regions smoothed, edges kept: the part of a picture that carries its large tones.
    ///
    /// - Parameters:
    ///   - radius: Of the windows, pixels.
    ///   - epsilon: Variance below which a window counts as smooth, in squared units of the picture.
    ///
    /// Source: He, Sun and Tang, "Guided image filtering", TPAMI 35(6), 2013, guided by itself.
    public func edgePreservingBase(radius: Int, epsilon: Float, workers: Workers = .one) -> Raster<Float> {
        guard radius > 0, !isEmpty else { return self }
        let mean = boxMean(radius: radius, workers: workers)
        var slope = map { $0 * $0 }.boxMean(radius: radius, workers: workers)
        slope.updateRows(workers) { y, line in
            let mean = mean.row(y)
            for x in 0..<line.count {
                let variance = Swift.max(0, line[x] - mean[x] * mean[x])
                line[x] = variance / (variance + epsilon)
            }
        }
        var offset = mean
        offset.updateRows(workers) { y, line in
            let slope = slope.row(y)
            for x in 0..<line.count { line[x] *= 1 - slope[x] }
        }
        let meanSlope = slope.boxMean(radius: radius, workers: workers)
        var base = offset.boxMean(radius: radius, workers: workers)
        base.updateRows(workers) { y, line in
            let (slope, source) = (meanSlope.row(y), row(y))
            for x in 0..<line.count { line[x] += slope[x] * source[x] }
        }
        return base
    }
}
