internal import ImpressionGeometry
internal import ImpressionSlicing

extension LayerMotionBuilder {
    /// Loops up to this length are small, mm: the round of a circle of 6.5 mm radius, as PrusaSlicer counts.
    private static let smallLoop = 2 * Double.pi * 6.5

    /// Asked for a line, before flow and cooling slow it, mm/s.
    func speed(of path: LayerPaths.Path, in layer: LayerPaths) -> Double {
        let print = profile.print
        var speed = speeds[Int(path.role.rawValue)]
        if path.isClosed, path.role == .externalWall || path.role == .wall, case let small = print.smallWallSpeed > 0 ? print.smallWallSpeed : print.maximumSpeed, small < speed, layer.length(of: path, upTo: Self.smallLoop) <= Self.smallLoop {
            speed = small
        }
        if print.slowsOverhangs, path.hangs > 0, let slow = overhangSpeed(path.hangs) { return path.hangs == 4 ? slow : min(speed, slow) }
        guard layer.index == 0 else { return speed }
        let isFill = path.role == .solidInfill || path.role == .sparseInfill || path.role == .topSolidInfill
        return min(speed, isFill && print.firstLayerFillSpeed > 0 ? print.firstLayerFillSpeed : print.firstLayerSpeed)
    }
}

extension LayerMotionBuilder {
    /// Between the speeds for what is carried at both ends of a quarter; nil where none is asked for.
    private func overhangSpeed(_ quarters: UInt8) -> Double? {
        let asked = profile.print.overhangSpeeds, i = 4 - Int(min(4, quarters))
        let speed = i == 0 ? asked[0] : (asked[i - 1] + asked[i]) / 2
        return speed > 0 ? min(speed, profile.printer.limits.speed.x, profile.printer.limits.speed.y) : nil
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
