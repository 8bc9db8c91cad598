import ImpressionGeometry

/// Finds the stretches of walls that hang over nothing, wholly or in part.
struct Overhang {
    /// Where a line's middle may lie so that less of it hangs than the quarters say, the fewest first.
    private let levels: [(quarters: UInt8, carried: Region)]

    /// - Parameters:
    ///   - below: The outline of the layer below.
    ///   - width: Of the lines, mm.
    ///   - finely: Whether parts of a line's width count; else only what hangs wholly.
    init(below: Region, width: Double, finely: Bool) {
        func carried(_ reach: Double) -> Region { below.offset(by: reach, join: .mitre(limit: 2)) }
        let wholly = [(UInt8(4), carried(width / 2 * 0.95))]
        levels = finely ? [(1, carried(-width / 4)), (2, below), (3, carried(width / 4))] + wholly : wholly
    }

    /// Marks the stretches of walls that are not carried; points are added where they begin and end.
    func mark(_ paths: inout [Toolpath]) {
        for level in levels { mark(&paths, outside: level.carried, level.quarters) }
    }

    private func mark(_ paths: inout [Toolpath], outside carried: Region, _ quarters: UInt8) {
        var lines = Contours(), owners: [Int] = []
        for (i, path) in paths.enumerated() where path.role == .externalWall || path.role == .wall {
            var points = path.points.map { LatticePoint($0) }
            if path.isClosed { points.append(points[0]) }
            lines.append(points)
            owners.append(i)
        }
        guard !lines.isEmpty else { return }
        let split = carried.splitting(lines)
        var part = 0
        while part < split.lines.count {
            var end = part + 1
            while end < split.lines.count, split.lines[end] == split.lines[part] { end += 1 }
            if split.isInside[part..<end].contains(false) { mark(&paths[owners[split.lines[part]]], split, part..<end, quarters) }
            part = end
        }
    }

    private func mark(_ path: inout Toolpath, _ split: SplitLines, _ parts: Range<Int>, _ quarters: UInt8) {
        var points: [Point] = [], hangs: [UInt8] = []
        for part in parts {
            for point in split.parts[part].dropLast() {
                points.append(point.point)
                hangs.append(split.isInside[part] ? 0 : quarters)
            }
        }
        if !path.isClosed, let last = split.parts[parts.upperBound - 1].last {
            points.append(last.point)
            hangs.append(0)
        }
        guard points.count > 1 else { return }
        if path.widths.count == path.points.count { path.widths = widths(of: path, at: points) }
        if !path.hangs.isEmpty { hangs = zip(hangs, self.hangs(of: path, at: points)).map { max($0, $1) } }
        (path.points, path.hangs) = (points, hangs)
    }

    /// Widths at the new points: those of the stretch of the old line that they lie on, in order along it.
    private func widths(of path: Toolpath, at points: [Point]) -> [Float] {
        let old = path.isClosed ? path.points + [path.points[0]] : path.points
        var at = 0
        return points.map { point in
            while at + 2 < old.count, !lies(point, between: old[at], old[at + 1]) { at += 1 }
            let length = old[at].distance(to: old[at + 1]), share = length > 0 ? min(1, old[at].distance(to: point) / length) : 0
            let a = path.widths[at], b = path.widths[at + 1 < path.widths.count ? at + 1 : 0]
            return a + (b - a) * Float(share)
        }
    }

    /// What was known of the stretches that begin at the new points.
    private func hangs(of path: Toolpath, at points: [Point]) -> [UInt8] {
        let old = path.isClosed ? path.points + [path.points[0]] : path.points
        var at = 0
        return points.indices.map { i in
            let middle = points[i].mix(points[i + 1 < points.count ? i + 1 : 0], 0.5)
            while at + 2 < old.count, !lies(middle, between: old[at], old[at + 1]) { at += 1 }
            return path.hangs[at]
        }
    }

    private func lies(_ p: Point, between a: Point, _ b: Point) -> Bool {
        a.distance(to: p) + p.distance(to: b) <= a.distance(to: b) + 1e-5
    }
}
