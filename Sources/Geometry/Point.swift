/// A place or a displacement in the plane, mm, x to the right and y away from the viewer.
@frozen
public struct Point: Sendable, Hashable, Codable {
    public var x: Double
    public var y: Double

    @inlinable
    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    public static let zero = Point(0, 0)

    @inlinable public static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
    @inlinable public static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
    @inlinable public static func * (a: Point, k: Double) -> Point { Point(a.x * k, a.y * k) }
    @inlinable public static prefix func - (a: Point) -> Point { Point(-a.x, -a.y) }

    @inlinable public func dot(_ other: Point) -> Double { x * other.x + y * other.y }

    /// Positive where `other` lies to the left of this displacement.
    @inlinable public func cross(_ other: Point) -> Double { x * other.y - y * other.x }

    @inlinable public var squaredLength: Double { x * x + y * y }
    @inlinable public var length: Double { squaredLength.squareRoot() }

    /// A quarter turn to the left.
    @inlinable public var perpendicular: Point { Point(-y, x) }

    @inlinable public func distance(to other: Point) -> Double { (other - self).length }

    /// The place at share `t` of the way to `other`.
    @inlinable public func mix(_ other: Point, _ t: Double) -> Point { Point(x + (other.x - x) * t, y + (other.y - y) * t) }
}
