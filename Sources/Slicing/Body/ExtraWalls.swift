import ImpressionGeometry

/// More walls where a slope leans inwards so far that the wall above would lie beyond those that are there.
///
/// Walls are added until most of the wall above lies over them. A ledge that would take many gets none: its fill is solid anyway.
struct ExtraWalls {
    let rule: LineRule
    /// Walls that there are anyway.
    let count: Int
    /// Middle of the outermost wall above.
    private let loops: Contours
    /// Of each loop, mm.
    private let lengths: [Double]

    /// Share of the wall above that may lie beyond the walls.
    private static let greatestShare = 0.3
    private static let most = 5

    init(above: Region, rule: LineRule, count: Int) {
        (self.rule, self.count) = (rule, count)
        let middle = above.offset(by: -rule.outerWidth / 2, join: .mitre(limit: 3))
        var loops = Contours(), lengths: [Double] = []
        for i in 0..<middle.ringCount {
            let ring = Array(middle.contours[i])
            loops.append(ring + [ring[0]])
            lengths.append(Polyline(ring.map(\.point), isClosed: true).length)
        }
        (self.loops, self.lengths) = (loops, lengths)
    }

    /// How many walls an island needs beyond the usual ones.
    func count(in island: Region) -> Int {
        let own = loops(in: island), whole = own.reduce(0) { $0 + lengths[$1] }
        guard whole > 0 else { return 0 }
        var lines = Contours()
        for i in own { lines.append(loops[i]) }
        let spacing = rule.spacing(rule.innerWidth)
        var rest = island.offset(by: -(rule.outerWidth / 2 + rule.spacing(rule.outerWidth) / 2 + Double(count - 1) * spacing), join: .mitre(limit: 3))
        for more in 0...Self.most {
            if length(of: lines, inside: rest) <= Self.greatestShare * whole { return more }
            rest = rest.offset(by: -spacing, join: .mitre(limit: 3))
        }
        return 0
    }

    private func loops(in island: Region) -> [Int] {
        guard let (low, high) = island.contours.latticeBounds else { return [] }
        let index = RegionIndex(island)
        return loops.ends.indices.filter { i in
            let p = loops[i][loops[i].startIndex]
            return p.x >= low.x && p.x <= high.x && p.y >= low.y && p.y <= high.y && index.contains(p)
        }
    }

    private func length(of lines: Contours, inside region: Region) -> Double {
        if region.isEmpty { return 0 }
        let split = region.splitting(lines)
        var length = 0.0
        for part in split.lines.indices where split.isInside[part] { length += Polyline(split.parts[part].map(\.point), isClosed: false).length }
        return length
    }
}
