#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension BezierPath {
    /// A closed rectangle, from its least corner along x first.
    public init(_ box: Box) {
        self.init()
        guard !box.isEmpty else { return }
        move(to: box.min)
        line(to: Point(box.max.x, box.min.y))
        line(to: box.max)
        line(to: Point(box.min.x, box.max.y))
        close()
    }

    /// A closed ellipse, from its greatest x, towards greater y.
    ///
    /// Four cubics that leave it by at most 0.00027 of the longer half axis.
    public init(ellipse center: Point, radii: Point) {
        self.init()
        move(to: Point(center.x + radii.x, center.y))
        arc(EllipticArc(center: center, radii: radii))
        close()
    }

    public init(_ line: Polyline) {
        self.init()
        guard let first = line.points.first else { return }
        move(to: first)
        for p in line.points.dropFirst() { self.line(to: p) }
        if line.isClosed { close() }
    }

    /// The rings of a region.
    public init(_ region: Region) {
        self.init()
        for line in region.polylines { append(BezierPath(line)) }
    }

    /// Cubics along an arc, a quarter of a turn or less each, from the arc's first point, which is the current one.
    ///
    /// - Parameter end: Where the last cubic ends: the arc's last point without its rounding.
    public mutating func arc(_ arc: EllipticArc, endingAt end: Point? = nil) {
        let quarters = (arc.sweep.radians.magnitude / (.pi / 2) - 1e-9).rounded(.up)
        guard quarters.isFinite, quarters > 0 else { return }
        let count = Int(min(quarters, 1000))
        let step = arc.sweep.radians / Double(count)
        // Length of a control arm that makes the cubic's middle lie on the circle.
        let arm = 4.0 / 3 * tan(step / 4)
        for i in 0..<count {
            let (p, q) = (arc.point(at: Double(i) / Double(count)), arc.point(at: Double(i + 1) / Double(count)))
            cubic(p + arc.derivative(at: Double(i) / Double(count)) * arm, q - arc.derivative(at: Double(i + 1) / Double(count)) * arm, to: i + 1 == count ? end ?? q : q)
        }
    }
}
