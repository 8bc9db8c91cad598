/// Lines and cubic curves, in any number of open or closed runs. Any unit; mm on a page.
///
/// Quadratic curves are raised by a degree, exactly. Points stand one after another; each verb takes its own:
///
///     move 1     line 1     cubic 3     close 0
public struct BezierPath: Sendable, Hashable {
    public enum Verb: UInt8, Sendable { case move, line, cubic, close }

    public private(set) var verbs: [Verb] = []
    public private(set) var points: [Point] = []
    /// Where the open run began, and where a run that follows a `close` begins.
    private var start: Point?
    private var isOpen = false

    public init() {}

    public var isEmpty: Bool { verbs.isEmpty }

    public mutating func move(to p: Point) {
        verbs.append(.move)
        points.append(p)
        start = p
        isOpen = true
    }

    /// A line from the current point; without one the path starts here.
    public mutating func line(to p: Point) {
        guard begin(at: p) else { return }
        verbs.append(.line)
        points.append(p)
    }

    public mutating func cubic(_ control1: Point, _ control2: Point, to p: Point) {
        guard begin(at: p) else { return }
        verbs.append(.cubic)
        points += [control1, control2, p]
    }

    public mutating func quadratic(_ control: Point, to p: Point) {
        guard begin(at: p), let last = points.last else { return }
        cubic(last.mix(control, 2.0 / 3), p.mix(control, 2.0 / 3), to: p)
    }

    /// Back to the first point of the run. A second `close` does nothing.
    public mutating func close() {
        guard isOpen else { return }
        verbs.append(.close)
        isOpen = false
    }

    /// Where the next piece starts; nil in an empty path. After `close`, the first point of the closed run.
    public var current: Point? { isOpen ? points.last : start }

    /// Opens a run where the last one was closed. False where there was no point to draw from: then `p` is the first.
    private mutating func begin(at p: Point) -> Bool {
        if isOpen { return true }
        move(to: start ?? p)
        return points.count > 1
    }

    public mutating func append(_ other: BezierPath) {
        verbs += other.verbs
        points += other.points
        (start, isOpen) = (other.start ?? start, other.isEmpty ? isOpen : other.isOpen)
    }

    /// Each point through `map`.
    public func mapped(_ map: (Point) -> Point) -> BezierPath {
        var result = self
        for i in points.indices { result.points[i] = map(points[i]) }
        result.start = start.map(map)
        return result
    }

    public func transformed(by transform: Transform) -> BezierPath { mapped { transform($0) } }

    /// The box around all control points; it holds the path.
    public var controlBounds: Box {
        var box = Box.empty
        for p in points { box.add(p) }
        return box
    }

    /// Whether every coordinate is a finite number.
    public var isFinite: Bool { points.allSatisfy { $0.x.isFinite && $0.y.isFinite } }
}

extension BezierPath {
    /// One piece with its first point.
    public enum Piece: Sendable, Hashable {
        case line(from: Point, to: Point)
        case cubic(CubicBezier)
    }

    /// One run: where it starts, what follows, and whether it returns. The line that closes it is not among the pieces.
    public struct Run: Sendable, Hashable {
        public var start: Point
        public var pieces: [Piece]
        public var isClosed: Bool

        public init(start: Point, pieces: [Piece] = [], isClosed: Bool = false) {
            (self.start, self.pieces, self.isClosed) = (start, pieces, isClosed)
        }
    }

    /// The runs in their order; a lone `move` is a run without pieces.
    public var runs: [Run] {
        var runs: [Run] = []
        var (next, last) = (0, Point.zero)
        for verb in verbs {
            switch verb {
            case .move:
                last = points[next]
                runs.append(Run(start: last))
                next += 1
            case .line:
                runs[runs.count - 1].pieces.append(.line(from: last, to: points[next]))
                last = points[next]
                next += 1
            case .cubic:
                runs[runs.count - 1].pieces.append(.cubic(CubicBezier(last, points[next], points[next + 1], points[next + 2])))
                last = points[next + 2]
                next += 3
            case .close:
                runs[runs.count - 1].isClosed = true
                last = runs[runs.count - 1].start
            }
        }
        return runs
    }

    public mutating func append(_ run: Run) {
        move(to: run.start)
        for piece in run.pieces {
            switch piece {
            case .line(_, let end): line(to: end)
            case .cubic(let curve): cubic(curve.control1, curve.control2, to: curve.end)
            }
        }
        if run.isClosed { close() }
    }

    /// Chords that leave the path by at most `tolerance`, in the path's unit; a run a line. A run without pieces is one point.
    public func flattened(tolerance: Double) -> [Polyline] {
        var lines: [Polyline] = []
        var next = 0
        for verb in verbs {
            switch verb {
            case .move: lines.append(Polyline([points[next]]))
            case .line: lines[lines.count - 1].points.append(points[next])
            case .cubic:
                let curve = CubicBezier(points[next - 1], points[next], points[next + 1], points[next + 2])
                lines[lines.count - 1].points += curve.flattened(tolerance: tolerance)
            case .close:
                lines[lines.count - 1].isClosed = true
                let count = lines[lines.count - 1].points.count
                if count > 1, lines[lines.count - 1].points.first == lines[lines.count - 1].points.last { lines[lines.count - 1].points.removeLast() }
            }
            next += verb == .cubic ? 3 : verb == .close ? 0 : 1
        }
        return lines
    }
}
