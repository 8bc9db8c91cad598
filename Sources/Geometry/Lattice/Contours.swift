/// Rings or lines as they come: they may cross, overlap, touch and wind in any direction.
///
/// All points stand in one array, so that a million contours are two allocations.
public struct Contours: Sendable, Hashable {
    public private(set) var points: [LatticePoint]
    /// One past the last point of each contour; never decreasing.
    public private(set) var ends: [Int]

    public init() {
        points = []
        ends = []
    }

    public init(_ rings: some Sequence<some Sequence<LatticePoint>>) {
        self.init()
        for ring in rings { append(ring) }
    }

    /// Contours in mm, rounded to the lattice.
    public init(_ lines: some Sequence<Polyline>) {
        self.init()
        for line in lines { append(line.points.lazy.map { LatticePoint($0) }) }
    }

    init(points: [LatticePoint], ends: [Int]) {
        self.points = points
        self.ends = ends
    }

    /// Adds one contour. Points off the lattice are brought to its rim.
    public mutating func append(_ contour: some Sequence<LatticePoint>) {
        for point in contour { points.append(point.clamped) }
        ends.append(points.count)
    }

    public mutating func append(_ other: Contours) {
        let offset = points.count
        points += other.points
        ends.reserveCapacity(ends.count + other.ends.count)
        for end in other.ends { ends.append(end + offset) }
    }

    public mutating func reserve(points count: Int, contours: Int) {
        points.reserveCapacity(count)
        ends.reserveCapacity(contours)
    }

    /// Ends the contour that ``appendPoint(_:)`` has been building.
    mutating func close() { ends.append(points.count) }

    mutating func appendPoint(_ point: LatticePoint) { points.append(point) }

    public var count: Int { ends.count }
    public var isEmpty: Bool { points.isEmpty }

    /// Indices of the points of contour `i`.
    public func range(_ i: Int) -> Range<Int> { (i == 0 ? 0 : ends[i - 1])..<ends[i] }

    public subscript(i: Int) -> ArraySlice<LatticePoint> { points[range(i)] }
}

extension Contours {
    /// Twice the signed area of all contours taken as rings; exact. Overlaps count as often as they occur.
    public var doubledSignedArea: Int128 {
        var sum: Int128 = 0
        for i in 0..<count { sum += doubledSignedArea(of: range(i)) }
        return sum
    }

    /// Twice the signed area of one ring; exact, positive when it runs counter-clockwise.
    public func doubledSignedArea(of ring: Range<Int>) -> Int128 {
        guard ring.count > 2 else { return 0 }
        let origin = points[ring.lowerBound]
        var sum: Int128 = 0
        for i in ring.lowerBound + 1..<ring.upperBound - 1 {
            sum += Int128(LatticePoint.orientation(origin, points[i], points[i + 1]))
        }
        return sum
    }

    /// The smallest box around all points, or `nil` where there are none.
    public var latticeBounds: (min: LatticePoint, max: LatticePoint)? {
        guard let first = points.first else { return nil }
        var (low, high) = (first, first)
        for point in points {
            low = LatticePoint(Swift.min(low.x, point.x), Swift.min(low.y, point.y))
            high = LatticePoint(Swift.max(high.x, point.x), Swift.max(high.y, point.y))
        }
        return (low, high)
    }
}
