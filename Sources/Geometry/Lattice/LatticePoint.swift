/// A vertex on the lattice of 1 nm that all exact geometry lives on.
///
/// Coordinates stay below 2³⁰ in size (±1.07 m), so that differences fit 32 bits, their products 63,
/// and an orientation is exact in `Int64`.
@frozen
public struct LatticePoint: Sendable, Hashable, BitwiseCopyable {
    public var x: Int32
    public var y: Int32

    @inlinable
    public init(_ x: Int32, _ y: Int32) {
        self.x = x
        self.y = y
    }

    /// Lattice units in a millimetre.
    public static let unitsPerMillimetre = 1_000_000.0
    /// The largest size of a coordinate, 2³⁰ − 1.
    public static let limit: Int32 = 1 << 30 - 1

    /// The lattice point nearest to a place in mm. Places off the lattice land on its rim; NaN lands on zero.
    public init(_ point: Point) {
        self.init(Self.coordinate(point.x), Self.coordinate(point.y))
    }

    /// The place in mm.
    public var point: Point { Point(Double(x) / Self.unitsPerMillimetre, Double(y) / Self.unitsPerMillimetre) }

    static func coordinate(_ millimetres: Double) -> Int32 {
        let units = (millimetres * unitsPerMillimetre).rounded(.toNearestOrAwayFromZero)
        if units.isNaN { return 0 }
        return Int32(Swift.max(-Double(limit), Swift.min(Double(limit), units)))
    }

    /// This point with both coordinates brought within ``limit``.
    @inlinable public var clamped: LatticePoint {
        LatticePoint(Swift.max(-Self.limit, Swift.min(Self.limit, x)), Swift.max(-Self.limit, Swift.min(Self.limit, y)))
    }

    /// Twice the area of the triangle `a`, `b`, `c`: positive when it runs counter-clockwise, zero when the three are in line.
    @inlinable @inline(__always)
    public static func orientation(_ a: LatticePoint, _ b: LatticePoint, _ c: LatticePoint) -> Int64 {
        let (dx, dy) = (Int64(b.x) &- Int64(a.x), Int64(b.y) &- Int64(a.y))
        return dx &* (Int64(c.y) &- Int64(a.y)) &- dy &* (Int64(c.x) &- Int64(a.x))
    }
}

extension LatticePoint: Comparable {
    /// From left to right, and upwards within a column: the order of the sweep and of canonical rings.
    @inlinable public static func < (a: LatticePoint, b: LatticePoint) -> Bool { a.x != b.x ? a.x < b.x : a.y < b.y }
}
