import ImpressionGeometry

/// One arc as the fit needs it: its lattice points, where the boundary passes each of its edges, and sums for least squares.
///
/// All coordinates are pixels relative to the arc's first lattice point. Closed arcs stand there once more in full, so that
/// an index up to twice the number of steps is valid.
struct ArcPoints {
    /// What least squares need of the first k places, summed.
    struct Sums { var x = 0.0, y = 0.0, xx = 0.0, xy = 0.0, yy = 0.0 }

    let count: Int
    let isClosed: Bool
    /// Picture coordinates of what is (0, 0) here.
    let origin: Point
    /// Lattice points; the last is the first again where the arc is closed.
    private(set) var corners: [SIMD2<Int32>] = []
    /// One for each step: between corners k and k + 1.
    private(set) var places: [Point] = []
    private(set) var sums: [Sums] = []

    init(_ arc: BoundaryArcs.Arc, _ headings: [UInt8], _ locator: some EdgeLocator) {
        (count, isClosed, origin) = (arc.steps.count, arc.isClosed, Point(Double(arc.x), Double(arc.y)))
        let total = isClosed ? 2 * count : count
        corners.reserveCapacity(total + 1)
        places.reserveCapacity(total)
        sums.reserveCapacity(total + 1)
        var (x, y, sum) = (0, 0, Sums())
        corners.append(.zero)
        sums.append(sum)
        for heading in headings[arc.steps] {
            let (dx, dy) = (Heading.dx(heading), Heading.dy(heading))
            let place = Self.place(arc, x, y, heading, locator)
            (x, y) = (x &+ dx, y &+ dy)
            corners.append(SIMD2(Int32(truncatingIfNeeded: x), Int32(truncatingIfNeeded: y)))
            places.append(place)
            sum.add(place)
            sums.append(sum)
        }
        guard isClosed else { return }
        for k in 0..<count {
            corners.append(corners[k + 1])
            places.append(places[k])
            sum.add(places[k])
            sums.append(sum)
        }
    }

    @inline(__always)
    private static func place(_ arc: BoundaryArcs.Arc, _ x: Int, _ y: Int, _ heading: UInt8, _ locator: some EdgeLocator) -> Point {
        let (dx, dy) = (Heading.dx(heading), Heading.dy(heading))
        // A quarter turn to the right of the heading, y down.
        let (rx, ry) = (-dy, dx)
        // The pixel to the left has its middle half a step ahead and half a step aside.
        let left = (Int(arc.x) &+ x &+ (dx &- rx &- 1) / 2, Int(arc.y) &+ y &+ (dy &- ry &- 1) / 2)
        let offset = locator.offset(left: left, step: (rx, ry), labels: (arc.left, arc.right))
        return Point(Double(x) + Double(dx) * 0.5 + Double(rx) * offset, Double(y) + Double(dy) * 0.5 + Double(ry) * offset)
    }
}

extension ArcPoints.Sums {
    @inline(__always)
    mutating func add(_ p: Point) {
        x += p.x
        y += p.y
        xx += p.x * p.x
        xy += p.x * p.y
        yy += p.y * p.y
    }

    @inline(__always)
    static func - (a: Self, b: Self) -> Self { Self(x: a.x - b.x, y: a.y - b.y, xx: a.xx - b.xx, xy: a.xy - b.xy, yy: a.yy - b.yy) }
}
