/// Straight and circular pieces, one after the other; each starts where the one before it ends.
public struct ArcPath: Sendable, Hashable {
    public var start: Point
    public var pieces: [PathPiece]

    public init(start: Point, pieces: [PathPiece]) {
        self.start = start
        self.pieces = pieces
    }
}

/// The way to one end point.
public struct PathPiece: Sendable, Hashable {
    public enum Shape: Sendable, Hashable {
        case line
        /// The shorter arc around a centre, mm. Both ends lie on the circle but for rounding.
        case arc(center: Point, radius: Double, turn: Turn)
    }

    public enum Turn: Sendable, Hashable {
        case clockwise
        case counterClockwise
    }

    public var end: Point
    public var shape: Shape
    /// Which point of the fitted line the piece ends at.
    public var vertex: Int

    public init(to end: Point, _ shape: Shape, vertex: Int) {
        self.end = end
        self.shape = shape
        self.vertex = vertex
    }
}
