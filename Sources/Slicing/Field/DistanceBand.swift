import ImpressionGeometry

/// Exact distances from grid nodes to the nearest of many line segments, as far as they are shorter than a reach.
///
/// Each segment writes its squared distance to the nodes around it, eight at a time, and the least stays.
/// Only one side of a segment is looked at beyond `backReach`: a node's nearest segment has the node on its inner side
/// exactly if the node is inside. Cost: reach² / pitch² for each segment of a few pitches; strips that no segment comes near cost nothing.
extension StripField {
    /// Range of a strip without any node near a segment, and of one with.
    private static let untouched = SIMD2<Float>(.infinity, .infinity)
    fileprivate static let touched = SIMD2<Float>(0, .infinity)
    /// Range of a strip that is not to be looked at.
    fileprivate static let unwanted = SIMD2<Float>(-1, -1)

    func isTouched(_ strip: Int) -> Bool { ranges[strip].x == 0 }

    /// Which side of closed polygons matters.
    enum Side { case inside, outside }

    /// Sets the strips that come within `reach` of the sides of `loops` to squared distances, mm², and marks them as touched;
    /// where a node is farther, the square of the reach stands.
    ///
    /// - Parameters:
    ///   - backReach: How far distances hold on the other side of the polygons, mm.
    ///   - wanted: Strips to set, all if nil.
    mutating func setSquaredDistances(to loops: Loops, on side: Side, reach: Double, backReach: Double, in wanted: [Bool]? = nil) {
        let frame = frame
        values.withUnsafeMutableBufferPointer { values in
            ranges.withUnsafeMutableBufferPointer { ranges in
                ranges.update(repeating: wanted == nil ? Self.untouched : Self.unwanted)
                if let wanted {
                    for i in wanted.indices where wanted[i] { ranges[i] = Self.untouched }
                }
                guard let base = values.baseAddress, let flags = ranges.baseAddress else { return }
                let splat = Splat(frame: frame, reach: reach, backReach: backReach, values: base, ranges: flags)
                for loop in 0..<loops.count {
                    var j = loops.starts[loop + 1] - 1
                    for i in loops.range(loop) {
                        let a = side == .inside ? j : i, b = side == .inside ? i : j
                        splat.add(loops.x[a], loops.y[a], loops.x[b], loops.y[b])
                        j = i
                    }
                }
            }
        }
    }
}

/// Writes segments' squared distances into a grid, on their left as far as `reach`, on their right as far as `backReach`.
private struct Splat {
    let frame: GridFrame
    let reach, backReach: Double
    let values: UnsafeMutablePointer<Float>
    let ranges: UnsafeMutablePointer<SIMD2<Float>>

    func add(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) {
        let dx = bx - ax, dy = by - ay, square = dx * dx + dy * dy
        guard square > 0 else { return }
        let low = min(ay, by), high = max(ay, by), inverse = 1 / frame.pitchX, end = Double(frame.columns - 1)
        let firstRow = Int(max(0, (low - reach) / frame.pitchY))
        let lastRow = Int(max(-1, min(Double(frame.rows - 1), (high + reach) / frame.pitchY)))
        guard firstRow <= lastRow else { return }
        let segment = Segment(ax: Float(ax), dx: Float(dx), dy: Float(dy), inverse: Float(1 / square), pitch: Float(frame.pitchX))
        let back = backReach * square.squareRoot(), slope = dy != 0 ? 1 / dy : 0
        for row in firstRow...lastRow {
            let y = Double(row) * frame.pitchY
            // Between the row's first and last node within reach, seen from the part of the segment level with it …
            let off = y < low ? low - y : y > high ? y - high : 0
            let chord = off == 0 ? reach : max(0, reach * reach - off * off).squareRoot()
            var t0 = 0.0, t1 = 1.0
            if dy != 0 {
                let u = (y - reach - ay) * slope, v = (y + reach - ay) * slope
                t0 = max(0, min(u, v))
                t1 = min(1, max(u, v))
            }
            let x0 = ax + t0 * dx, x1 = ax + t1 * dx
            var from = min(x0, x1) - chord, to = max(x0, x1) + chord
            // … and on the left of the line that lies `backReach` to its right.
            if dy > 0 {
                to = min(to, ax + (dx * (y - ay) + back) * slope)
            } else if dy < 0 {
                from = max(from, ax + (dx * (y - ay) + back) * slope)
            } else if dx * (y - ay) < -back {
                continue
            }
            let first = Int(max(0, min(end, from * inverse))), last = Int(max(-1, min(end, to * inverse)))
            if first <= last { lower(segment, row, first, last, Float(y - ay)) }
        }
    }

    @inline(__always)
    private func lower(_ segment: Segment, _ row: Int, _ first: Int, _ last: Int, _ qy: Float) {
        let line = values + row * frame.stride, flags = ranges + row * frame.strips
        var isWanted = false
        for strip in first / GridFrame.strip...last / GridFrame.strip {
            if flags[strip].x >= 0 { isWanted = true }
            guard flags[strip].x > 0 else { continue }
            flags[strip] = StripField.touched
            (line + strip * GridFrame.strip).update(repeating: Float(reach * reach), count: GridFrame.strip)
        }
        if isWanted { segment.lower(line, first, last, qy: qy) }
    }
}

private struct Segment {
    let ax, dx, dy, inverse, pitch: Float

    @inline(__always)
    func lower(_ row: UnsafeMutablePointer<Float>, _ first: Int, _ last: Int, qy: Float) {
        let ramp = SIMD8<Float>(0, 1, 2, 3, 4, 5, 6, 7) * pitch
        let along = qy * dy * inverse, step = dx * inverse
        var x = first & ~7
        while x <= last {
            let raw = UnsafeMutableRawPointer(row + x)
            let qx = ramp + (Float(x) * pitch - ax)
            var t = qx * step + along
            t.replace(with: 0, where: t .< 0)
            t.replace(with: 1, where: t .> 1)
            let ex = qx - t * dx, ey = qy - t * dy
            let square = ex * ex + ey * ey
            var least = raw.loadUnaligned(as: SIMD8<Float>.self)
            least.replace(with: square, where: square .< least)
            raw.storeBytes(of: least, as: SIMD8<Float>.self)
            x += 8
        }
    }
}
