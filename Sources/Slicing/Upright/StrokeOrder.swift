import ImpressionGeometry

/// Draws strokes nearest next, from the left in even layers and from the right in odd ones.
struct StrokeOrder {
    let startsRight: Bool

    /// O(strokes²).
    func draw(_ strokes: [Stroke], movedBy origin: Point, rule: BeadRule, into paths: inout LayerPaths) {
        var isDrawn = [Bool](repeating: false, count: strokes.count)
        var nozzle = start(strokes)
        for _ in strokes.indices {
            var best = (distance: Double.infinity, stroke: -1, entry: 0)
            for (i, stroke) in strokes.enumerated() where !isDrawn[i] {
                for entry in stroke.ways {
                    let distance = (stroke.points[entry] - nozzle).squaredLength
                    if distance < best.distance { best = (distance, i, entry) }
                }
            }
            guard best.stroke >= 0 else { return }
            isDrawn[best.stroke] = true
            nozzle = paths.append(strokes[best.stroke], from: best.entry, movedBy: origin, rule: rule)
        }
    }

    /// The contour's end on the side where this layer begins.
    private func start(_ strokes: [Stroke]) -> Point {
        var nozzle = Point.zero, least = Double.infinity
        for stroke in strokes {
            for entry in stroke.ways {
                let point = stroke.points[entry], x = startsRight ? -point.x : point.x
                if x < least { (least, nozzle) = (x, point) }
            }
        }
        return nozzle
    }
}

extension Stroke {
    /// Points at which drawing may begin.
    var ways: [Int] {
        guard points.count > 1 else { return [] }
        return isClosed ? [0] + entries : [0, points.count - 1]
    }
}

extension LayerPaths {
    /// Adds a stroke and says where it leaves the nozzle.
    mutating func append(_ stroke: Stroke, from entry: Int, movedBy origin: Point, rule: BeadRule) -> Point {
        let widths = stroke.widths(rule), n = stroke.points.count
        let isReversed = !stroke.isClosed && entry > 0
        paths.append(Path(role: stroke.role, isClosed: stroke.isClosed, start: x.count, count: n))
        for step in 0..<n {
            let i = isReversed ? n - 1 - step : (entry + step) % n
            x.append(stroke.points[i].x + origin.x)
            y.append(stroke.points[i].y + origin.y)
            width.append(widths[i])
        }
        return stroke.points[stroke.isClosed ? entry : isReversed ? 0 : n - 1]
    }
}
