/// Top surfaces drawn once more, with little plastic, to smooth them.
public struct IroningSettings: Sendable, Equatable, Codable {
    public var isOn = false
    public var surfaces = IronedSurfaces.top
    /// Share of the plastic of a full layer.
    public var flow = 0.15
    /// Between passes, mm.
    public var spacing = 0.1

    public init() {}
}

public enum IronedSurfaces: String, Sendable, Codable, CaseIterable {
    /// Every top surface.
    case top
    /// The last layer's only.
    case topmost
    /// Every solid layer.
    case solid
}

/// Walls that tremble, so that the surface looks rough.
public struct FuzzySkin: Sendable, Equatable, Codable {
    public var walls = FuzzyWalls.none
    /// Greatest deviation to either side, mm.
    public var thickness = 0.3
    /// Mean distance between bends, mm.
    public var pointDistance = 0.8

    public init() {}
}

public enum FuzzyWalls: String, Sendable, Codable, CaseIterable {
    case none, external, all
}
