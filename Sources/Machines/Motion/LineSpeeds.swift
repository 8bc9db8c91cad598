internal import ImpressionGeometry
internal import ImpressionSlicing

extension LayerMotionBuilder {
    /// Loops up to this length are small, mm: the round of a circle of 6.5 mm radius, as PrusaSlicer counts.
    private static let smallLoop = 2 * Double.pi * 6.5

    /// Asked for a line, before flow and cooling slow it, mm/s.
    func speed(of path: LayerPaths.Path, in layer: LayerPaths) -> Double {
        let print = profile.print
        var speed = speeds[Int(path.role.rawValue)]
        if path.isClosed, path.role == .externalWall || path.role == .wall, print.smallWallSpeed < speed, layer.length(of: path, upTo: Self.smallLoop) <= Self.smallLoop {
            speed = print.smallWallSpeed
        }
        guard layer.index == 0 else { return speed }
        let isFill = path.role == .solidInfill || path.role == .sparseInfill || path.role == .topSolidInfill
        return min(speed, isFill && print.firstLayerFillSpeed > 0 ? print.firstLayerFillSpeed : print.firstLayerSpeed)
    }
}

extension LayerPaths {
    /// Length of a closed path, mm; what is longer than `limit` is not counted to its end.
    fileprivate func length(of path: Path, upTo limit: Double) -> Double {
        var length = 0.0, last = path.start + path.count - 1
        for i in path.start..<path.start + path.count where length <= limit {
            length += Point(x[last], y[last]).distance(to: Point(x[i], y[i]))
            last = i
        }
        return length
    }
}
