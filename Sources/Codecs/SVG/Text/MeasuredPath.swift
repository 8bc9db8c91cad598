internal import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A path that is walked by its length, across gaps between its runs as if they were not there.
struct MeasuredPath {
    private var points: [Point] = []
    /// Length of the path up to each point.
    private var lengths: [Double] = []
    private(set) var isClosed = false

    /// - Parameter tolerance: Greatest distance of the chords, in the path's unit.
    init(_ path: BezierPath, tolerance: Double) {
        let lines = path.flattened(tolerance: tolerance).filter { $0.points.count > 1 }
        isClosed = lines.count == 1 && lines[0].isClosed
        for line in lines {
            var corners = line.points
            if line.isClosed, let first = corners.first { corners.append(first) }
            for (i, point) in corners.enumerated() {
                let step = i == 0 ? 0 : (point - corners[i - 1]).length
                points.append(point)
                lengths.append((lengths.last ?? 0) + step)
            }
        }
    }

    var length: Double { lengths.last ?? 0 }

    /// Where a length ends, and the direction there, radians; nil off the path.
    func place(at distance: Double) -> (point: Point, angle: Double)? {
        guard distance >= 0, distance <= length, points.count > 1 else { return nil }
        let end = (1..<lengths.count - 1).partitioningIndex { lengths[$0] >= distance }
        let step = lengths[end] - lengths[end - 1], direction = points[end] - points[end - 1]
        let share = step > 0 ? (distance - lengths[end - 1]) / step : 0
        return (points[end - 1] + direction * share, atan2(direction.y, direction.x))
    }
}
