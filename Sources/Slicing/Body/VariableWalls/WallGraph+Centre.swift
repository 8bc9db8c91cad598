import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension WallGraph {
    /// Marks the edges along which the thickness decides the number of beads: where the two sides of the outline are all but parallel.
    ///
    /// A short rise between two such places, as where bars of one thickness meet, is one of them.
    mutating func markCentral() {
        let slope = sin(max(0.1, settings.transitionAngle) * .pi / 360)
        for i in edges.indices {
            let rise = abs(clearances[edges[i].end] - clearances[edges[i].start])
            edges[i].isCentral = rise <= slope * length(i)
        }
        bridge()
    }

    /// Marks the ways up from a central vertex to the next one, or to a summit, that are shorter than the place is thick and change its beads by one at most.
    private mutating func bridge() {
        let incident = incidence
        var isCentral = [Bool](repeating: false, count: places.count)
        for edge in edges where edge.isCentral {
            isCentral[edge.start] = true
            isCentral[edge.end] = true
        }
        func higher(_ v: Int) -> Int? { steepest(v, incident) }
        var way: [Int] = [], marked: [Int] = []
        for v in places.indices where isCentral[v] {
            for first in incident[v] where !edges[first].isCentral && isHigher(other(first, than: v), than: v) {
                way = [first]
                var at = other(first, than: v), length = length(first)
                while !isCentral[at], length <= 4 * clearances[at], let next = higher(at) {
                    way.append(next)
                    length += self.length(next)
                    at = other(next, than: at)
                }
                guard length <= 2 * clearances[at], isCentral[at] || higher(at) == nil else { continue }
                if abs(rule.count(thickness(at)) - rule.count(thickness(v))) <= 1 { marked += way }
            }
        }
        for i in marked { edges[i].isCentral = true }
    }

    /// Whether a vertex has the greater clearance; of equal ones the later.
    func isHigher(_ a: Int, than b: Int) -> Bool { (clearances[a], a) > (clearances[b], b) }

    /// The edge to the highest neighbour, if that is higher.
    func steepest(_ v: Int, _ incident: Incidence) -> Int? {
        guard let best = incident[v].max(by: { isHigher(other($1, than: v), than: other($0, than: v)) }) else { return nil }
        return isHigher(other(best, than: v), than: v) ? best : nil
    }

    /// Cuts central edges where their thickness asks for another number of beads, and notes the numbers.
    mutating func countBeads() {
        for i in edges.indices where edges[i].isCentral {
            let a = thickness(edges[i].start), b = thickness(edges[i].end)
            guard a != b else { continue }
            var shares = rule.thresholds.map { ($0 - a) / (b - a) }.filter { $0 > 1e-6 && $0 < 1 - 1e-6 }
            if b < a { shares.reverse() }
            if !shares.isEmpty { cut(i, at: shares) }
        }
        for i in edges.indices where edges[i].isCentral {
            edges[i].count = rule.count((thickness(edges[i].start) + thickness(edges[i].end)) / 2)
            // Too thin for any bead.
            if edges[i].count == 0 { edges[i].isCentral = false }
        }
        keepCounts()
    }

    /// Gives stretches whose thickness hardly asks for another number the number of their neighbours.
    private mutating func keepCounts() {
        let incident = incidence
        var sets = DisjointSets(count: edges.count)
        for v in places.indices {
            let central = incident[v].filter { edges[$0].isCentral }
            for (k, i) in central.enumerated() {
                for j in central[..<k] where edges[i].count == edges[j].count { sets.join(i, j) }
            }
        }
        struct Stretch {
            var length = 0.0, least = Double.infinity, greatest = -Double.infinity, neighbours: [Int] = []
        }
        var stretches = [Int: Stretch](), members = [Int: [Int]]()
        for i in edges.indices where edges[i].isCentral {
            let r = sets.root(of: i), low = min(thickness(edges[i].start), thickness(edges[i].end)), high = max(thickness(edges[i].start), thickness(edges[i].end))
            stretches[r, default: Stretch()].length += length(i)
            stretches[r]!.least = min(stretches[r]!.least, low)
            stretches[r]!.greatest = max(stretches[r]!.greatest, high)
            members[r, default: []].append(i)
            for v in [edges[i].start, edges[i].end] {
                for j in incident[v] where edges[j].isCentral && sets.root(of: j) != r { stretches[r]!.neighbours.append(sets.root(of: j)) }
            }
        }
        var isSettled = Set<Int>()
        for r in stretches.keys.sorted(by: { (stretches[$0]!.length, $0) < (stretches[$1]!.length, $1) }) {
            let stretch = stretches[r]!, count = edges[r].count
            guard !isSettled.contains(r), let next = stretch.neighbours.first.map({ edges[$0].count }), stretch.neighbours.allSatisfy({ edges[$0].count == next }),
                abs(next - count) == 1, max(next, count) < rule.open,
                stretch.least >= rule.thresholds[next - 1] - settings.transitionDeviation, stretch.greatest <= rule.thresholds[next] + settings.transitionDeviation
            else { continue }
            for i in members[r]! { edges[i].count = next }
            isSettled.formUnion(stretch.neighbours)
        }
    }
}
