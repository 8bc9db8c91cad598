/// A box with many segments that do not part: bundles of near-parallel ones, hubs of stars.
extension HotPixelFinder {
    mutating func settleDense(_ start: Int, _ end: Int, in cell: Cell) {
        pixels.resize(to: 0)
        for i in start..<end { addVertices(of: segments[Int(ids.base[i])], tags[Int(ids.base[i])], in: cell) }
        var crowd = Crowd(segments, tags, ids.base + start, end - start)
        crowd.findCrossings(in: cell)
        if crowd.isRounded { hasRounded = true }
        guard bundles.areMerged && crowd.isBundle else {
            for k in 0..<crowd.crossings.count { pixels.append(crowd.crossings[k].pixel) }
            dropRepeatedPixels()
            return locateDense(start, end, 0, pixels.count)
        }
        let outline = outline(of: crowd, in: cell)
        for isFalling in [false, true] {
            var sweep = BundleSweep(crowd, in: cell, isFalling: isFalling, outline: outline)
            sweep.run(crowd, vertices: pixels)
            merged.append(contentsOf: sweep.merged)
            sweep.report(crowd) { segment, from, to in replace(segment, from, to) }
        }
        if hasLines { locateLines(start, end, crowd) }
    }

    /// What is wanted of a box, where no segment leaves it and looking at all segments is little work beside the crossings.
    private func outline(of crowd: borrowing Crowd, in cell: Cell) -> BundleWindings.Outline? {
        guard case .outlined(let rule) = bundles, !hasLines, crowd.crossings.count >= count / 4, crowd.isWithin(cell) else { return nil }
        return BundleWindings.Outline(rule: rule.table, outside: winding(under: cell))
    }

    /// The winding at the lower left corner of a box, by counting what lies below: the corner belongs to a pixel that no segment meets.
    private func winding(under cell: Cell) -> Turns {
        var sum = Turns(a: 0, b: 0)
        for i in 0..<count where segments[i].ax < cell.x0 && segments[i].bx >= cell.x0 {
            let s = segments[i]
            let side = Int128(s.dx) * Int128(2 * Int64(cell.y0) - 1 - 2 * Int64(s.ay)) - Int128(s.dy) * Int128(2 * Int64(cell.x0) - 1 - 2 * Int64(s.ax))
            if side < 0 { continue }
            let turn: Int32 = tags[i].contains(.reversed) ? -1 : 1
            if tags[i].contains(.second) { sum.b += turn } else { sum.a += turn }
        }
        return sum
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
