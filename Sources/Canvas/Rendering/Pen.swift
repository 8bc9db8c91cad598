internal import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Draws the outlines of strokes: closed lines that are wound once or more wherever the pen passes, and nowhere else.
///
/// The walk is that of `OffsetCurve` (Geometry), in floating point and with points that only divide a curve told from corners:
/// along one side and back along the other; inner corners return to the line's own point unless both sides are long enough to meet.
struct Pen {
    private let style: StrokeStyle
    /// Half width.
    private let reach: Double
    /// Turn between two points of an arc.
    private let arcStep: Double
    private let transform: Transform
    private(set) var contours = PixelContours()

    init(_ style: StrokeStyle, view: StrokeView, transform: Transform) {
        self.style = style
        self.transform = transform
        reach = style.width / 2
        let share = view.tolerance / reach
        arcStep = share >= 1 ? .pi / 2 : max(0.01, min(.pi / 2, 2 * acos(1 - share)))
    }

    mutating func draw(_ line: StrokeLine) {
        guard line.points.count > 1 else {
            if let p = line.points.first { dot(at: p, along: line.direction ?? Point(1, 0)) }
            return
        }
        if line.isClosed, line.points.count > 2 {
            ring(line.points, line.isSmooth, capsAt: nil)
            ring(line.points.reversed(), line.isSmooth.reversed(), capsAt: nil)
        } else {
            let n = line.points.count
            let (points, smooth) = (line.points + line.points[1..<n - 1].reversed(), line.isSmooth + line.isSmooth[1..<n - 1].reversed())
            // A closed line of two points has joins where it turns, not caps.
            ring(points, smooth, capsAt: line.isClosed ? nil : n - 1)
        }
    }

    @inline(__always)
    private mutating func put(_ v: Point, _ x: Double, _ y: Double) { contours.add(transform(Point(v.x + x, v.y + y))) }

    /// A line without length: what its caps make of it.
    private mutating func dot(at p: Point, along direction: Point) {
        switch style.cap {
        case .butt: return
        case .square:
            let d = direction * (reach / direction.length)
            for (i, j) in [(1.0, 1.0), (-1, 1), (-1, -1), (1, -1)] { put(p, d.x * i - d.y * j, d.y * i + d.x * j) }
        case .round:
            put(p, reach, 0)
            arc(p, from: Point(1, 0), turn: 2 * .pi)
        }
        contours.close()
    }

    private mutating func ring(_ points: [Point], _ isSmooth: [Bool], capsAt turn: Int?) {
        let n = points.count
        var (normal, length) = Self.normal(points[n - 1], points[0])
        for i in 0..<n {
            let v = points[i]
            let (nextNormal, nextLength) = Self.normal(v, points[i + 1 < n ? i + 1 : 0])
            if turn != nil && (i == 0 || i == turn) { cap(v, normal) } else { corner(v, normal, nextNormal, min(length, nextLength), isSmooth[i]) }
            (normal, length) = (nextNormal, nextLength)
        }
        contours.close()
    }

    /// The unit vector to the right of the way, where y points up, and the way's length.
    @inline(__always)
    private static func normal(_ p: Point, _ q: Point) -> (Point, Double) {
        let d = q - p
        let length = d.length
        return length > 0 ? (Point(d.y / length, -d.x / length), length) : (Point(1, 0), 0)
    }

    /// From the end of one shifted side to the start of the next.
    private mutating func corner(_ v: Point, _ a: Point, _ b: Point, _ shorter: Double, _ isSmooth: Bool) {
        let (sine, cosine) = (a.cross(b), a.dot(b))
        if sine < 0 || sine == 0 && cosine > 0 {
            // Inside. The sides meet if they are long enough.
            if cosine >= 0 && -2 * reach * sine <= shorter { return put(v, (a.x + b.x) * reach / (1 + cosine), (a.y + b.y) * reach / (1 + cosine)) }
            put(v, a.x * reach, a.y * reach)
            put(v, 0, 0)
            return put(v, b.x * reach, b.y * reach)
        }
        if isSmooth {
            // A curve goes on; only a cusp turns so much.
            if cosine > 0.5 { return put(v, (a.x + b.x) * reach / (1 + cosine), (a.y + b.y) * reach / (1 + cosine)) }
            return round(v, a, b, sine, cosine)
        }
        switch style.join {
        case .mitre(let limit) where 2 <= limit * limit * (1 + cosine), .mitreClipped(let limit) where 2 <= limit * limit * (1 + cosine):
            put(v, (a.x + b.x) * reach / (1 + cosine), (a.y + b.y) * reach / (1 + cosine))
        case .mitreClipped(let limit): cut(v, a, b, cosine, at: limit)
        case .square: cut(v, a, b, cosine, at: 1)
        case .mitre, .bevel:
            put(v, a.x * reach, a.y * reach)
            put(v, b.x * reach, b.y * reach)
        case .round: round(v, a, b, sine, cosine)
        }
    }

