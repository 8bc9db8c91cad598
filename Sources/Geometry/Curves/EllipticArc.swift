#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A part of an ellipse, mm.
public struct EllipticArc: Sendable, Hashable {
    public var center: Point
    /// Half axes.
    public var radii: Point
    /// From the x axis to the first half axis.
    public var rotation: Angle
    /// Parameter of the first point: the angle before the circle is stretched to the ellipse.
    public var start: Angle
    /// Counter-clockwise when positive.
    public var sweep: Angle

    public init(center: Point, radii: Point, rotation: Angle = .zero, start: Angle = .zero, sweep: Angle = .turn) {
        (self.center, self.radii, self.rotation, self.start, self.sweep) = (center, radii, rotation, start, sweep)
    }

    /// The arc between two points, as SVG describes it; `nil` where it is a straight line (a zero radius or equal ends).
    /// Radii too small to reach are enlarged.
    ///
    /// Source: SVG 2, appendix B.2 "Elliptical arc implementation notes".
    public init?(from a: Point, to b: Point, radii: Point, rotation: Angle, isLarge: Bool, isCounterClockwise: Bool) {
        var (rx, ry) = (radii.x.magnitude, radii.y.magnitude)
        guard a != b, rx > 0, ry > 0, rx.isFinite, ry.isFinite else { return nil }
        let (s, c) = (sin(rotation.radians), cos(rotation.radians))
        let half = (a - b) * 0.5
        let p = Point(c * half.x + s * half.y, c * half.y - s * half.x)
        let reach = (p.x / rx) * (p.x / rx) + (p.y / ry) * (p.y / ry)
        if reach > 1 { (rx, ry) = (rx * reach.squareRoot(), ry * reach.squareRoot()) }
        let q = Point(p.x / rx, p.y / ry)
        let lift = (max(0, 1 / q.squaredLength - 1)).squareRoot() * (isLarge == isCounterClockwise ? -1 : 1)
        let m = Point(q.y * lift, -q.x * lift)
        let first = atan2(q.y - m.y, q.x - m.x)
        var turn = atan2(-q.y - m.y, -q.x - m.x) - first
        if isCounterClockwise && turn < 0 { turn += 2 * .pi }
        if !isCounterClockwise && turn > 0 { turn -= 2 * .pi }
        let offset = Point(c * m.x * rx - s * m.y * ry, s * m.x * rx + c * m.y * ry)
        self.init(center: a.mix(b, 0.5) + offset, radii: Point(rx, ry), rotation: rotation, start: Angle(radians: first), sweep: Angle(radians: turn))
    }

    /// The place at share `t` of the sweep.
    public func point(at t: Double) -> Point {
        let angle = start.radians + sweep.radians * t
        let (s, c) = (sin(rotation.radians), cos(rotation.radians))
        let (x, y) = (radii.x * cos(angle), radii.y * sin(angle))
        return Point(center.x + c * x - s * y, center.y + s * x + c * y)
    }

    /// Change of place with the parameter angle at share `t` of the sweep.
    public func derivative(at t: Double) -> Point {
        let angle = start.radians + sweep.radians * t
        let (s, c) = (sin(rotation.radians), cos(rotation.radians))
        let (x, y) = (-radii.x * sin(angle), radii.y * cos(angle))
        return Point(c * x - s * y, s * x + c * y)
    }

    /// Ends of chords that leave the arc by at most `tolerance` mm; the first point is not among them.
    ///
    /// A chord of the unit circle over an angle h leaves it by 1 − cos(h/2); stretching enlarges that by at most the longer half axis.
    public func flattened(tolerance: Double) -> [Point] {
        let radius = max(radii.x.magnitude, radii.y.magnitude)
        let share = max(tolerance, 1e-9) / radius
        let step = share >= 1 ? Double.pi / 2 : min(.pi / 2, 2 * acos(1 - share))
        let ideal = (sweep.radians.magnitude / step).rounded(.up)
        let count = ideal.isFinite ? Int(max(1, min(1_000_000, ideal))) : 1
        return (1...count).map { point(at: Double($0) / Double(count)) }
    }
}
