import ImpressionGeometry

/// The line nearest to the boundary's places over some steps, by least squares of distances.
struct FittedLine {
    var center: Point
    /// Unit length.
    var direction: Point

    init(center: Point, direction: Point) { (self.center, self.direction) = (center, direction) }

    /// Over steps i ..< j, or along `fallback` where these are too few to tell.
    init(_ sums: ArcPoints.Sums, count: Int, fallback: Point) {
        let k = 1 / Double(count)
        center = Point(sums.x * k, sums.y * k)
        let xx = sums.xx * k - center.x * center.x
        let xy = sums.xy * k - center.x * center.y
        let yy = sums.yy * k - center.y * center.y
        // The eigenvector of the greater eigenvalue.
        let half = (xx - yy) / 2
        let root = (half * half + xy * xy).squareRoot()
        var v = half >= 0 ? Point(half + root, xy) : Point(xy, root - half)
        if root < 1e-9 { v = fallback }
        if v.dot(fallback) < 0 { v = -v }
        let length = v.length
        direction = length > 0 ? v * (1 / length) : Point(1, 0)
    }

    var normal: Point { direction.perpendicular }
}

/// The place nearest to some lines in a box around a lattice point, by least squares of distances.
///
/// Source: Selinger, "Potrace: a polygon-based tracing algorithm", 2003, §2.3.1.
struct VertexPlacement {
    private var (xx, xy, yy, bx, by) = (0.0, 0.0, 0.0, 0.0, 0.0)
    private let corner: Point

    /// Pull towards the lattice point, so that parallel lines have a nearest place too.
    private static let pull = 1e-3

    init(around corner: Point) {
        self.corner = corner
        (xx, yy) = (Self.pull, Self.pull)
    }

    /// Coordinates relative to the lattice point.
    mutating func add(_ line: FittedLine) {
        let n = line.normal
        let c = n.dot(line.center - corner)
        xx += n.x * n.x
        xy += n.x * n.y
        yy += n.y * n.y
        bx += n.x * c
        by += n.y * c
    }

    /// - Parameters: Greatest distance from the lattice point along x and y, pixels.
    func place(_ reachX: Double, _ reachY: Double) -> Point {
        let determinant = xx * yy - xy * xy
        let free = Point((bx * yy - by * xy) / determinant, (by * xx - bx * xy) / determinant)
        if free.x.magnitude <= reachX && free.y.magnitude <= reachY { return corner + free }
        var (best, least) = (Point.zero, Double.infinity)
        func consider(_ p: Point) {
            let value = xx * p.x * p.x + 2 * xy * p.x * p.y + yy * p.y * p.y - 2 * (bx * p.x + by * p.y)
            if value < least { (best, least) = (p, value) }
        }
        for side in [-1.0, 1] {
            let (x, y) = (side * reachX, side * reachY)
            consider(Point(x, max(-reachY, min(reachY, (by - xy * x) / yy))))
            consider(Point(max(-reachX, min(reachX, (bx - xy * y) / xx)), y))
        }
        return corner + best
    }
}
