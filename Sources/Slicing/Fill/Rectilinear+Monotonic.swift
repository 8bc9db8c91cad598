import ImpressionGeometry

/// Drawing in one direction across the whole region.
extension Rectilinear {
    /// Chains in such an order that every line has been drawn to one side of it before it is, all along it: the surface shines alike everywhere.
    ///
    /// Lines are joined only where each is the other's one neighbour. What comes first then follows from who lies beside whom, and of what may come next the
    /// nearest does. O(n log n) for n lines.
    func monotonicChains() -> [[Point]] {
        let runs = runNeighbours()
        var isDrawn = [Bool](repeating: false, count: meetingCount)
        var chains: [(points: [Point], runs: [Int])] = [], chainOf = [Int](repeating: -1, count: runs.count)
        for run in runs.indices where chainOf[run] < 0 {
            let (a, b) = ends(ofRun: run)
            let points = chain(startingAt: leads(from: b, isDrawn) || !leads(from: a, isDrawn) ? a : b, &isDrawn) { meeting in
                let own = self.run(of: meeting)
                guard runs[own].after.count == 1, runs[runs[own].after[0]].before.count == 1 else { return -1 }
                return ends(ofRun: runs[own].after[0]).0
            }
            // One run for every two points, in order from this one on.
            var own = [run]
            while own.count < points.count / 2, runs[own[own.count - 1]].after.count == 1 { own.append(runs[own[own.count - 1]].after[0]) }
            for run in own { chainOf[run] = chains.count }
            chains.append((points, own))
        }
        var waits = [Int](repeating: 0, count: chains.count), followers = [[Int]](repeating: [], count: chains.count)
        for (i, chain) in chains.enumerated() {
            for run in chain.runs {
                for before in runs[run].before where chainOf[before] != i {
                    waits[i] += 1
                    followers[chainOf[before]].append(i)
                }
            }
        }
        var ready = chains.indices.filter { waits[$0] == 0 }, order: [[Point]] = [], place: Point?
        while !ready.isEmpty {
            let candidates = Self.candidates(ready.count)
            let best = place.map { place in candidates.min { (Self.way(chains[ready[$0]].points, place), ready[$0]) < (Self.way(chains[ready[$1]].points, place), ready[$1]) } ?? 0 } ?? 0
            let next = ready.remove(at: best), points = chains[next].points
            let isTurned = points.count == 2 && place.map { points[1].distance(to: $0) < points[0].distance(to: $0) } ?? false
            order.append(isTurned ? points.reversed() : points)
            place = order[order.count - 1].last
            for follower in followers[next] {
                waits[follower] -= 1
                if waits[follower] == 0 { ready.append(follower) }
            }
        }
        return order
    }

    /// Which of what may come next are looked at: of many, those that came last, which lie about here, and those that have waited longest.
    private static func candidates(_ count: Int) -> [Int] { count <= 200 ? Array(0..<count) : Array(0..<100) + Array(count - 100..<count) }

    /// To where a chain may begin; a single line begins at either end.
    private static func way(_ points: [Point], _ place: Point) -> Double {
        points.count == 2 ? min(points[0].distance(to: place), points[1].distance(to: place)) : points[0].distance(to: place)
    }

    /// What lies beside each run on the line before and on the line after.
    private func runNeighbours() -> [(before: [Int], after: [Int])] {
        var runs = [(before: [Int], after: [Int])](repeating: ([], []), count: meetingCount / 2)
        var start = 0
        while start < runs.count {
            var next = start
            while next < runs.count, lineNumber(ofRun: next) == lineNumber(ofRun: start) { next += 1 }
            if next < runs.count, lineNumber(ofRun: next) == lineNumber(ofRun: start) + 1 {
                var first = start
                var b = next
                while b < runs.count, lineNumber(ofRun: b) == lineNumber(ofRun: next) {
                    let own = extent(ofRun: b)
                    while first < next, extent(ofRun: first).upperBound <= own.lowerBound { first += 1 }
                    var a = first
                    while a < next, extent(ofRun: a).lowerBound < own.upperBound {
                        runs[a].after.append(b)
                        runs[b].before.append(a)
                        a += 1
                    }
                    b += 1
                }
            }
            start = next
        }
        return runs
    }
}
