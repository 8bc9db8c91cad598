import ImpressionGeometry

/// Finds the stretches of walls that hang over nothing.
struct Overhang {
    /// What carries a line's middle.
    private let carried: Region

    /// - Parameters:
    ///   - below: The outline of the layer below.
    ///   - reach: How far beyond it a line's middle may lie and still be carried, mm.
    init(below: Region, reach: Double) { carried = below.offset(by: reach, join: .mitre(limit: 2)) }

    /// Marks the stretches of walls that are not carried; points are added where they begin and end.
    func mark(_ paths: inout [Toolpath]) {
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
            if split.isInside[part..<end].contains(false) { mark(&paths[owners[split.lines[part]]], split, part..<end) }
            part = end
        }
    }

    private func mark(_ path: inout Toolpath, _ split: SplitLines, _ parts: Range<Int>) {
        var points: [Point] = [], hangs: [Bool] = []
        for part in parts {
            for point in split.parts[part].dropLast() {
                points.append(point.point)
                hangs.append(!split.isInside[part])
            }
        }
        if !path.isClosed, let last = split.parts[parts.upperBound - 1].last {
            points.append(last.point)
            hangs.append(false)
        }
        guard points.count > 1 else { return }
        if path.widths.count == path.points.count { path.widths = widths(of: path, at: points) }
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

    private func lies(_ p: Point, between a: Point, _ b: Point) -> Bool {
        a.distance(to: p) + p.distance(to: b) <= a.distance(to: b) + 1e-5
    }
}
