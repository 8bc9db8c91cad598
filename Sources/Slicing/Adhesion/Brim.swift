public import ImpressionGeometry

/// Loops that widen the first layer's grip, outermost first. Empty without a brim.
public func brim(around outlines: [Polyline], settings: SliceSettings) -> [Polyline] {
    []
}
