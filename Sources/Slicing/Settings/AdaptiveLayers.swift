/// How layers follow the steepness of a body.
public struct AdaptiveLayers: Sendable, Equatable, Codable {
    /// mm.
    public var least = 0.08
    public var greatest = 0.28
    /// Greatest distance between the body and its steps, measured square to the surface, mm.
    public var cusp = 0.06

    public init() {}
}
