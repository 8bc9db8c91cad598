/// A box with many segments that do not part: bundles of near-parallel ones, hubs of stars.
extension HotPixelFinder {
    mutating func settleDense(_ start: Int, _ end: Int, in cell: Cell) {
        pixels.resize(to: 0)
        for i in start..<end { addVertices(of: segments[Int(ids.base[i])], tags[Int(ids.base[i])], in: cell) }
        var crowd = Crowd(segments, tags, ids.base + start, end - start)
        crowd.findCrossings(in: cell)
        if crowd.isRounded { hasRounded = true }
        guard mergesBundles && crowd.isBundle else {
            for k in 0..<crowd.crossings.count { pixels.append(crowd.crossings[k].pixel) }
            dropRepeatedPixels()
            return locateDense(start, end, 0, pixels.count)
        }
        for isFalling in [false, true] {
            var sweep = BundleSweep(crowd, in: cell, isFalling: isFalling)
            sweep.run(crowd, vertices: pixels)
            merged.append(contentsOf: sweep.merged)
            sweep.report(crowd) { segment, from, to in replace(segment, from, to) }
        }
        if hasLines { locateLines(start, end, crowd) }
    }

    /// Between two of its pixels a segment is drawn by pieces that stand for many.
    private mutating func replace(_ id: UInt32, _ from: LatticePoint, _ to: LatticePoint) {
        let s = segments[Int(id)]
        for p in from == to ? [from] : [from, to] where p != s.a && p != s.b {
            hits.append(Hit(segment: id | Hit.offCentre, x: p.x, y: p.y))
        }
        if from != to { gaps.append(Gap(segment: id, from: from, to: to)) }
    }

    /// Open lines are put together again piece by piece, so each is cut for itself.
    private mutating func locateLines(_ start: Int, _ end: Int, _ crowd: borrowing Crowd) {
        for k in 0..<crowd.crossings.count { pixels.append(crowd.crossings[k].pixel) }
        dropRepeatedPixels()
        let top = ids.count
        for i in start..<end where tags[Int(ids.base[i])].contains(.line) { ids.append(ids.base[i]) }
        locateDense(top, ids.count, 0, pixels.count)
        ids.resize(to: top)
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
