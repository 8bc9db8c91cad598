import ImpressionGeometry

/// A line that waits to be put in order.
struct Toolpath: Sendable, Equatable {
    var points: [Point]
    /// One width for all points, or one for each.
    var widths: [Float]
    var role: Role
    var isClosed: Bool
    /// Walls: 0 is the outermost. Fill and gap fill follow the walls.
    var level: Int
    /// Where a closed line should begin; nil leaves it to the way of the nozzle.
    var seam: Point?
    /// Lines of one sequence are drawn one after the other as they come, and those that bend from their beginning; −1 stands alone.
    var sequence: Int32 = -1
    /// Thickness of the line, mm; 0 takes the layer's.
    var height: Float = 0
    /// How far each point lies above the layer's top, mm; empty where the line is flat.
    var rises: [Float] = []
    /// How much of each stretch's width, from a point to the next, hangs over nothing, in quarters; empty where none does.
    var hangs: [UInt8] = []

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

    /// Begins at its seam or, without one, at the corner nearest to `place`; an open line at its nearer end.
    mutating func begin(near place: Point) {
        if isClosed {
            turn(to: seam.map { corner(at: $0) } ?? nearestCorner(to: place))
        } else if sequence < 0 || points.count == 2, (points[points.count - 1] - place).squaredLength < (points[0] - place).squaredLength {
            points.reverse()
            widths.reverse()
            if !hangs.isEmpty { hangs = hangs.dropLast().reversed() + [0] }
        }
    }

    private func nearestCorner(to place: Point) -> Int {
        var best = 0, bestSquare = Double.infinity
        for (i, point) in points.enumerated() where (point - place).squaredLength < bestSquare {
            (best, bestSquare) = (i, (point - place).squaredLength)
        }
        return best
    }

    private mutating func turn(to first: Int) {
        guard first > 0 else { return }
        points = Array(points[first...] + points[..<first])
        if widths.count > 1 { widths = Array(widths[first...] + widths[..<first]) }
        if !hangs.isEmpty { hangs = Array(hangs[first...] + hangs[..<first]) }
    }

    /// The corner at the place on the line nearest to `target`; a new one unless there is one within a tenth of a millimetre.
    private mutating func corner(at target: Point) -> Int {
        let (best, bestShare, _) = Polyline(points, isClosed: true).nearestPlace(to: target)
        let next = best + 1 < points.count ? best + 1 : 0, a = points[best], b = points[next], length = a.distance(to: b)
        if bestShare * length < 0.1 { return best }
        if (1 - bestShare) * length < 0.1 { return next }
        points.insert(a + (b - a) * bestShare, at: best + 1)
        if widths.count > 1 { widths.insert(widths[best] + (widths[next] - widths[best]) * Float(bestShare), at: best + 1) }
        if !hangs.isEmpty { hangs.insert(hangs[best], at: best + 1) }
        return best + 1
    }

    /// Where the nozzle is after drawing.
    var end: Point { isClosed ? points[0] : points[points.count - 1] }
}

extension LayerPaths {
    mutating func append(_ path: Toolpath, movedBy offset: Point, tool: UInt8 = 0) {
        guard path.points.count > 1 else { return }
        guard path.hangs.contains(where: { $0 > 0 }) else { return append(path, path.points.indices, 0, isClosed: path.isClosed, offset, tool) }
        // Stretches of one kind follow one another without a gap.
        let stretches = path.isClosed ? path.points.count : path.points.count - 1
        var start = 0
        while start < stretches {
            var end = start + 1
            while end < stretches, path.hangs[end] == path.hangs[start] { end += 1 }
            append(path, start..<end + 1, path.hangs[start], isClosed: false, offset, tool)
            start = end
        }
    }

    /// - Parameter range: Points; one beyond the last is the first again.
    private mutating func append(_ path: Toolpath, _ range: Range<Int>, _ hangs: UInt8, isClosed: Bool, _ offset: Point, _ tool: UInt8) {
        paths.append(Path(role: hangs == 4 ? .overhangWall : path.role, isClosed: isClosed, start: x.count, count: range.count, tool: tool))
        paths[paths.count - 1].hangs = hangs
        paths[paths.count - 1].height = path.height
        for i in range {
            let i = i < path.points.count ? i : 0, point = path.points[i]
            x.append(point.x + offset.x)
            y.append(point.y + offset.y)
            width.append(path.widths.count == path.points.count ? path.widths[i] : path.widths.first ?? 0)
        }
        guard !path.rises.isEmpty || !rise.isEmpty else { return }
        rise += [Float](repeating: 0, count: x.count - range.count - rise.count)
        for i in range { rise.append(path.rises.isEmpty ? 0 : path.rises[i < path.points.count ? i : 0]) }
    }
}
