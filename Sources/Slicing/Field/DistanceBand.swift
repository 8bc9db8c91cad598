import ImpressionGeometry

/// Exact distances from grid nodes to the nearest of many line segments, as far as they are shorter than a reach.
///
/// Each segment writes its squared distance to the nodes around it, eight at a time, and the least stays.
/// Cost: reach² / pitch² for each segment of a few pitches; strips that no segment comes near cost nothing.
extension StripField {
    /// Range of a strip without any node near a segment, and of one with.
    private static let untouched = SIMD2<Float>(.infinity, .infinity)
    private static let touched = SIMD2<Float>(0, .infinity)

    func isTouched(_ strip: Int) -> Bool { ranges[strip].x == 0 }

    /// Sets the strips that come within `reach` of the sides of `loops` to squared distances, mm², and marks them as touched;
    /// where a node is farther, the square of the reach stands.
    mutating func setSquaredDistances(to loops: Loops, reach: Double) {
        let frame = frame
        values.withUnsafeMutableBufferPointer { values in
            ranges.withUnsafeMutableBufferPointer { ranges in
                ranges.update(repeating: Self.untouched)
                guard let base = values.baseAddress, let flags = ranges.baseAddress else { return }
                for loop in 0..<loops.count {
                    var j = loops.starts[loop + 1] - 1
                    for i in loops.range(loop) {
                        Self.splat(loops.x[j], loops.y[j], loops.x[i], loops.y[i], reach: reach, frame: frame, base, flags)
                        j = i
                    }
                }
            }
        }
    }

    private static func splat(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, reach: Double, frame: GridFrame, _ base: UnsafeMutablePointer<Float>, _ ranges: UnsafeMutablePointer<SIMD2<Float>>) {
        let pitchX = frame.pitchX, pitchY = frame.pitchY, dx = bx - ax, dy = by - ay
        let firstRow = max(0, Int(((min(ay, by) - reach) / pitchY).rounded(.up)))
        let lastRow = min(frame.rows - 1, Int(((max(ay, by) + reach) / pitchY).rounded(.down)))
        guard firstRow <= lastRow else { return }
        let square = dx * dx + dy * dy
        let segment = Segment(ax: Float(ax), dx: Float(dx), dy: Float(dy), inverse: square > 0 ? Float(1 / square) : 0, pitch: Float(pitchX))
        for row in firstRow...lastRow {
            let y = Double(row) * pitchY
            // The part of the segment within reach of this row bounds the columns to visit.
            var t0 = 0.0, t1 = 1.0
            if dy != 0 {
                let u = (y - reach - ay) / dy, v = (y + reach - ay) / dy
                t0 = max(0, min(u, v))
                t1 = min(1, max(u, v))
                if t0 > t1 { continue }
            }
            let x0 = ax + t0 * dx, x1 = ax + t1 * dx
            let first = max(0, Int(((min(x0, x1) - reach) / pitchX).rounded(.up)))
            let last = min(frame.columns - 1, Int(((max(x0, x1) + reach) / pitchX).rounded(.down)))
            guard first <= last else { continue }
            let line = base + row * frame.stride, flags = ranges + row * frame.strips
            for strip in first / GridFrame.strip...last / GridFrame.strip where flags[strip].x != 0 {
                flags[strip] = touched
                (line + strip * GridFrame.strip).update(repeating: Float(reach * reach), count: GridFrame.strip)
            }
            segment.lower(line, first, last, qy: Float(y - ay))
        }
    }

    private struct Segment {
        let ax, dx, dy, inverse, pitch: Float

        @inline(__always)
        func lower(_ row: UnsafeMutablePointer<Float>, _ first: Int, _ last: Int, qy: Float) {
            let ramp = SIMD8<Float>(0, 1, 2, 3, 4, 5, 6, 7) * pitch
            let along = qy * dy
            var x = first & ~7
            while x <= last {
                let raw = UnsafeMutableRawPointer(row + x)
                let qx = ramp + (Float(x) * pitch - ax)
                var t = (qx * dx + along) * inverse
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
}
