/// What is done to sections before anything is drawn in them.
public struct OutlineSettings: Sendable, Equatable, Codable {
    public var mode = SlicingMode.regular
    /// Gaps narrower than twice this are closed, mm.
    public var closingRadius = 0.0
    /// Growth of outlines, mm; negative shrinks.
    public var growth = 0.0
    /// Growth of holes, mm; negative narrows.
    public var holeGrowth = 0.0
    /// How much the plastic shrinks when it cools, as a share; the piece is drawn larger by that.
    public var shrinkage = 0.0
    public var verticalShrinkage = 0.0
    /// One wall without steps between layers, open on top.
    public var isSpiral = false
    /// Bounds of layers of varying height, mm; a greatest of 0 takes three quarters of the nozzle.
    public var leastLayerHeight = 0.07
    public var greatestLayerHeight = 0.0

    public init() {}
}

/// What counts as inside where outlines cross or nest wrongly.
public enum SlicingMode: String, Sendable, Codable, CaseIterable {
    case regular
    case evenOdd = "even_odd"
    case closeHoles = "close_holes"
}
