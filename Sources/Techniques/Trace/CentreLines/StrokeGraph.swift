import ImpressionGeometry

/// Lines along the middles of strokes and the junctions where they meet.
///
/// Forks of the axis that lie within one stroke's width of each other are one junction. Lines leave it straight, where their own
/// direction outside of its disk points back to; two that go on straight into one another are one line.
struct StrokeGraph {
    typealias Disk = MedialAxis.Disk

    struct Line {
        var disks: [Disk]
        /// Junctions at both ends; −1 for a free end.
        var ends: (Int, Int)
        var length: Double { zip(disks, disks.dropFirst()).reduce(0) { $0 + $1.0.center.distance(to: $1.1.center) } }
    }

    private(set) var lines: [Line]
    private var junctions: [Disk] = []

    /// Cosine of the bend up to which lines go on through a junction: 35°.
    private static let straight = 0.82

    /// - Parameters:
    ///   - axis: Pruned.
    ///   - tolerance: Of chords along the axis, mm.
    ///   - prune: Least length of a branch in half widths at its fork.
    init(_ axis: MedialAxis, tolerance: Double, prune: Double) {
        lines = []
        load(axis.paths(tolerance: tolerance))
        dropBranches(prune)
        mergeForks()
        straighten()
    }

    // MARK: Graph

    private mutating func load(_ paths: [[Disk]]) {
        // Forks are where three ends or more meet.
        var counts: [Point: Int] = [:]
        for path in paths where path[0].center != path[path.count - 1].center || path.count > 2 {
            counts[path[0].center, default: 0] += 1
            counts[path[path.count - 1].center, default: 0] += 1
        }
        var names: [Point: Int] = [:]
        for path in paths {
            func name(_ disk: Disk) -> Int {
                guard counts[disk.center, default: 0] > 2 else { return -1 }
                if let name = names[disk.center] { return name }
                names[disk.center] = junctions.count
                junctions.append(disk)
                return junctions.count - 1
            }
            let ends = (name(path[0]), name(path[path.count - 1]))
            lines.append(Line(disks: path, ends: ends))
        }
    }

    private func degrees() -> [Int] {
        var degrees = [Int](repeating: 0, count: junctions.count)
        for line in lines {
            if line.ends.0 >= 0 { degrees[line.ends.0] += 1 }
            if line.ends.1 >= 0 { degrees[line.ends.1] += 1 }
        }
        return degrees
    }

    private mutating func dropBranches(_ prune: Double) {
        lines.removeAll { line in
            let junction = line.ends.0 < 0 ? line.ends.1 : line.ends.1 < 0 ? line.ends.0 : -1
            guard junction >= 0 else { return false }
            return line.length < prune * junctions[junction].clearance
        }
        joinPassed()
    }

    /// Two lines at a junction where no third is are one.
    private mutating func joinPassed() {
        for (junction, degree) in degrees().enumerated() where degree <= 2 {
            let here = lines.indices.filter { lines[$0].ends.0 == junction || lines[$0].ends.1 == junction }
            if here.count == 2 {
                pass(here[0], here[1], junction)
            } else if let only = here.first {
                if lines[only].ends.0 == junction { lines[only].ends.0 = -1 }
                if lines[only].ends.1 == junction { lines[only].ends.1 = -1 }
            }
        }
    }

    // MARK: Junctions

    private mutating func mergeForks() {
        var sets = DisjointSets(count: junctions.count)
        var inside: [Int] = []
        for (i, line) in lines.enumerated() where line.ends.0 >= 0 && line.ends.1 >= 0 && line.ends.0 != line.ends.1 {
            let (a, b) = (junctions[line.ends.0], junctions[line.ends.1])
            guard line.length < max(a.clearance, b.clearance) * 1.25 else { continue }
            // A second way between the same two goes around something.
            if sets.join(line.ends.0, line.ends.1) { inside.append(i) }
        }
        for i in inside.reversed() { lines.remove(at: i) }
        var sums = [(x: Double, y: Double, r: Double, n: Double)](repeating: (0, 0, 0, 0), count: junctions.count)
        for (i, disk) in junctions.enumerated() {
            let k = sets.root(of: i)
            sums[k] = (sums[k].x + disk.center.x, sums[k].y + disk.center.y, max(sums[k].r, disk.clearance), sums[k].n + 1)
        }
        for i in junctions.indices {
            let sum = sums[sets.root(of: i)]
            junctions[i] = Disk(center: Point(sum.x / sum.n, sum.y / sum.n), clearance: sum.r)
        }
        for i in lines.indices {
            if lines[i].ends.0 >= 0 { lines[i].ends.0 = sets.root(of: lines[i].ends.0) }
            if lines[i].ends.1 >= 0 { lines[i].ends.1 = sets.root(of: lines[i].ends.1) }
        }
    }

