/// Points joined by straight lines, mm; closed ones return to the first point, which is not repeated.
public struct Polyline: Sendable, Hashable {
    public var points: [Point]
    public var isClosed: Bool

    public init(_ points: [Point], isClosed: Bool = false) {
        self.points = points
        self.isClosed = isClosed
    }

    public var length: Double {
        var sum = 0.0
        for i in points.indices.dropFirst() { sum += points[i].distance(to: points[i - 1]) }
        if isClosed, let first = points.first, let last = points.last { sum += last.distance(to: first) }
        return sum
    }

    /// Area to the left of the boundary: positive when a closed line runs counter-clockwise.
    public var signedArea: Double {
        guard let origin = points.first else { return 0 }
        var sum = 0.0
        for i in points.indices.dropFirst() { sum += (points[i - 1] - origin).cross(points[i] - origin) }
        return sum / 2
    }

    public var bounds: Box {
        var box = Box.empty
        for point in points { box.add(point) }
        return box
    }
}
