/// How walls are drawn, apart from their number and width.
public struct WallSettings: Sendable, Equatable, Codable {
    public var generator = WallGenerator.classic
    /// The outer wall before the inner ones.
    public var drawsExternalFirst = false
    /// One more wall where a slope would show the fill.
    public var addsExtra = false
    /// More walls where they hang over nothing.
    public var addsExtraOnOverhangs = false
    /// Places narrower than two lines are drawn as one.
    public var drawsThinWalls = true
    /// What remains between walls is filled.
    public var fillsGaps = true
    public var isOnlyOneOnFirstLayer = false
    public var onlyOneOnTop = OnlyWallOnTop.none
    /// Travels go around outlines rather than across.
    public var avoidsCrossing = false
    public var variable = VariableWalls()
    public var scarf = ScarfSeam()

    public init() {}
}

public enum WallGenerator: String, Sendable, Codable, CaseIterable {
    /// Lines of one width.
    case classic
    /// Lines whose widths fill the outline.
    case arachne
}

/// Where a single wall leaves the rest of a top surface to its fill.
public enum OnlyWallOnTop: String, Sendable, Codable, CaseIterable {
    case none
    /// Wherever something is open above.
    case top
    /// On the last layer only.
    case topmost
}

/// How the number of lines changes along a wall of varying width.
///
/// Source: Kuipers, Doubrovski, Wu and Wang, "A framework for adaptive width control of dense contour-parallel toolpaths in fused deposition
/// modeling", Computer-Aided Design 128, 2020.
public struct VariableWalls: Sendable, Equatable, Codable {
    /// Way along which two lines become three, mm.
    public var transitionLength = 0.4
    /// How far widths may leave their limits so that the number does not change back and forth, mm.
    public var transitionDeviation = 0.1
    /// Wedges blunter than this change their number of lines, degrees.
    public var transitionAngle = 10.0
    /// Lines from the middle that share a change of width.
    public var distributionCount = 1
    /// Outlines narrower than this are not drawn, mm.
    public var leastFeature = 0.1

    public init() {}
}
