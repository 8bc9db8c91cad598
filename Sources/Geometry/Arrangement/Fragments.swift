/// Cuts segments at the hot pixels they pass through and draws the pieces from centre to centre.
///
/// The pieces meet at their ends only, or coincide: were the centre c = (1−t)a + tb of a hot pixel on the piece from
/// a to b, the uncut segment would pass through (1−t)(a + α) + t(b + β) = c + (1−t)α + tβ with α, β in the half-open
/// pixel, hence through the pixel of c, and would have been cut there.
enum Fragments {
    /// Replaces `store` by its pieces. For the pieces of open lines, `lineEnds` (one past each line's last) is kept up.
    static func cut(_ store: consuming SegmentStore, _ finder: consuming HotPixelFinder, lineEnds: inout [Int]) -> SegmentStore {
        // Without rounding every crossing is a lattice point on both segments, and no segment leaves its line.
        let keepsOffCentre = finder.hasRounded
        let n = store.count
        let starts = Store<UInt32>(repeating: 0, count: n + 1)
        var total = 0
        for i in 0..<finder.hits.count {
            let segment = finder.hits[i].segment
            if !keepsOffCentre && segment & HotPixelFinder.Hit.offCentre != 0 { continue }
            let id = Int(segment & ~HotPixelFinder.Hit.offCentre)
            starts[id + 1] &+= 1
            total += 1
        }
        if total == 0 && finder.merged.isEmpty && finder.gaps.isEmpty { return store }
        for i in 0..<n { starts[i + 1] &+= starts[i] }
        let cuts = placed(finder.hits, starts, total, keepsOffCentre)
        var pieces = store.emptyForPieces(capacity: n + total + finder.merged.count)
        let gaps = sorted(finder.gaps, store)
        var (line, gap) = (0, 0)
        for i in 0..<n {
            while line < lineEnds.count && lineEnds[line] == i {
                lineEnds[line] = pieces.count
                line += 1
            }
            let firstGap = gap
            while gap < gaps.count && Int(gaps[gap].segment) == i { gap += 1 }
            cut(store.segments[i], store.tags[i], cuts, Int(starts[i]), Int(starts[i + 1]), gaps, firstGap..<gap, into: &pieces)
        }
        while line < lineEnds.count {
            lineEnds[line] = pieces.count
            line += 1
        }
        if finder.merged.count > 0 { pieces.append(merged: finder.merged) }
        return pieces
    }

    /// The cuts, grouped by segment.
    private static func placed(_ hits: borrowing Store<HotPixelFinder.Hit>, _ starts: borrowing Store<UInt32>, _ total: Int, _ keepsOffCentre: Bool) -> Store<LatticePoint> {
        var cuts = Store<LatticePoint>(capacity: total)
        cuts.resize(to: total)
        var next = Store<UInt32>(capacity: starts.count)
        for i in 0..<starts.count { next.append(starts[i]) }
        for i in 0..<hits.count {
            let hit = hits[i]
            if !keepsOffCentre && hit.segment & HotPixelFinder.Hit.offCentre != 0 { continue }
            let id = Int(hit.segment & ~HotPixelFinder.Hit.offCentre)
            cuts[Int(next[id])] = LatticePoint(hit.x, hit.y)
            next[id] &+= 1
        }
        return cuts
    }

    /// The gaps by segment and along it.
    private static func sorted(_ gaps: borrowing Store<HotPixelFinder.Gap>, _ store: borrowing SegmentStore) -> Store<HotPixelFinder.Gap> {
        var sorted = Store<HotPixelFinder.Gap>(capacity: gaps.count)
        sorted.append(contentsOf: gaps)
        sorted.sort(0..<sorted.count) { ($0.segment, $0.from) < ($1.segment, $1.from) }
        return sorted
    }

    private static func cut(_ s: Segment, _ tag: SegmentTag, _ cuts: borrowing Store<LatticePoint>, _ low: Int, _ high: Int,
                            _ gaps: borrowing Store<HotPixelFinder.Gap>, _ own: Range<Int>, into pieces: inout SegmentStore) {
        if low == high && own.isEmpty {
            pieces.segments.append(s)
            pieces.tags.append(tag)
            return
        }
        sort(cuts, low, high, along: s)
        // In the order of the contour, which the store keeps.
        let isBackward = tag.contains(.reversed)
        var pieceTag = tag.subtracting(.reversed)
        var from = isBackward ? s.b : s.a
        for k in low..<high {
            let to = cuts[isBackward ? high - 1 - (k - low) : k]
            if own.isEmpty || !isInGap(from, to, gaps, own) { pieces.append(from: from, to: to, tag: pieceTag) }
            pieceTag = pieceTag.subtracting(.joined)
            from = to
        }
        let end = isBackward ? s.a : s.b
        if own.isEmpty || !isInGap(from, end, gaps, own) { pieces.append(from: from, to: end, tag: pieceTag) }
    }

    /// Whether a piece lies in a gap. Along a segment both coordinates are monotone, so the larger box holds the smaller.
    private static func isInGap(_ p: LatticePoint, _ q: LatticePoint, _ gaps: borrowing Store<HotPixelFinder.Gap>, _ own: Range<Int>) -> Bool {
        for k in own {
            let (a, b) = (gaps[k].from, gaps[k].to)
            let (x0, x1, y0, y1) = (min(a.x, b.x), max(a.x, b.x), min(a.y, b.y), max(a.y, b.y))
            if min(p.x, q.x) >= x0 && max(p.x, q.x) <= x1 && min(p.y, q.y) >= y0 && max(p.y, q.y) <= y1 { return true }
        }
        return false
    }

    /// Sorts by progress along `s`: a segment meets pixels in monotone order of both coordinates.
    private static func sort(_ cuts: borrowing Store<LatticePoint>, _ low: Int, _ high: Int, along s: Segment) {
        let up: Int64 = s.by >= s.ay ? 1 : -1
        func progress(_ p: LatticePoint) -> Int64 { Int64(p.x) &+ up &* Int64(p.y) }
        if high - low > 24 {
            cuts.sort(low..<high) { progress($0) < progress($1) }
            return
        }
        for i in low..<high {
            let p = cuts[i]
            let key = progress(p)
            var k = i
            while k > low && progress(cuts[k - 1]) > key {
                cuts[k] = cuts[k - 1]
                k &-= 1
            }
            cuts[k] = p
        }
    }
}
