import ImpressionGeometry

/// A line that waits to be put in order.
struct Toolpath: Sendable {
    var points: [Point]
    /// One width for all points, or one for each.
    var widths: [Float]
    var role: Role
    var isClosed: Bool
    /// Walls: 0 is the outermost. Fill and gap fill follow the walls.
    var level: Int

    init(_ points: [Point], width: Float, role: Role, isClosed: Bool, level: Int = 0) {
        self.init(points, widths: [width], role: role, isClosed: isClosed, level: level)
    }

    init(_ points: [Point], widths: [Float], role: Role, isClosed: Bool, level: Int = 0) {
        (self.points, self.widths, self.role, self.isClosed, self.level) = (points, widths, role, isClosed, level)
    }

    /// Where drawing may begin: some corners of a closed line, the ends of an open one.
    var entries: [Int] {
        guard isClosed else { return [0, points.count - 1] }
        return Array(stride(from: 0, to: points.count, by: max(1, points.count / 32)))
    }

    /// Begins at the corner nearest to `place`: a closed line there, an open one at its nearer end.
    mutating func begin(near place: Point) {
        if isClosed {
            var best = 0, bestSquare = Double.infinity
            for (i, point) in points.enumerated() where (point - place).squaredLength < bestSquare {
                (best, bestSquare) = (i, (point - place).squaredLength)
            }
            points = Array(points[best...] + points[..<best])
            if widths.count > 1 { widths = Array(widths[best...] + widths[..<best]) }
        } else if (points[points.count - 1] - place).squaredLength < (points[0] - place).squaredLength {
            points.reverse()
            widths.reverse()
        }
    }

    /// Where the nozzle is after drawing.
    var end: Point { isClosed ? points[0] : points[points.count - 1] }
}

extension LayerPaths {
    mutating func append(_ path: Toolpath, movedBy offset: Point) {
        guard path.points.count > 1 else { return }
        paths.append(Path(role: path.role, isClosed: path.isClosed, start: x.count, count: path.points.count))
        for point in path.points {
            x.append(point.x + offset.x)
            y.append(point.y + offset.y)
        }
        if path.widths.count == path.points.count {
            width.append(contentsOf: path.widths)
        } else {
            width.append(contentsOf: repeatElement(path.widths.first ?? 0, count: path.points.count))
        }
    }
}