    private mutating func round(_ v: Point, _ a: Point, _ b: Point, _ sine: Double, _ cosine: Double) {
        put(v, a.x * reach, a.y * reach)
        arc(v, from: a, turn: sine == 0 ? .pi : atan2(sine, cosine))
        put(v, b.x * reach, b.y * reach)
    }

    /// Cuts the corner across, `limit` half widths from its point.
    private mutating func cut(_ v: Point, _ a: Point, _ b: Point, _ cosine: Double, at limit: Double) {
        // With h half of the turn, a side's end lies cos h along the bisector and reaches the cut after (limit − cos h) / sin h.
        let (c, s) = (max(0, (1 + cosine) / 2).squareRoot(), max(0, (1 - cosine) / 2).squareRoot())
        let k = max(0, limit - c) / max(s, 1e-9) * reach
        put(v, a.x * reach - a.y * k, a.y * reach + a.x * k)
        put(v, b.x * reach + b.y * k, b.y * reach - b.x * k)
    }

    /// The inner points of an arc.
    private mutating func arc(_ v: Point, from a: Point, turn: Double) {
        let ideal = (turn / arcStep).rounded(.up)
        guard ideal > 1, ideal < 1e6 else { return }
        let steps = Int(ideal)
        let (s, c) = (sin(turn / Double(steps)), cos(turn / Double(steps)))
        var at = a
        for _ in 1..<steps {
            at = Point(at.x * c - at.y * s, at.x * s + at.y * c)
            put(v, at.x * reach, at.y * reach)
        }
    }

    private mutating func cap(_ v: Point, _ a: Point) {
        // The way ahead is a quarter turn to the left of the normal.
        let (x, y) = style.cap == .square ? (-a.y * reach, a.x * reach) : (0, 0)
        put(v, a.x * reach + x, a.y * reach + y)
        if style.cap == .round { arc(v, from: a, turn: .pi) }
        put(v, -a.x * reach + x, -a.y * reach + y)
    }
}

extension Flattening {
    /// The area of a path's stroke, wound once or more (or, where the map turns it over, minus that), and the share of its paint that a
    /// dash pattern too fine to be seen lets through.
    func contours(of path: BezierPath, stroked style: StrokeStyle) -> (contours: PixelContours, opacity: Float) {
        let scale = transform.greatestScale
        guard style.width > 0, style.width.isFinite, scale > 0, scale.isFinite, let back = transform.inverse else { return (PixelContours(), 1) }
        let farthest = style.width / 2 * style.farthest
        let view = StrokeView(tolerance: Self.tolerance / scale, window: window.mapped(by: back).expanded(by: farthest + 1 / scale), reach: style.width / 2)
        var pen = Pen(style, view: view, transform: transform)
        var opacity: Float = 1
        var lines = path.strokeLines(view)
        if let dashes = DashPattern(style) {
            if dashes.period * scale < Self.finestPeriod || dashes.count(on: lines, view) > Self.mostDashes { opacity = Float(dashes.density) } else { lines = lines.flatMap { dashes.dashes(of: $0, view) } }
        }
        for line in lines { pen.draw(line) }
        var contours = pen.contours
        if style.width * scale >= 1 { contours.fitToGrid() }
        return (contours, opacity)
    }

    /// Pixels. Dashes that repeat faster than this are a grey.
    private static let finestPeriod = 0.1
    /// So many dashes of one path are a grey too, whatever memory they would take.
    private static let mostDashes = 1e6
}

extension StrokeStyle {
    /// How far ink may lie from the line, in half widths.
    var farthest: Double {
        switch join {
        case .mitre(let limit), .mitreClipped(let limit): max(limit, 1.5)
        default: 1.5
        }
    }
}
