internal import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A run of a path as chords, in the path's space; it knows which points are corners and which only divide a curve.
struct StrokeLine {
    var points: [Point] = []
    /// Whether the path is smooth at a point; the ends of an open line count as corners.
    var isSmooth: [Bool] = []
    var isClosed = false
    /// Where a line of one point, a dash without length, looks; along x where it is nil.
    var direction: Point?

    /// A point that repeats the last one is left out, but a corner stays one.
    mutating func add(_ p: Point, smooth: Bool) {
        if p == points.last {
            if !smooth { isSmooth[isSmooth.count - 1] = false }
            return
        }
        points.append(p)
        isSmooth.append(smooth)
    }
}

/// What a stroke sees of the picture: how fine its chords must be, and where dashes are seen.
struct StrokeView {
    /// Greatest error, in the path's unit.
    var tolerance: Double
    /// In the path's space, with room for the pen.
    var window: Box
    /// Half width, in the path's unit.
    var reach: Double
}

extension BezierPath {
    /// The runs as lines for a pen. Runs without any piece are left out: they show nothing.
    func strokeLines(_ view: StrokeView) -> [StrokeLine] {
        var lines: [StrokeLine] = []
        var line = StrokeLine()
        var (next, last, isDrawn) = (0, Point.zero, false)
        func finish() {
            if isDrawn { lines.append(line) }
            (line, isDrawn) = (StrokeLine(), false)
        }
        for verb in verbs {
            switch verb {
            case .move:
                finish()
                last = points[next]
                line.add(last, smooth: false)
                next += 1
            case .line:
                last = points[next]
                line.add(last, smooth: false)
                (next, isDrawn) = (next + 1, true)
            case .cubic:
                let curve = CubicBezier(last, points[next], points[next + 1], points[next + 2])
                let count = curve.chords(view)
                for i in 1..<max(1, count) { line.add(curve.point(at: Double(i) / Double(count)), smooth: true) }
                last = curve.end
                line.add(last, smooth: false)
                (next, isDrawn) = (next + 3, true)
            case .close:
                isDrawn = true
                line.isClosed = true
                if line.points.count > 1, line.points.first == line.points.last {
                    line.points.removeLast()
                    line.isSmooth.removeLast()
                }
                finish()
            }
        }
        finish()
        return lines
    }
}

extension CubicBezier {
    /// Chords fine enough for the curve and for both sides of a pen along it.
    fileprivate func chords(_ view: StrokeView) -> Int {
        let (a, b, c, d) = (start, control1, control2, end)
        if max(a.x, b.x, c.x, d.x) < view.window.min.x || min(a.x, b.x, c.x, d.x) > view.window.max.x { return 1 }
        if max(a.y, b.y, c.y, d.y) < view.window.min.y || min(a.y, b.y, c.y, d.y) > view.window.max.y { return 1 }
        let byBend = Flattening.chords(bend: max((a - b * 2 + c).length, (b - c * 2 + d).length), tolerance: view.tolerance)
        // A turn of h leaves the pen's outer side by reach · h² / 8.
        let turn = Self.turn(b - a, c - b) + Self.turn(c - b, d - c)
        let byTurn = turn / max(0.05, (8 * view.tolerance / max(view.reach, 1e-300)).squareRoot())
        return max(byBend, byTurn < 256 ? Int(byTurn.rounded(.up)) : 256)
    }

    private static func turn(_ a: Point, _ b: Point) -> Double {
        let (cross, dot) = (a.cross(b), a.dot(b))
        return cross == 0 && dot >= 0 ? 0 : atan2(cross, dot).magnitude
    }
}