    /// Cuts lines off inside of their junctions' disks and leads them straight to where they point.
    private mutating func straighten() {
        for i in lines.indices {
            trim(&lines[i])
            lines[i] = lines[i].reversed
            trim(&lines[i])
            lines[i] = lines[i].reversed
        }
        var places = junctions.map { VertexPlacement(around: $0.center) }
        for line in lines {
            for (end, disks) in [(line.ends.0, line.disks), (line.ends.1, line.disks.reversed())] where end >= 0 && disks.count > 1 {
                places[end].add(Self.ray(disks, length: 2 * junctions[end].clearance))
            }
        }
        for k in junctions.indices { junctions[k].center = places[k].place(junctions[k].clearance / 2, junctions[k].clearance / 2) }
        for i in lines.indices {
            if lines[i].ends.0 >= 0 { lines[i].disks.insert(Disk(center: junctions[lines[i].ends.0].center, clearance: lines[i].disks[0].clearance), at: 0) }
            if lines[i].ends.1 >= 0 { lines[i].disks.append(Disk(center: junctions[lines[i].ends.1].center, clearance: lines[i].disks[lines[i].disks.count - 1].clearance)) }
        }
    }

    /// Drops what a line's start has inside of its junction's disk, all but its last two disks.
    private func trim(_ line: inout Line) {
        guard line.ends.0 >= 0 else { return }
        let junction = junctions[line.ends.0]
        let inside = line.disks.prefix { $0.center.distance(to: junction.center) < junction.clearance }.count
        let kept = max(1, line.disks.count / 2)
        line.disks.removeFirst(min(inside, line.disks.count - kept))
    }

    private static func ray(_ disks: [Disk], length: Double) -> FittedLine {
        var sums = ArcPoints.Sums()
        var (count, walked) = (0, 0.0)
        for (i, disk) in disks.enumerated() {
            if i > 0 { walked += disk.center.distance(to: disks[i - 1].center) }
            if walked > length, count > 1 { break }
            sums.add(disk.center)
            count += 1
        }
        return FittedLine(sums, count: count, fallback: disks[1].center - disks[0].center)
    }
}

extension StrokeGraph {
    /// The lines, where those that go straight through a junction are one, longest first at each.
    func strokes() -> [Line] {
        var graph = self
        for junction in junctions.indices {
            while let (i, k) = graph.straightest(at: junction) { graph.pass(i, k, junction) }
        }
        return graph.lines
    }

    private func straightest(at junction: Int) -> (Int, Int)? {
        var ends: [(line: Int, direction: Point)] = []
        for (i, line) in lines.enumerated() {
            if line.ends.0 == junction { ends.append((i, direction(line.disks, from: junction))) }
            if line.ends.1 == junction { ends.append((i, direction(line.disks.reversed(), from: junction))) }
        }
        var best: (Int, Int)?
        var least = -Self.straight
        for (n, a) in ends.enumerated() {
            for b in ends[(n + 1)...] where a.line != b.line && a.direction.dot(b.direction) < least {
                (best, least) = ((a.line, b.line), a.direction.dot(b.direction))
            }
        }
        return best
    }

    private func direction(_ disks: [Disk], from junction: Int) -> Point {
        let reach = 2 * junctions[junction].clearance
        let far = disks.first { $0.center.distance(to: disks[0].center) > reach } ?? disks[disks.count - 1]
        return (far.center - disks[0].center).unit
    }

    /// Makes one line of two, which no longer end at the junction.
    private mutating func pass(_ i: Int, _ k: Int, _ junction: Int) {
        var (a, b) = (lines[i], lines[k])
        if a.ends.1 != junction { a = a.reversed }
        if b.ends.0 != junction { b = b.reversed }
        lines[i] = Line(disks: a.disks + b.disks.dropFirst(), ends: (a.ends.0, b.ends.1))
        lines.remove(at: k)
    }
}

extension StrokeGraph.Line {
    var reversed: Self { Self(disks: disks.reversed(), ends: (ends.1, ends.0)) }
}
