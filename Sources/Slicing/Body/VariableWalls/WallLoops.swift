import ImpressionGeometry

/// Follows the beads around the outline's rings.
///
/// A bead passes a vertex of the axis if it lies less deep than the vertex's clearance. Around a ring the pieces of the axis follow one another; where a bead
/// meets the axis it turns to the other side. Each end of a stretch is thus the beginning of another one, and every bead a closed line.
struct WallLoops {
    private let graph: WallGraph
    /// The half edge after each: 2e runs from an edge's start to its end along the site on the right, 2e + 1 back along the one on the left.
    private let next: [Int32]

    /// nil where the rings are not to be told from one another.
    init?(_ graph: WallGraph) {
        self.graph = graph
        let incident = graph.incidence
        var next = [Int32](repeating: -1, count: 2 * graph.edges.count), isTaken = [Bool](repeating: false, count: next.count)
        for v in graph.places.indices {
            for i in incident[v] {
                let come = graph.edges[i].end == v ? 2 * i : 2 * i + 1
                guard let go = Self.successor(of: come, at: v, incident[v], graph), !isTaken[go] else { return nil }
                next[come] = Int32(truncatingIfNeeded: go)
                isTaken[go] = true
            }
        }
        self.next = next
    }

    private static func site(_ half: Int, _ graph: WallGraph) -> MedialAxis.Site { half & 1 == 0 ? graph.edges[half / 2].right : graph.edges[half / 2].left }

    /// The half edge that leaves a vertex where the one that comes touches the outline last.
    private static func successor(of come: Int, at v: Int, _ incident: ArraySlice<Int>, _ graph: WallGraph) -> Int? {
        if incident.count == 1 { return come ^ 1 }
        let own = site(come, graph), foot = graph.axis.foot(of: graph.places[v], on: own)
        var best: (distance: Double, half: Int)?
        for i in incident where i != come / 2 {
            let go = graph.edges[i].start == v ? 2 * i : 2 * i + 1, site = site(go, graph)
            let distance = site == own ? -1 : graph.axis.foot(of: graph.places[v], on: site).distance(to: foot)
            if best.map({ distance < $0.distance }) ?? true { best = (distance, go) }
        }
        return best?.half
    }

    private func start(_ half: Int) -> Int { half & 1 == 0 ? graph.edges[half / 2].start : graph.edges[half / 2].end }
    private func end(_ half: Int) -> Int { start(half ^ 1) }
    private func site(_ half: Int) -> MedialAxis.Site { Self.site(half, graph) }

    /// By how much a bead passes a vertex, mm; negative where it does not.
    private func room(_ v: Int, _ bead: Int) -> Double { graph.clearances[v] - graph.beads[v].depths[bead] }
    private func passes(_ v: Int, _ bead: Int) -> Bool { room(v, bead) > 1e-5 }

    /// The closed lines of one bead.
    func loops(_ bead: Int) -> [WallLine] {
        var isDone = [Bool](repeating: false, count: next.count), loops: [WallLine] = []
        // Fans around hollow corners are kept whole by beginning elsewhere.
        for isFan in [false, true] {
            for half in next.indices where !isDone[half] && passes(start(half), bead) {
                if case .vertex = site(half), !isFan { continue }
                let line = loop(from: half, bead, &isDone)
                if line.points.count > 2 { loops.append(line) }
            }
        }
        return loops
    }

    private func loop(from first: Int, _ bead: Int, _ isDone: inout [Bool]) -> WallLine {
        var line = WallLine(isClosed: true), half = first
        repeat {
            isDone[half] = true
            let (a, b) = (start(half), end(half))
            line.add(rib(a, half, bead), graph.beads[a].spacings[bead])
            if passes(b, bead) {
                if case .vertex = site(half) {
                    half = fan(half, bead, until: first, &line, &isDone)
                } else {
                    line.add(rib(b, half, bead), graph.beads[b].spacings[bead])
                    half = Int(next[half])
                }
            } else {
                line.add(crossing(half, bead))
                half ^= 1
                let c = end(half)
                line.add(rib(c, half, bead), graph.beads[c].spacings[bead])
                half = Int(next[half])
            }
        } while half != first && !isDone[half]
        return line
    }

