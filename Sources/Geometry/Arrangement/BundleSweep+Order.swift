/// How the order on the stair changes at a pixel.
extension BundleSweep {
    mutating func removeEnding(at q: LatticePoint, _ pixel: Int32, _ low: Int, _ high: Int) -> Int {
        var kept = low
        for i in low..<high {
            let member = Int(stair[i])
            if lines[member].b == q {
                lastPixel[member] = pixel
                positions[member] = -1
            } else {
                stair.put(stair[i], lines[member], at: kept)
                kept += 1
            }
        }
        if kept == high { return high }
        stair.remove(kept..<high)
        windings.remove(kept..<high)
        renumber(from: low)
        return kept
    }

    private func renumber(from start: Int) {
        for i in start..<stair.count { positions[Int(stair[i])] = Int32(truncatingIfNeeded: i) }
    }

    /// Where two members cross that were here before and stay, the steeper one came from below and leaves above. Each crossing
    /// moves one of them up by a place and the other down.
    mutating func exchange(_ events: UnsafeMutablePointer<KeyedItem>, _ count: Int) {
        for k in 0..<count where events[k].isCrossing {
            let (up, down) = steeperFirst(Int(events[k].item), Int(events[k].second))
            if positions[up] < 0 || positions[down] < 0 { continue }
            shifts[up] &+= 1
            shifts[down] &-= 1
        }
        moved.resize(to: 0)
        for k in 0..<count where events[k].isCrossing {
            lift(events[k].item)
            lift(events[k].second)
        }
        for k in 0..<moved.count { stair.put(moved[k], lines[Int(moved[k])], at: Int(positions[Int(moved[k])])) }
    }

    /// Takes a member up that will stand elsewhere.
    @inline(__always)
    private mutating func lift(_ member: UInt32) {
        let way = shifts[Int(member)]
        if way == 0 { return }
        shifts[Int(member)] = 0
        moved.append(member)
        positions[Int(member)] &+= way
    }

    private func steeperFirst(_ first: Int, _ second: Int) -> (Int, Int) {
        lines[first].turn(to: lines[second]) > 0 ? (second, first) : (first, second)
    }

    /// Puts in those that start at `q`: by how they leave, among the `low..<high` that pass.
    mutating func insertStarting(at q: LatticePoint, _ pixel: Int32, _ low: Int, _ high: Int, _ events: UnsafeMutablePointer<KeyedItem>, _ count: Int) -> Int {
        let all = lines.base
        starting.sort(0..<starting.count) { i, k in
            let turn = all[Int(i)].turn(to: all[Int(k)])
            return turn != 0 ? turn > 0 : i < k
        }
        let n = starting.count
        var places: [Int] = []
        for i in 0..<n { places.append(place(of: starting[i], at: q, low, high, events, count)) }
        var from = stair.count
        stair.resize(to: from + n)
        windings.resize(to: from + n)
        for i in (0..<n).reversed() {
            let place = places[i]
            stair.move(place..<from, by: i + 1)
            windings.move(place..<from, by: i + 1)
            from = place
            stair.put(starting[i], all[Int(starting[i])], at: from + i)
            firstPixel[Int(starting[i])] = pixel
        }
        renumber(from: low)
        return high + n
    }

    /// Above those below its start, but for those that it crosses in this very pixel.
    private func place(of member: UInt32, at q: LatticePoint, _ low: Int, _ high: Int, _ events: UnsafeMutablePointer<KeyedItem>, _ count: Int) -> Int {
        let t = lines[Int(member)]
        func isBelow(_ other: UInt32) -> Bool {
            let s = lines[Int(other)]
            let side = s.side(of: q)
            return side != 0 ? side > 0 : s.turn(to: t) > 0
        }
        var place = low
        for i in low..<high where isBelow(stair[i]) { place += 1 }
        for k in 0..<count where events[k].isCrossing {
            let (first, second) = (events[k].item, events[k].second)
            guard first == member || second == member else { continue }
            let other = first == member ? second : first
            if positions[Int(other)] >= 0 { place += isBelow(other) ? -1 : 1 }
        }
        return place
    }
}
