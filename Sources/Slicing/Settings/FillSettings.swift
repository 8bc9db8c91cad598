/// How insides and surfaces are filled. Patterns go by their names in the catalogue of fills.
public struct FillSettings: Sendable, Equatable, Codable {
    public var sparsePattern = "rectilinear"
    public var topPattern = "monotonic"
    public var bottomPattern = "monotonic"
    /// Direction of bridges, degrees; 0 finds the best for each.
    public var bridgeAngle = 0.0
    /// Length of the piece of wall that a sparse line is continued by, mm.
    public var anchor = 2.5
    /// Neighbouring sparse lines are joined along the wall where the way is no longer, mm.
    public var anchorLimit = 20.0
    /// Sparse fill is drawn once in so many layers, as thick as all of them.
    public var everyLayers = 1
    /// Every so-manieth layer is solid; 0 makes none so.
    public var solidEveryLayers = 0
    /// Smaller sparse areas become solid, mm².
    public var solidBelowArea = 0.0
    /// Fill before walls.
    public var isFirst = false
    /// Solid surfaces are at least so thick whatever the number of layers, mm.
    public var topThickness = 0.0
    public var bottomThickness = 0.0
    public var verticalShells = VerticalShells.enabled
    /// Directions of the lines of top surfaces, laid over the body; nil gives them all one.
    public var topDirections: DirectionField?

    public init() {}
}

/// How sloped walls keep their thickness where a layer steps back.
public enum VerticalShells: String, Sendable, Codable, CaseIterable {
    case disabled, partial, enabled
}
