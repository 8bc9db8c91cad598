import ImpressionGeometry

/// Lines over nothing where no thread could be held at both ends: each lies against the one before, beginning at what carries.
struct OverhangLines {
    /// mm.
    let width: Double
    let spacing: Double

    /// Lines closer to the edge than this share of their distance are left out.
    private static let leastShare = 0.5

    /// - Parameter piece: What hangs, with what it is held by.
    func lines(in piece: Region, beside below: Region, sequence: Int32) -> [Toolpath] {
        var paths: [Toolpath] = [], reach = -spacing / 2
        let kept = piece.offset(by: -Self.leastShare * spacing / 2, join: .mitre(limit: 2))
        guard let extent = kept.contours.latticeBounds, !below.isEmpty else { return [] }
        let farthest = LatticePoint(extent.max.x, extent.max.y).point.distance(to: extent.min.point)
        // What carries is one line's reach around the piece.
        let near = below.common(with: Region(piece.bounds.expanded(by: 3 * width)))
        guard !near.isEmpty else { return [] }
        while reach < farthest {
            reach += spacing
            let carried = near.offset(by: reach - spacing / 2, join: .round)
            if kept.without(carried).isEmpty { break }
            var rings = Contours()
            for i in 0..<carried.ringCount {
                let ring = Array(carried.contours[i])
                rings.append(ring + [ring[0]])
            }
            let split = kept.splitting(rings)
            for part in split.lines.indices where split.isInside[part] {
                let points = split.parts[part].map(\.point), isClosed = points.count > 3 && points[0] == points[points.count - 1]
                guard Polyline(points, isClosed: false).length > width else { continue }
                var path = Toolpath(isClosed ? Array(points.dropLast()) : points, width: Float(width), role: .overhangWall, isClosed: isClosed)
                path.sequence = sequence
                paths.append(path)
            }
        }
        return paths
    }
}
