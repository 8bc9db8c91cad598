/// A box with many segments that do not part: bundles of near-parallel ones, hubs of stars.
extension HotPixelFinder {
    mutating func settleDense(_ start: Int, _ end: Int, in cell: Cell) {
        pixels.resize(to: 0)
        for i in start..<end { addVertices(of: segments[Int(ids.base[i])], tags[Int(ids.base[i])], in: cell) }
        addDenseCrossings(start, end, in: cell)
        dropRepeatedPixels()
        locateDense(start, end, 0, pixels.count)
    }

    /// Tests the pairs whose shadows on the normal of the longest segment overlap: near-parallel bundles have few.
    private mutating func addDenseCrossings(_ start: Int, _ end: Int, in cell: Cell) {
        var longest = segments[Int(ids.base[start])]
        for i in start..<end {
            let s = segments[Int(ids.base[i])]
            if s.dx &+ abs(s.dy) > longest.dx &+ abs(longest.dy) { longest = s }
        }
        let shadows = shadows(start, end, x: -Double(longest.dy), y: Double(longest.dx))
        var active: [Int] = []
        var room = 1 << 20
        for (k, shadow) in shadows.enumerated() {
            let s = shadow.segment
            var kept = 0
            for other in active where shadows[other].high >= shadow.low {
                active[kept] = other
                kept += 1
                let t = shadows[other].segment
                if t.ax > s.bx || t.bx < s.ax || t.minY > s.maxY || t.maxY < s.minY { continue }
                addCrossing(s, t, in: cell)
            }
            if pixels.count > room {
                dropRepeatedPixels()
                room = max(room, pixels.count * 2)
            }
            active.removeLast(active.count - kept)
            active.append(k)
        }
    }

    /// The extents of the segments along a direction, by their lower ends. Of equal segments there is one.
    private func shadows(_ start: Int, _ end: Int, x: Double, y: Double) -> [(low: Double, high: Double, segment: Segment)] {
        // Products reach 2⁶², each rounding 2⁹: wider by more than their sum.
        let slack = 0x1p13
        var sorted = (start..<end).map { segments[Int(ids.base[$0])] }
        sorted.sort { ($0.a, $0.b) < ($1.a, $1.b) }
        var shadows: [(low: Double, high: Double, segment: Segment)] = []
        shadows.reserveCapacity(end - start)
        for (i, s) in sorted.enumerated() where i == 0 || sorted[i - 1].a != s.a || sorted[i - 1].b != s.b {
            let a = x * Double(s.ax) + y * Double(s.ay)
            let b = x * Double(s.bx) + y * Double(s.by)
            shadows.append((min(a, b) - slack, max(a, b) + slack, s))
        }
        shadows.sort { ($0.low, $0.high, $0.segment.a, $0.segment.b) < ($1.low, $1.high, $1.segment.a, $1.segment.b) }
        return shadows
    }

    private mutating func dropRepeatedPixels() {
        pixels.sort(0..<pixels.count, by: <)
        var kept = 0
        for i in 0..<pixels.count where i == 0 || pixels[i] != pixels[kept - 1] {
            pixels[kept] = pixels[i]
            kept += 1
        }
        pixels.resize(to: kept)
    }

    /// As ``locate(_:_:_:_:)``, halving the pixels until a few are left with the segments near them.
    private mutating func locateDense(_ start: Int, _ end: Int, _ low: Int, _ high: Int) {
        if end <= start || high <= low { return }
        if high - low <= 4 || (high - low) * (end - start) <= 1024 { return locate(start, end, low, high) }
        var around = bounds(low, high)
        let isWide = Int64(around.x1) - Int64(around.x0) >= Int64(around.y1) - Int64(around.y0)
        pixels.sort(low..<high) { isWide ? $0 < $1 : ($0.y, $0.x) < ($1.y, $1.x) }
        let middle = (low + high) / 2
        for (from, to) in [(low, middle), (middle, high)] {
            around = bounds(from, to)
            let top = ids.count
            for k in start..<end {
                let s = segments[Int(ids.base[k])]
                if around.overlaps(s) && around.mayMeet(s) { ids.append(ids.base[k]) }
            }
            locateDense(top, ids.count, from, to)
            ids.resize(to: top)
        }
    }

    private func bounds(_ low: Int, _ high: Int) -> Cell {
        var cell = Cell(x0: .max, y0: .max, x1: .min, y1: .min)
        for k in low..<high {
            let p = pixels.base[k]
            cell = Cell(x0: min(cell.x0, p.x), y0: min(cell.y0, p.y), x1: max(cell.x1, p.x), y1: max(cell.y1, p.y))
        }
        return cell
    }
}
