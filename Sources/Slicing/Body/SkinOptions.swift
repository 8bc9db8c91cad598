/// Which walls get a rough skin.
public struct FuzzySkin: Sendable, Equatable, Codable {
    public enum Walls: String, Sendable, Codable, CaseIterable {
        case none
        /// Outlines, not holes.
        case external
        case all
    }

    public var walls = Walls.none
    /// How far points leave the wall at most, to either side together, mm.
    public var thickness = 0.3
    /// Mean distance of the points, mm.
    public var pointDistance = 0.8

    public init() {}
}

/// Going over finished surfaces with hardly any plastic, so that they become smooth.
public struct Ironing: Sendable, Equatable, Codable {
    public enum Surfaces: String, Sendable, Codable, CaseIterable {
        case none
        /// All that is seen from above.
        case top
        /// The last layer alone.
        case topmost
        /// All solid layers.
        case solid
    }

    public var surfaces = Surfaces.none
    /// Share of a whole line's plastic.
    public var flow = 0.15
    /// Distance of the lines, mm.
    public var spacing = 0.1

    public init() {}
}

/// How layers follow the steepness of a body.
public struct AdaptiveLayers: Sendable, Equatable, Codable {
    /// mm.
    public var least = 0.08
    public var greatest = 0.28
    /// Greatest distance between the body and its steps, measured square to the surface, mm.
    public var cusp = 0.06

    public init() {}
}
