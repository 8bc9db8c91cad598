import ImpressionGeometry

/// The beads in the middle of odd numbers, along the axis.
///
/// Where the number grows from an even one the bead begins with half its width. Where more than two meet, the two that are most in line are one line,
/// and the others end at its side.
struct CentreLines {
    private let graph: WallGraph
    /// Stretches of central edges with an odd number of beads, by shares of the edge.
    private var pieces: [(edge: Int, count: Int, from: Double, to: Double)] = []

    init(_ graph: WallGraph) {
        self.graph = graph
        for i in graph.edges.indices where graph.edges[i].isCentral { add(i) }
    }

    private mutating func add(_ i: Int) {
        let a = graph.counts[graph.edges[i].start], b = graph.counts[graph.edges[i].end]
        var count = 2 * Int(min(a, b) / 2) - 1
        while Double(count - 1) < max(a, b) {
            defer { count += 2 }
            guard count > 0, count < graph.rule.open else { continue }
            // The bead is there where the number is above low and not above high.
            let low = Double(count) - 0.5, high = Double(count)
            guard max(a, b) >= low, min(a, b) <= high else { continue }
            func share(_ n: Double) -> Double { abs(b - a) > 1e-12 ? (n - a) / (b - a) : 0 }
            let from = a < low ? share(low) : a > high ? share(high) : 0, to = b < low ? share(low) : b > high ? share(high) : 1
            if to - from > 1e-9 { pieces.append((i, count, from, to)) }
        }
    }

    /// The place on a piece at a share of its edge, with the bead's spacing.
    private func vertex(_ piece: Int, _ share: Double) -> (Point, Double) {
        let (i, count, _, _) = pieces[piece], (a, b) = (graph.edges[i].start, graph.edges[i].end)
        let thickness = graph.thickness(a) + (graph.thickness(b) - graph.thickness(a)) * share
        let number = graph.counts[a] + (graph.counts[b] - graph.counts[a]) * share
        let whole = graph.rule.center(count, thickness)
        return (graph.places[a].mix(graph.places[b], share), count == 1 ? whole : whole * max(BeadingRule.leastShare, min(1, number - Double(count - 1))))
    }

    /// The lines with the number of beads that each is in the middle of.
    func lines() -> [(line: WallLine, count: Int)] {
        let (links, isSide) = linked()
        var isDone = [Bool](repeating: false, count: pieces.count), lines: [(WallLine, Int)] = []
        // Open lines from their ends, then what goes around.
        for end in links.indices where links[end] < 0 && !isDone[end / 2] {
            let (line, last) = follow(end, links, &isDone)
            lines.append((trimmed(line, isSide[end], isSide[last]), pieces[end / 2].count))
        }
        for piece in pieces.indices where !isDone[piece] {
            var (line, _) = follow(2 * piece, links, &isDone)
            line.isClosed = true
            if let first = line.points.first, let last = line.points.last, first.distance(to: last) < 1e-5 {
                line.points.removeLast()
                line.spacings.removeLast()
            }
            lines.append((line, pieces[piece].count))
        }
        return lines + summits()
    }

    private func trimmed(_ line: WallLine, _ atStart: Bool, _ atEnd: Bool) -> WallLine {
        var line = line
        if atEnd { line = line.shortened(by: (line.spacings.last ?? 0) / 2) }
        if atStart { line = line.reversed().shortened(by: (line.spacings.first ?? 0) / 2).reversed() }
        return line
    }

    /// Follows linked pieces from an end to the last end.
    private func follow(_ first: Int, _ links: [Int], _ isDone: inout [Bool]) -> (WallLine, Int) {
        var line = WallLine(isClosed: false), end = first
        while true {
            let piece = end / 2, (_, _, from, to) = pieces[piece]
            isDone[piece] = true
            line.add(vertex(piece, end & 1 == 0 ? from : to))
            line.add(vertex(piece, end & 1 == 0 ? to : from))
            let last = end ^ 1
            guard links[last] >= 0, !isDone[links[last] / 2] else { return (line, last) }
            end = links[last]
        }
    }

    /// For each end of a piece (2p its start, 2p + 1 its end) the end of another piece that it goes on with, −1 for none; and whether it ends beside a line.
    private func linked() -> (links: [Int], isSide: [Bool]) {
        var links = [Int](repeating: -1, count: 2 * pieces.count), isSide = [Bool](repeating: false, count: links.count)
        var ends: [(vertex: Int, end: Int)] = []
        for (p, piece) in pieces.enumerated() {
            if piece.from == 0 { ends.append((graph.edges[piece.edge].start, 2 * p)) }
            if piece.to == 1 { ends.append((graph.edges[piece.edge].end, 2 * p + 1)) }
        }
        ends.sort { ($0.vertex, $0.end) < ($1.vertex, $1.end) }
        var first = 0
        while first < ends.count {
            var last = first + 1
            while last < ends.count, ends[last].vertex == ends[first].vertex { last += 1 }
            let here = ends[first..<last].map(\.end)
            first = last
            guard here.count > 1 else { continue }
            var best = (cosine: Double.infinity, a: 0, b: 0)
            for (k, b) in here.enumerated() {
                for a in here[..<k] where direction(a).dot(direction(b)) < best.cosine { best = (direction(a).dot(direction(b)), a, b) }
            }
            (links[best.a], links[best.b]) = (best.b, best.a)
            for end in here where end != best.a && end != best.b { isSide[end] = true }
        }
        return (links, isSide)
    }

    /// Away from the end of a piece, one long.
    private func direction(_ end: Int) -> Point {
        let edge = graph.edges[pieces[end / 2].edge], way = graph.places[edge.end] - graph.places[edge.start]
        return way * ((end & 1 == 0 ? 1 : -1) / max(1e-12, way.length))
    }

    /// Summits without a central edge: the bead in the middle is a dot.
    private func summits() -> [(line: WallLine, count: Int)] {
        var isLine = [Bool](repeating: false, count: graph.places.count)
        for edge in graph.edges where edge.isCentral {
            isLine[edge.start] = true
            isLine[edge.end] = true
        }
        return graph.places.indices.compactMap { v in
            guard !isLine[v], graph.counts[v] >= 1 else { return nil }
            let count = Int(graph.counts[v].rounded(.down))
            guard count % 2 == 1, count < graph.rule.open, graph.thickness(v) >= graph.rule.least else { return nil }
            let spacing = graph.rule.center(count, graph.thickness(v))
            var dot = WallLine(isClosed: false)
            dot.add(graph.places[v] - Point(0.3 * spacing, 0), spacing)
            dot.add(graph.places[v] + Point(0.3 * spacing, 0), spacing)
            return (dot, count)
        }
    }
}
