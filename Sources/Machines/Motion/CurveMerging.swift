internal import ImpressionGeometry

/// Joins moves of one line that lie nearly in line, or on an arc: fewer commands for the same way.
///
/// No place moves by more than the tolerance (`Docs/design/arcs.md`). Runs at after speeds and times have been found, and joins only moves of one
/// speed and width; a joined move takes the time and filament of its parts.
struct CurveMerging {
    /// mm; 0 joins nothing.
    private let tolerance: Double
    private let makesArcs: Bool

    /// Greatest radius of an arc, mm: firmwares turn larger ones into segments that are too long or too many.
    private static let radii = 0.1...1000.0
    /// What rounding the centre to whole micrometres moves, mm.
    private static let rounding = 0.001

    init(_ settings: PrintSettings) {
        makesArcs = settings.arcs == .centers
        tolerance = settings.gcodeResolution > 2 * Self.rounding ? settings.gcodeResolution - Self.rounding : 0
    }

    func apply(to motion: inout LayerMotion, from start: Point?) {
        guard tolerance > 0 else { return }
        var moves: [PlannedMove] = [], times: [Double] = []
        moves.reserveCapacity(motion.moves.count)
        times.reserveCapacity(motion.moves.count)
        var at = 0, last = start.map { SIMD2(micrometres($0.x), micrometres($0.y)) }
        while at < motion.moves.count {
            var end = at + 1
            while end < motion.moves.count, motion.moves[end].continues(motion.moves[at]) { end += 1 }
            if let last, end - at > 1, motion.moves[at].kind == .extrude {
                join(motion, at..<end, from: last, &moves, &times)
            } else {
                moves += motion.moves[at..<end]
                times += motion.times[at..<end]
            }
            last = SIMD2(motion.moves[end - 1].x, motion.moves[end - 1].y)
            at = end
        }
        (motion.moves, motion.times) = (moves, times)
    }

    private func join(_ motion: LayerMotion, _ run: Range<Int>, from start: SIMD2<Int32>, _ moves: inout [PlannedMove], _ times: inout [Double]) {
        var points = [point(start.x, start.y)]
        for i in run { points.append(point(motion.moves[i].x, motion.moves[i].y)) }
        let line = Polyline(points, isClosed: false)
        var first = run.lowerBound
        func close(at vertex: Int, _ shape: PathPiece.Shape) {
            let end = run.lowerBound + vertex
            guard end > first else { return }
            var move = motion.moves[end - 1]
            move.filament = motion.moves[first..<end].reduce(0) { $0 + $1.filament }
            if case .arc(let center, _, let turn) = shape, end - first > 1 {
                let from = points[first - run.lowerBound]
                move.center = SIMD2(micrometres(center.x - from.x), micrometres(center.y - from.y))
                move.turn = turn == .clockwise ? -1 : 1
            }
            moves.append(move)
            times.append(motion.times[first..<end].reduce(0, +))
            first = end
        }
        if makesArcs, run.count > 2 {
            for piece in line.fittedArcs(tolerance: tolerance, radii: Self.radii).pieces { close(at: piece.vertex, piece.shape) }
        } else {
            var vertex = 1
            for kept in line.simplified(tolerance: tolerance).points.dropFirst() {
                while vertex < run.count, points[vertex] != kept { vertex += 1 }
                close(at: vertex, .line)
                vertex += 1
            }
        }
        close(at: run.count, .line)
    }

    private func point(_ x: Int32, _ y: Int32) -> Point { Point(Double(x) * 1e-3, Double(y) * 1e-3) }
}

extension PlannedMove {
    /// Widths that differ by less are one, mm.
    private static let widthStep: Float = 0.005

    /// Whether this move draws on at the same speed, height and width.
    fileprivate func continues(_ other: PlannedMove) -> Bool {
        kind == .extrude && other.kind == .extrude && role == other.role && feed == other.feed && z == other.z && tool == other.tool && object == other.object && height == other.height
            && (width - other.width).magnitude < Self.widthStep
    }
}
