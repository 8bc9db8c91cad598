/// Which members pass a pixel, and the pieces that end there.
extension BundleSweep {
    /// 0 where a member passes through the pixel around `q`, −1 where it lies below, 1 above.
    @inline(__always)
    private func side(_ i: Int, _ q: LatticePoint) -> Int {
        let s = lines.base[Int(stair[i])]
        let side = s.side(of: q), reach = s.dx &+ s.dy
        // The corner that belongs to a pixel is the lower left one; in the mirrored plane it is the upper left one.
        if side > 0 { return side >= (reach &+ 1) &>> 1 ? -1 : 0 }
        return 0 &- side >= (isFalling ? reach &>> 1 &+ 1 : (reach &+ 1) &>> 1) ? 1 : 0
    }

    /// The positions of those that pass.
    func interval(_ q: LatticePoint, _ events: UnsafeMutablePointer<KeyedItem>) -> (Int, Int) {
        if events[0].isCrossing {
            // One that crosses here is a good place to start from.
            let at = Int(max(positions[Int(events[0].item)], positions[Int(events[0].second)]))
            if at >= 0 { return (first(upTo: at, q), last(from: at, q)) }
        }
        var low = 0, high = stair.count
        while low < high {
            let middle = (low &+ high) &>> 1
            if side(middle, q) < 0 { low = middle &+ 1 } else { high = middle }
        }
        return (low, low < stair.count && side(low, q) == 0 ? last(from: low, q) : low)
    }

    /// The first position that passes; `at` does.
    @inline(__always)
    private func first(upTo at: Int, _ q: LatticePoint) -> Int {
        var low = at
        while true {
            let (n, isEnd) = stair.passing(downFrom: low &- 1, q)
            low &-= n
            if isEnd || side(low &- 1, q) != 0 { return low }
            low &-= 1
        }
    }

    /// One past the last position that passes; `at` does.
    @inline(__always)
    private func last(from at: Int, _ q: LatticePoint) -> Int {
        var high = at &+ 1
        while true {
            let (n, isEnd) = stair.passing(from: high, q)
            high &+= n
            if isEnd || side(high, q) != 0 { return high }
            high &+= 1
        }
    }

    /// Draws the pieces that end at a pixel: one for each run of members with the same last pixel.
    mutating func draw(_ low: Int, _ high: Int, to pixel: Int32, _ crowd: borrowing Crowd) {
        let lasts = stair.lasts.base
        var i = low
        while i < high {
            let (start, from) = (i, lasts[i])
            repeat { i &+= 1 } while i < high && lasts[i] == from
            if from < 0 {
                for k in start..<i { firstPixel[Int(stair[k])] = pixel }
            } else if !isNeedless(start, i, from, pixel) {
                append(start, i, from, pixel, crowd)
            }
        }
    }

    /// Whether both sides of a piece are known to be alike, and no other piece asks for the winding above it:
    /// the next member runs above it all the way.
    @inline(__always)
    private func isNeedless(_ start: Int, _ end: Int, _ from: Int32, _ to: Int32) -> Bool {
        let (p, q) = (pixels.base[Int(from)], pixels.base[Int(to)])
        guard end < stair.count, windings.isClear(from: p.x) else { return false }
        let next = lines.base[Int(stair[end])]
        return windings.areAlike(start, end) && next.ax < p.x && next.bx > q.x
    }

    private mutating func append(_ start: Int, _ end: Int, _ from: Int32, _ to: Int32, _ crowd: borrowing Crowd) {
        var turns = Turns(a: 0, b: 0)
        for i in start..<end { turns += crowd.turns.base[Int(stair[i])] }
        if turns.isZero { return }
        let (p, q) = (unmirrored(pixels[Int(from)]), unmirrored(pixels[Int(to)]))
        let isTurned = q < p
        let segment = isTurned ? Segment(q, p) : Segment(p, q)
        let own = isTurned ? -turns : turns
        guard windings.isKnown(pixel: from) else { return merged.append(MergedPiece(segment: segment, turns: own, below: nil)) }
        // Below it is what is nearer to the stair's lower end, but for pieces that fall in the plane as it is.
        let near = windings.belows[start]
        let below = isFalling && !isTurned ? near + -turns : near
        merged.append(MergedPiece(segment: segment, turns: own, below: below))
    }

    @inline(__always)
    func unmirrored(_ p: LatticePoint) -> LatticePoint { isFalling ? LatticePoint(p.x, -p.y) : p }
}
