#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// An affine map of the plane: x′ = a·x + c·y + e, y′ = b·x + d·y + f, the six numbers in the order of SVG's `matrix()`.
@frozen
public struct Transform: Sendable, Hashable, Codable {
    public var a, b, c, d, e, f: Double

    @inlinable
    public init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    public static let identity = Transform(1, 0, 0, 1, 0, 0)

    @inlinable public static func translation(_ x: Double, _ y: Double) -> Transform { Transform(1, 0, 0, 1, x, y) }
    @inlinable public static func scale(_ x: Double, _ y: Double) -> Transform { Transform(x, 0, 0, y, 0, 0) }
    @inlinable public static func scale(_ k: Double) -> Transform { scale(k, k) }

    /// Counter-clockwise where y points up.
    public static func rotation(_ angle: Angle) -> Transform {
        let (s, c) = (sin(angle.radians), cos(angle.radians))
        return Transform(c, s, -s, c, 0, 0)
    }

    /// First `inner`, then `outer`.
    @inlinable
    public static func * (outer: Transform, inner: Transform) -> Transform {
        Transform(outer.a * inner.a + outer.c * inner.b, outer.b * inner.a + outer.d * inner.b,
                  outer.a * inner.c + outer.c * inner.d, outer.b * inner.c + outer.d * inner.d,
                  outer.a * inner.e + outer.c * inner.f + outer.e, outer.b * inner.e + outer.d * inner.f + outer.f)
    }

    /// Where a place goes.
    @inlinable public func callAsFunction(_ p: Point) -> Point { Point(a * p.x + c * p.y + e, b * p.x + d * p.y + f) }

    /// What becomes of a displacement.
    @inlinable public func displaced(_ v: Point) -> Point { Point(a * v.x + c * v.y, b * v.x + d * v.y) }

    /// Negative where the map turns a shape over.
    @inlinable public var determinant: Double { a * d - b * c }

    /// The map back; nil where the plane is pressed flat or a number is not finite.
    public var inverse: Transform? {
        let k = 1 / determinant
        guard k.isFinite, e.isFinite, f.isFinite else { return nil }
        return Transform(d * k, -b * k, -c * k, a * k, (c * f - d * e) * k, (b * e - a * f) * k)
    }

    /// The greatest factor by which the map stretches any length: its larger singular value.
    public var greatestScale: Double {
        let (sum, difference) = (Point(a + d, b - c).length, Point(a - d, b + c).length)
        return (sum + difference) / 2
    }

    /// Square root of the factor by which areas grow: the scale of a map that keeps shapes.
    public var meanScale: Double { determinant.magnitude.squareRoot() }
}

extension Box {
    /// The box around this one's four corners after `map`; empty stays empty.
    public func mapped(by map: Transform) -> Box {
        guard !isEmpty else { return self }
        var box = Box.empty
        for corner in [min, Point(max.x, min.y), max, Point(min.x, max.y)] { box.add(map(corner)) }
        return box
    }
}
