import ImpressionGeometry

/// Exact distances from grid nodes to the nearest of many line segments, as far as they are shorter than a reach.
///
/// Each segment writes its squared distance to the nodes around it, four at a time, and the least stays.
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
        let firstRow = Int(max(0, (min(ay, by) - reach) / frame.pitchY))
        let lastRow = Int(max(-1, min(Double(frame.rows - 1), (max(ay, by) + reach) / frame.pitchY)))
        guard firstRow <= lastRow else { return }
        let segment = Segment(ax: Float(ax), dx: Float(dx), dy: Float(dy), inverse: Float(1 / square), pitch: Float(frame.pitchX))
        let spans = Spans(ax, ay, dx, dy, reach: reach, back: backReach * square.squareRoot(), frame)
        var row = firstRow
        while row <= lastRow {
            let (first, last) = spans.nodes(from: row)
            for lane in 0...min(7, lastRow - row) where first[lane] <= last[lane] {
                lower(segment, row + lane, Int(first[lane]), Int(last[lane]), Float(row + lane) * spans.pitch - spans.ay)
            }
            row += 8
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
        let ramp = SIMD4<Float>(0, 1, 2, 3) * pitch
        let along = qy * dy * inverse, step = dx * inverse
        var x = first & ~3
        while x <= last {
            let raw = UnsafeMutableRawPointer(row + x)
            let qx = ramp + (Float(x) * pitch - ax)
            var t = qx * step + along
            t.replace(with: 0, where: t .< 0)
            t.replace(with: 1, where: t .> 1)
            let ex = qx - t * dx, ey = qy - t * dy
            let square = ex * ex + ey * ey
            var least = raw.loadUnaligned(as: SIMD4<Float>.self)
            least.replace(with: square, where: square .< least)
            raw.storeBytes(of: least, as: SIMD4<Float>.self)
            x += 4
        }
    }
}

/// Which nodes of a row a segment can reach, for eight rows at once.
private struct Spans {
    let ax, ay, dx, low, high, slope, half, back, reach, pitch, inverse, end: Float
    /// Which end of the row is cut by the line `back` to the segment's right.
    let cutsEnd, cutsStart: Bool

    init(_ ax: Double, _ ay: Double, _ dx: Double, _ dy: Double, reach: Double, back: Double, _ frame: GridFrame) {
        // What is nearly level counts as level: seen whole from every row, and never cut askew, where single precision would not do.
        let isLevel = abs(dy) <= 0.02 * abs(dx), slope = isLevel ? 0 : 1 / dy
        (self.ax, self.ay, self.dx, self.slope, self.reach) = (Float(ax), Float(ay), Float(dx), Float(slope), Float(reach))
        (low, high) = (Float(min(ay, ay + dy)), Float(max(ay, ay + dy)))
        half = isLevel ? 2 : Float(abs(reach * slope))
        self.back = Float(isLevel ? back + abs(dy) * (abs(dx) + 2 * reach) : back * slope)
        (pitch, inverse, end) = (Float(frame.pitchY), Float(1 / frame.pitchX), Float(frame.columns - 1))
        (cutsEnd, cutsStart) = (!isLevel && dy > 0, !isLevel && dy < 0)
    }

    /// First and last nodes of rows `row` … `row` + 7, a node or so too many rather than one too few.
    @inline(__always)
    func nodes(from row: Int) -> (first: SIMD8<Int32>, last: SIMD8<Int32>) {
        let y = (SIMD8<Float>(0, 1, 2, 3, 4, 5, 6, 7) + Float(row)) * pitch
        let off = greater(greater(low - y, y - high), .zero)
        // An octagon round the circle of reach costs no root.
        let chord = lesser(SIMD8(repeating: reach), 1.41422 * reach - off)
        // Between the row's first and last node within reach, seen from the part of the segment level with it …
        let center = (y - ay) * slope
        let t0 = greater(center - half, .zero), t1 = lesser(center + half, .one)
        var from = ax + (dx > 0 ? t0 : t1) * dx - chord, to = ax + (dx > 0 ? t1 : t0) * dx + chord
        // … and on the left of the line that lies `back` to its right.
        if cutsEnd {
            to = lesser(to, ax + center * dx + back)
        } else if cutsStart {
            from = greater(from, ax + center * dx + back)
        } else {
            to.replace(with: -1, where: (y - ay) * dx .< -back)
        }
        return (floor(lesser(greater(from * inverse, .zero), SIMD8(repeating: end))), floor(greater(lesser(to * inverse, SIMD8(repeating: end)), SIMD8(repeating: -1))))
    }

    @inline(__always)
    private func lesser(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> { a.replacing(with: b, where: b .< a) }

    @inline(__always)
    private func greater(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> { a.replacing(with: b, where: b .> a) }

    /// Whole numbers below `value`, which lies between −1 and 2²²: the last bits of a float of 1.5 · 2²³ count ones.
    @inline(__always)
    private func floor(_ value: SIMD8<Float>) -> SIMD8<Int32> {
        unsafeBitCast(value - 0.5 + Float(12_582_912), to: SIMD8<Int32>.self) &- 0x4B40_0000
    }
}
