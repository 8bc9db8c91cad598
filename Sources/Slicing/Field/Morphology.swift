import ImpressionGeometry

extension StripField {
    /// The least (or greatest) value in a box of `radius` around each node, as far as the grid goes. Time does not depend on the radius.
    ///
    /// Source: van Herk, "A fast algorithm for local minimum and maximum filters on rectangular and octagonal kernels",
    /// Pattern Recognition Letters 13(7), 1992.
    func extreme(_ extreme: Extreme, radius: Double, workers: Workers) -> StripField {
        let frame = frame, sign: Float = extreme == .least ? 1 : -1
        let reachX = Int((radius / frame.pitchX).rounded()), reachY = Int((radius / frame.pitchY).rounded())
        var across = values
        workers.updateRuns(of: &across, length: frame.stride) { _, row in
            var line = (0..<frame.columns).map { row[$0] * sign }
            slideLeast(&line, reach: reachX)
            for x in 0..<frame.columns { row[x] = line[x] }
        }
        // Columns are taken a strip at a time, so that memory is read along rows.
        let source = across
        let blocks: [[Float]] = workers.map(frame.strips) { strip in
            var block = [Float](repeating: 0, count: frame.rows * GridFrame.strip)
            var line = [Float](repeating: 0, count: frame.rows)
            for x in 0..<GridFrame.strip {
                for y in 0..<frame.rows { line[y] = source[y * frame.stride + strip * GridFrame.strip + x] }
                slideLeast(&line, reach: reachY)
                for y in 0..<frame.rows { block[y * GridFrame.strip + x] = line[y] * sign }
            }
            return block
        }
        for (strip, block) in blocks.enumerated() {
            for y in 0..<frame.rows {
                for x in 0..<GridFrame.strip { across[y * frame.stride + strip * GridFrame.strip + x] = block[y * GridFrame.strip + x] }
            }
        }
        return StripField(frame: frame, values: across)
    }

    enum Extreme { case least, greatest }
}

/// Replaces each item by the least within `reach` items of it.
private func slideLeast(_ line: inout [Float], reach: Int) {
    let n = line.count, window = 2 * reach + 1
    guard n > 1, reach > 0 else { return }
    // Least from each window's start forwards, and from its end backwards; padded by `reach` at either end.
    let padded = n + 2 * reach
    var forward = [Float](repeating: .infinity, count: padded), backward = forward
    for i in 0..<padded {
        let value = i >= reach && i < n + reach ? line[i - reach] : .infinity
        forward[i] = i % window == 0 ? value : min(forward[i - 1], value)
    }
    for i in stride(from: padded - 1, through: 0, by: -1) {
        let value = i >= reach && i < n + reach ? line[i - reach] : .infinity
        backward[i] = i % window == window - 1 || i == padded - 1 ? value : min(backward[i + 1], value)
    }
    for i in 0..<n { line[i] = min(backward[i], forward[i + 2 * reach]) }
}
