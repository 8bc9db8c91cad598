import ImpressionGeometry

extension StripField {
    enum Extreme { case least, greatest }

    /// The least (or greatest) value in a box of `radius` around each node, as far as the grid goes.
    ///
    /// Windows of twice the length come from two of half the length, so the radius costs its logarithm, and all steps run along rows.
    /// Source: van Droogenbroeck and Talbot, "Fast computation of morphological operations with arbitrary structuring elements",
    /// Pattern Recognition Letters 17(14), 1996, for the decomposition.
    func extreme(_ extreme: Extreme, radius: Double, workers: Workers) -> StripField {
        let frame = frame, sign: Float = extreme == .least ? 1 : -1
        let reachX = Int((radius / frame.pitchX).rounded()), reachY = Int((radius / frame.pitchY).rounded())
        var across = [Float](repeating: 0, count: frame.count)
        workers.updateRuns(of: &across, length: frame.stride) { y, row in
            let source = values.span.extracting(y * frame.stride..<(y + 1) * frame.stride)
            var line = [Float](repeating: .infinity, count: frame.columns + 2 * reachX)
            for x in 0..<frame.columns { line[x + reachX] = source[x] * sign }
            slideLeast(&line, window: 2 * reachX + 1, step: 1)
            for x in 0..<frame.columns { row[x] = line[x] }
        }
        // Then down the columns, one block of whole strips for each strand of work.
        var result = [Float](repeating: 0, count: frame.count)
        let blocks = workers.map(frame.strips) { strip in
            var block = [Float](repeating: .infinity, count: (frame.rows + 2 * reachY) * GridFrame.strip)
            for y in 0..<frame.rows {
                for x in 0..<GridFrame.strip { block[(y + reachY) * GridFrame.strip + x] = across[y * frame.stride + strip * GridFrame.strip + x] }
            }
            slideLeast(&block, window: 2 * reachY + 1, step: GridFrame.strip)
            return block
        }
        for (strip, block) in blocks.enumerated() {
            for y in 0..<frame.rows {
                for x in 0..<GridFrame.strip { result[y * frame.stride + strip * GridFrame.strip + x] = block[y * GridFrame.strip + x] * sign }
            }
        }
        return StripField(frame: frame, values: result)
    }
}

/// Replaces each item by the least of itself and the next `window` − 1 items at a distance of `step`, as far as such a window fits.
private func slideLeast(_ line: inout [Float], window: Int, step: Int) {
    var covered = 1
    while covered < window {
        let shift = min(covered, window - covered) * step
        guard line.count > shift else { return }
        lower(&line, toItemsAhead: shift)
        covered += shift / step
    }
}

private func lower(_ line: inout [Float], toItemsAhead shift: Int) {
    let count = line.count - shift
    line.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        // Ascending, each item is read before it is written; a shift of one needs items one by one.
        var i = 0
        while i + 8 <= count && shift >= 1 {
            let here = UnsafeMutableRawPointer(base + i), ahead = UnsafeMutableRawPointer(base + i + shift)
            var least = here.loadUnaligned(as: SIMD8<Float>.self)
            let other = ahead.loadUnaligned(as: SIMD8<Float>.self)
            least.replace(with: other, where: other .< least)
            here.storeBytes(of: least, as: SIMD8<Float>.self)
            i += 8
        }
        while i < count {
            base[i] = min(base[i], base[i + shift])
            i += 1
        }
    }
}
