/// A cubic Bézier curve, mm.
@frozen
public struct CubicBezier: Sendable, Hashable {
    public var start: Point
    public var control1: Point
    public var control2: Point
    public var end: Point

    @inlinable
    public init(_ start: Point, _ control1: Point, _ control2: Point, _ end: Point) {
        (self.start, self.control1, self.control2, self.end) = (start, control1, control2, end)
    }

    /// The quadratic curve with one control point, raised by a degree; exact.
    @inlinable
    public init(_ start: Point, _ control: Point, _ end: Point) {
        self.init(start, start.mix(control, 2.0 / 3), end.mix(control, 2.0 / 3), end)
    }

    /// The place at `t` in 0 … 1.
    public func point(at t: Double) -> Point { point(at: t, rest: 1 - t) }

    /// The same bits for the curve run backwards with `t` and its rest exchanged.
    private func point(at t: Double, rest u: Double) -> Point {
        (start * (u * u * u) + end * (t * t * t)) + (control1 * (3 * t * u * u) + control2 * (3 * u * t * t))
    }

    /// Ends of chords that leave the curve by at most `tolerance` mm; the start is not among them.
    ///
    /// A chord over a step h of the parameter leaves the curve by at most h²/8 times the greatest second derivative,
    /// and that is at most six times the greater second difference of the control points. Never more than a million chords.
    /// The curve run backwards has the same chords, to the last bit.
    ///
    /// Source: Wang, "The subdivision method for finding the intersection between two Bézier curves or surfaces", Zhejiang University Journal, 1984.
    public func flattened(tolerance: Double) -> [Point] {
        let bend = max((start + control2 - control1 * 2).length, (end + control1 - control2 * 2).length)
        let ideal = (0.75 * bend / max(tolerance, 1e-9)).squareRoot().rounded(.up)
        let count = ideal.isFinite ? Int(max(1, min(1_000_000, ideal))) : 1
        return (1...count).map { $0 == count ? end : point(at: Double($0) / Double(count), rest: Double(count - $0) / Double(count)) }
    }
}
