import ImpressionGeometry

extension StripField {
    /// Strips near places where the distance field has a ridge between two depths: only there can lines be too wide for their room.
    ///
    /// On a ridge between parallel sides the gradient vanishes, in a corner of half-angle α its length is sin α. A place that lines around
    /// the core miss by half a spacing or more lies by a ridge with sin² α < 0.3; everything else need not be searched.
    ///
    /// - Parameter reach: How far from a ridge strips are marked, mm.
    func narrowStrips(from low: Double, to high: Double, reach: Double) -> [Bool] {
        var marked = [Bool](repeating: false, count: ranges.count)
        let rows = Int(reach / frame.pitchY) + 1
        for y in 1..<max(1, frame.rows - 1) {
            for strip in 0..<frame.strips {
                let range = ranges[y * frame.strips + strip]
                guard range.y >= Float(low), range.x < Float(high), hasRidge(y, strip, Float(low), Float(high)) else { continue }
                for row in max(0, y - rows)...min(frame.rows - 1, y + rows) {
                    for column in max(0, strip - 1)...min(frame.strips - 1, strip + 1) { marked[row * frame.strips + column] = true }
                }
            }
        }
        // Of those, strips that have nodes in question.
        for i in marked.indices where ranges[i].y < Float(low - reach / 4) || ranges[i].x > Float(high + reach / 4) { marked[i] = false }
        return marked
    }

    private func hasRidge(_ y: Int, _ strip: Int, _ low: Float, _ high: Float) -> Bool {
        let columns = frame.columns(ofStrip: strip), start = y * frame.stride
        let i = y * frame.strips + strip, above = ranges[i + frame.strips], below = ranges[i - frame.strips]
        let inner = max(1, columns.lowerBound)..<min(frame.columns - 1, columns.upperBound)
        guard inner.count > 2, above.x != above.y, below.x != below.y else { return inner.contains { isRidge(start + $0, low, high) } }
        if isRidge(start + inner.lowerBound, low, high) || isRidge(start + inner.upperBound - 1, low, high) { return true }
        let core = start + inner.lowerBound + 1..<start + inner.upperBound - 1
        let here = values.span.extracting(core.lowerBound - 1..<core.upperBound + 1)
        let up = values.span.extracting(core.lowerBound + frame.stride..<core.upperBound + frame.stride)
        let down = values.span.extracting(core.lowerBound - frame.stride..<core.upperBound - frame.stride)
        let kx = Float(0.5 / frame.pitchX), ky = Float(0.5 / frame.pitchY)
        var count: Int32 = 0
        for x in 0..<up.count {
            let gx = (here[x + 2] - here[x]) * kx, gy = (up[x] - down[x]) * ky, depth = here[x + 1]
            count &+= (gx * gx + gy * gy < 0.35 ? 1 : 0) & (depth >= low ? 1 : 0) & (depth < high ? 1 : 0)
        }
        return count > 0
    }

    private func isRidge(_ node: Int, _ low: Float, _ high: Float) -> Bool {
        let depth = self[node]
        guard depth >= low, depth < high else { return false }
        let gx = (self[node + 1] - self[node - 1]) * Float(0.5 / frame.pitchX)
        let gy = (self[node + frame.stride] - self[node - frame.stride]) * Float(0.5 / frame.pitchY)
        return gx * gx + gy * gy < 0.35
    }
}