    /// Where a bead meets the axis.
    private func crossing(_ half: Int, _ bead: Int) -> (Point, Double) {
        let (a, b) = (start(half), end(half)), over = room(a, bead), under = room(b, bead)
        let share = over - under > 0 ? min(1, max(0, over / (over - under))) : 0
        let (s, t) = (graph.beads[a].spacings[bead], graph.beads[b].spacings[bead])
        return (graph.places[a].mix(graph.places[b], share), s + (t - s) * share)
    }

    /// From the outline towards a vertex, one long.
    private func direction(_ v: Int, _ half: Int) -> Point {
        let foot = graph.axis.foot(of: graph.places[v], on: site(half)), way = graph.places[v] - foot
        return way * (1 / max(1e-12, way.length))
    }

    private func rib(_ v: Int, _ half: Int, _ bead: Int) -> Point {
        graph.axis.foot(of: graph.places[v], on: site(half)) + direction(v, half) * graph.beads[v].depths[bead]
    }

    /// The way around a hollow corner: a mitre where all beads have their chosen widths, an arc elsewhere.
    private func fan(_ first: Int, _ bead: Int, until stop: Int, _ line: inout WallLine, _ isDone: inout [Bool]) -> Int {
        var half = first, last = first, isPlain = graph.isNominal(start(first))
        let own = site(first)
        while true {
            isPlain = isPlain && graph.isNominal(end(half))
            last = half
            half = Int(next[half])
            guard half != stop, !isDone[half], site(half) == own, passes(end(half), bead) else { break }
        }
        let u = direction(start(first), first), v = direction(end(last), last)
        // The mitre is three times as deep as the bead at most, as that of constant walls.
        if isPlain, u.dot(v) > 2.0 / 9 - 1, u.dot(v) < 1 {
            let foot = graph.axis.ends(of: own).0, b = end(last)
            mark(first, last, &isDone)
            line.add(foot + (u + v) * (graph.beads[b].depths[bead] / (1 + u.dot(v))), graph.beads[b].spacings[bead])
            line.add(rib(b, last, bead), graph.beads[b].spacings[bead])
            return half
        }
        arc(first, bead, &line)
        return Int(next[first])
    }

    private func mark(_ first: Int, _ last: Int, _ isDone: inout [Bool]) {
        var half = first
        while half != last {
            isDone[half] = true
            half = Int(next[half])
        }
        isDone[last] = true
    }

    /// The stretch along one half edge around a hollow corner.
    private func arc(_ half: Int, _ bead: Int, _ line: inout WallLine) {
        let (a, b) = (start(half), end(half)), u = direction(a, half), v = direction(b, half), foot = graph.axis.ends(of: site(half)).0
        let (d, e) = (graph.beads[a].depths[bead], graph.beads[b].depths[bead]), (s, t) = (graph.beads[a].spacings[bead], graph.beads[b].spacings[bead])
        // A chord is off by a hundredth of a millimetre at most.
        let turn = (u - v).length, steps = min(64, max(1, (turn / (0.08 / max(0.01, d, e)).squareRoot()).rounded(.up)))
        for i in 1..<max(1, Int(steps)) {
            let share = Double(i) / steps, way = u.mix(v, share), length = way.length
            guard length > 1e-6 else { continue }
            line.add(foot + way * ((d + (e - d) * share) / length), s + (t - s) * share)
        }
        line.add(rib(b, half, bead), t)
    }
}

extension WallGraph {
    /// Whether all beads at a vertex have the chosen widths.
    func isNominal(_ v: Int) -> Bool {
        var depth = rule.roundness / 2
        for k in 0..<rule.sides {
            if abs(beads[v].depths[k] - depth - rule.nominal[k] / 2) > 1e-4 || abs(beads[v].spacings[k] - rule.nominal[k]) > 1e-4 { return false }
            depth += rule.nominal[k]
        }
        return true
    }
}
