import ImpressionGeometry

/// A line whose bead changes its spacing from point to point.
struct WallLine {
    var points: [Point] = []
    /// mm.
    var spacings: [Double] = []
    var isClosed: Bool

    init(isClosed: Bool) { self.isClosed = isClosed }

    /// Adds a point unless it is the last one.
    mutating func add(_ point: Point, _ spacing: Double) {
        if let last = points.last, (last - point).squaredLength < 1e-10 { return }
        points.append(point)
        spacings.append(spacing)
    }
    mutating func add(_ vertex: (Point, Double)) { add(vertex.0, vertex.1) }

    var length: Double { Polyline(points, isClosed: isClosed).length }

    /// The line without points that it passes anyway, in place and in width, within a tolerance, mm. O(n log n) expected.
    ///
    /// Source: Douglas and Peucker, 1973, with the width for a third coordinate.
    func simplified(_ tolerance: Double) -> WallLine {
        guard points.count > 3 else { return self }
        var isKept = [Bool](repeating: false, count: points.count)
        isKept[0] = true
        var parts: [(Int, Int)] = []
        if isClosed {
            let far = points.indices.max { points[$0].distance(to: points[0]) < points[$1].distance(to: points[0]) }!
            isKept[far] = true
            parts = [(0, far), (far, points.count)]
        } else {
            isKept[points.count - 1] = true
            parts = [(0, points.count - 1)]
        }
        while let (low, high) = parts.popLast() {
            let end = high % points.count, way = points[end] - points[low], square = way.squaredLength, wider = spacings[end] - spacings[low]
            var worst = (off: tolerance, at: -1)
            for i in (low + 1)..<max(low + 1, high) {
                let share = square > 0 ? min(1, max(0, (points[i] - points[low]).dot(way) / square)) : 0
                let off = max(points[i].distance(to: points[low] + way * share), abs(spacings[i] - spacings[low] - wider * share))
                if off > worst.off { worst = (off, i) }
            }
            if worst.at < 0 { continue }
            isKept[worst.at] = true
            parts.append((low, worst.at))
            parts.append((worst.at, high))
        }
        var simple = WallLine(isClosed: isClosed)
        for i in points.indices where isKept[i] {
            simple.points.append(points[i])
            simple.spacings.append(spacings[i])
        }
        return simple
    }

    /// An open line without its last stretch of a length, mm; whole where that would leave nothing.
    func shortened(by length: Double) -> WallLine {
        guard self.length > 1.5 * length else { return self }
        var line = self, rest = length
        while line.points.count > 1, rest > 0 {
            let n = line.points.count, step = line.points[n - 1].distance(to: line.points[n - 2])
            if step > rest {
                let share = rest / step
                line.points[n - 1] = line.points[n - 1].mix(line.points[n - 2], share)
                line.spacings[n - 1] += (line.spacings[n - 2] - line.spacings[n - 1]) * share
                return line
            }
            rest -= step
            line.points.removeLast()
            line.spacings.removeLast()
        }
        return line
    }

    func reversed() -> WallLine {
        var line = self
        line.points.reverse()
        line.spacings.reverse()
        return line
    }
}
