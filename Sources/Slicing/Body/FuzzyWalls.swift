import ImpressionGeometry

extension FuzzySkin {
    /// A wall with points thrown to either side, seeded by its layer and its place.
    func roughened(_ path: Toolpath, layer: Int, seed: Int) -> Toolpath {
        guard path.isClosed, path.points.count > 2, pointDistance > 0.01, thickness > 0 else { return path }
        var random = SplitMix64(seed: UInt64(layer) &* 0x1_0001 &+ UInt64(seed))
        var points: [Point] = []
        // Steps are drawn from 0.75 … 1.25 of the mean, and carried on over corners.
        var rest = pointDistance * random.unit() / 2
        for i in path.points.indices {
            let a = path.points[i], b = path.points[i + 1 < path.points.count ? i + 1 : 0], d = b - a, length = d.length
            guard length > 0 else { continue }
            let normal = d.perpendicular * (1 / length)
            var at = rest
            while at < length {
                points.append(a + d * (at / length) + normal * ((2 * random.unit() - 1) * thickness))
                at += pointDistance * (0.75 + random.unit() / 2)
            }
            rest = at - length
        }
        guard points.count > 2 else { return path }
        var rough = path
        (rough.points, rough.widths) = (points, [path.widths.first ?? 0])
        return rough
    }
}
