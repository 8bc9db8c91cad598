import ImpressionGeometry

extension WallGraph {
    /// Finds the number of beads at each central vertex and each summit: between two whole numbers along half the transition length to either side of a change.
    ///
    /// The greatest number within reach, less one for half a length of way, and the least, more one, are each as steep as that and no steeper;
    /// their mean is a ramp with the change in its middle, at forks, too.
    mutating func smoothCounts() {
        let reach = max(0.02, settings.transitionLength / 2)
        var high = [Double](repeating: -1, count: places.count), low = high
        for edge in edges where edge.isCentral {
            for v in [edge.start, edge.end] {
                high[v] = max(high[v], Double(edge.count))
                low[v] = low[v] < 0 ? Double(edge.count) : min(low[v], Double(edge.count))
            }
        }
        let incident = incidence
        spread(&high, 1, reach, incident)
        spread(&low, -1, reach, incident)
        for v in places.indices where high[v] < 0 && steepest(v, incident) == nil {
            high[v] = Double(rule.count(thickness(v)))
            low[v] = high[v]
        }
        for i in edges.indices where edges[i].isCentral { cutRamps(i, reach, &high, &low) }
        counts = places.indices.map { v in
            let count = (high[v] + low[v]) / 2
            return count > 0 ? rule.bounded(count, thickness(v)) : count
        }
    }

    /// Carries values along central edges, each losing one (gaining one, of the other sign) for a way of `reach`.
    private func spread(_ values: inout [Double], _ sign: Double, _ reach: Double, _ incident: Incidence) {
        var queue = places.indices.filter { values[$0] >= 0 }, next = 0
        while next < queue.count {
            let v = queue[next]
            next += 1
            for i in incident[v] where edges[i].isCentral {
                let u = other(i, than: v), value = values[v] - sign * length(i) / reach
                if sign * (value - values[u]) > 1e-9 {
                    values[u] = value
                    queue.append(u)
                }
            }
        }
    }

    /// Cuts an edge where the ramps from its ends begin, meet, or pass a whole number, so that between its vertices the number is linear.
    private mutating func cutRamps(_ index: Int, _ reach: Double, _ high: inout [Double], _ low: inout [Double]) {
        let (a, b, own, length) = (edges[index].start, edges[index].end, Double(edges[index].count), length(index))
        let (ha, hb, la, lb) = (high[a], high[b], low[a], low[b])
        guard length > 1e-6, ha > own || hb > own || la < own || lb < own else { return }
        func top(_ x: Double) -> Double { max(own, ha - x / reach, hb - (length - x) / reach) }
        func bottom(_ x: Double) -> Double { min(own, la + x / reach, lb + (length - x) / reach) }
        let kinks = [(ha - own) * reach, length - (hb - own) * reach, ((ha - hb) * reach + length) / 2, (own - la) * reach, length - (own - lb) * reach, ((lb - la) * reach + length) / 2]
        let ends = ([0, length] + kinks.filter { $0 > 1e-5 && $0 < length - 1e-5 }).sorted()
        var cuts: [Double] = []
        for (x, y) in zip(ends, ends.dropFirst()) {
            let p = (top(x) + bottom(x)) / 2, q = (top(y) + bottom(y)) / 2
            if x > 0, x - (cuts.last ?? 0) > 1e-5 { cuts.append(x) }
            guard abs(q - p) > 1e-9 else { continue }
            var whole = min(p, q).rounded(.down) + 1, passed: [Double] = []
            while whole < max(p, q) - 1e-6 {
                let at = x + (y - x) * (whole - p) / (q - p)
                if at > x + 1e-5, at < y - 1e-5 { passed.append(at) }
                whole += 1
            }
            cuts += q < p ? passed.reversed() : passed
        }
        cut(index, at: cuts.map { $0 / length })
        for x in cuts {
            high.append(top(x))
            low.append(bottom(x))
        }
    }

    /// Finds the beads at each vertex: at central ones by their number; below a summit or a central vertex as there; above one, where the outline opens,
    /// those of the place beneath turn into those above along a transition length.
    mutating func layBeads() {
        let length = max(0.02, settings.transitionLength)
        var ways = waysUp(length)
        let incident = incidence
        beads = places.indices.map { v in
            counts[v] > 0 ? rule.beads(counts[v], thickness(v)) : rule.none(thickness(v))
        }
        let order = ascending
        func inherit() {
            for v in order.reversed() where counts[v] < 0 && ways[v].source < 0 {
                if let up = steepest(v, incident) { beads[v] = beads[other(up, than: v)] }
            }
        }
        // First all take what is above, then the ways up are mixed, then the rest follows those.
        let sources = ways
        for v in ways.indices { ways[v].source = -1 }
        inherit()
        ways = sources
        let above = beads
        for v in order where ways[v].source >= 0 { beads[v] = above[ways[v].source].mix(above[v], ways[v].length / length) }
        inherit()
    }

    /// For each vertex above a central one, nearer than a length of way, which it is and how long the way; edges are cut where the length ends.
    private mutating func waysUp(_ most: Double) -> [(source: Int, length: Double)] {
        let incident = incidence
        var ways = [(source: Int, length: Double)](repeating: (-1, 0), count: places.count)
        var cuts: [(edge: Int, share: Double)] = []
        for v in ascending {
            guard counts[v] > 0 || ways[v].source >= 0 else { continue }
            let (source, way) = counts[v] > 0 ? (v, 0) : ways[v]
            for i in incident[v] where !edges[i].isCentral {
                let u = other(i, than: v), length = length(i)
                guard isHigher(u, than: v) else { continue }
                if way + length > most {
                    let share = (most - way) / length
                    if share > 1e-6, share < 1 - 1e-6 { cuts.append((i, edges[i].start == v ? share : 1 - share)) }
                } else if counts[u] < 0, ways[u].source < 0 || way + length < ways[u].length {
                    ways[u] = (source, way + length)
                }
            }
        }
        for (i, share) in cuts {
            cut(i, at: [share])
            counts.append(-1)
            ways.append((-1, 0))
        }
        return ways
    }
}
