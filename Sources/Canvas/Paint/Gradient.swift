public import ImpressionGeometry

/// Colours along a line of shares, what lies before and beyond, and the map from the gradient's space to that of the path.
public struct ColorRamp: Sendable {
    public struct Stop: Sendable, Hashable {
        /// 0 … 1, not less than the stop before.
        public var offset: Float
        public var color: Color

        public init(_ offset: Float, _ color: Color) { (self.offset, self.color) = (offset, color) }
    }

    /// What is seen beyond the first and the last stop.
    public enum Spread: Sendable { case pad, reflect, `repeat` }

    /// At least two, in order.
    public var stops: [Stop]
    public var spread: Spread
    /// From the gradient's space to that of the path.
    public var transform: Transform

    public init(_ stops: [Stop], spread: Spread = .pad, transform: Transform = .identity) {
        (self.stops, self.spread, self.transform) = (stops, spread, transform)
    }
}

/// Colours change from `start` to `end`, and not across.
public struct LinearGradient: Sendable {
    public var start: Point
    public var end: Point
    public var ramp: ColorRamp

    public init(from start: Point, to end: Point, _ ramp: ColorRamp) { (self.start, self.end, self.ramp) = (start, end, ramp) }
}

/// Colours change from one circle to another: share t lies on the circle between them whose centre and radius are mixed by t.
public struct RadialGradient: Sendable {
    public var center: Point
    public var radius: Double
    public var focus: Point
    /// Radius of the circle of the first stop, round the focus.
    public var focusRadius: Double
    public var ramp: ColorRamp

    public init(center: Point, radius: Double, focus: Point, focusRadius: Double = 0, _ ramp: ColorRamp) {
        (self.center, self.radius, self.focus, self.focusRadius, self.ramp) = (center, radius, focus, focusRadius, ramp)
    }
}
