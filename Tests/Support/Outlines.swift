public import ImpressionGeometry

extension Region {
    /// How far a place is from this region's boundary, mm: every side is looked at.
    public func distance(from place: Point) -> Double {
        var best = Double.infinity
        for line in polylines {
            for (a, b) in zip(line.points, line.points.dropFirst() + line.points.prefix(1)) {
                let d = b - a, t = d.squaredLength > 0 ? max(0, min(1, (place - a).dot(d) / d.squaredLength)) : 0
                best = min(best, place.distance(to: a + d * t))
            }
        }
        return best
    }

    /// The greatest distance of places on this boundary, 0.02 mm apart, from another region's, mm.
    public func farthest(from other: Region) -> Double {
        var worst = 0.0
        for line in polylines {
            for (a, b) in zip(line.points, line.points.dropFirst() + line.points.prefix(1)) {
                let count = max(1, Int((a.distance(to: b) / 0.02).rounded(.up)))
                for k in 0..<count { worst = max(worst, other.distance(from: a.mix(b, Double(k) / Double(count)))) }
            }
        }
        return worst
    }
}
