/// An angle. Written in degrees, kept in radians.
@frozen
public struct Angle: Sendable, Hashable, Comparable {
    public var radians: Double

    @inlinable public init(radians: Double) { self.radians = radians }
    @inlinable public init(degrees: Double) { radians = degrees * .pi / 180 }

    @inlinable public var degrees: Double { radians * 180 / .pi }
    public static let zero = Angle(radians: 0)
    public static let turn = Angle(degrees: 360)

    @inlinable public static func degrees(_ value: Double) -> Angle { Angle(degrees: value) }
    @inlinable public static func < (a: Angle, b: Angle) -> Bool { a.radians < b.radians }
}

extension Angle: Codable {
    public init(from decoder: any Decoder) throws { self.init(degrees: try Double(from: decoder)) }
    public func encode(to encoder: any Encoder) throws { try degrees.encode(to: encoder) }
}
