/// An axis-parallel box, mm. Empty when a minimum exceeds its maximum.
@frozen
public struct Box: Sendable, Hashable, Codable {
    public var min: Point
    public var max: Point

    @inlinable
    public init(min: Point, max: Point) {
        self.min = min
        self.max = max
    }

    /// The box that holds nothing and grows to whatever is added.
    public static let empty = Box(min: Point(.infinity, .infinity), max: Point(-.infinity, -.infinity))

    @inlinable public var isEmpty: Bool { min.x > max.x || min.y > max.y }
    @inlinable public var width: Double { Swift.max(0, max.x - min.x) }
    @inlinable public var height: Double { Swift.max(0, max.y - min.y) }
    @inlinable public var center: Point { Point((min.x + max.x) / 2, (min.y + max.y) / 2) }

    @inlinable
    public mutating func add(_ point: Point) {
        min = Point(Swift.min(min.x, point.x), Swift.min(min.y, point.y))
        max = Point(Swift.max(max.x, point.x), Swift.max(max.y, point.y))
    }

    @inlinable
    public mutating func add(_ other: Box) {
        guard !other.isEmpty else { return }
        add(other.min)
        add(other.max)
    }

    /// The box moved out by `distance` on every side.
    @inlinable
    public func expanded(by distance: Double) -> Box {
        Box(min: Point(min.x - distance, min.y - distance), max: Point(max.x + distance, max.y + distance))
    }

    @inlinable
    public func contains(_ point: Point) -> Bool {
        point.x >= min.x && point.x <= max.x && point.y >= min.y && point.y <= max.y
    }

    @inlinable
    public func contains(_ other: Box) -> Bool {
        other.isEmpty || (contains(other.min) && contains(other.max))
    }
}
