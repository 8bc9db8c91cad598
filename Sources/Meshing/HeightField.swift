public import ImpressionRaster

/// Thickness over a rectangle, sampled on a square grid.
///
///     row n−1 ┌───────────┐  y = (rows − 1) · pitch
///             │  heights  │
///     row 0   └───────────┘  y = 0            x = column · pitch
///
/// Unlike a picture, row 0 lies at the front (least y). Between samples the surface is bilinear.
/// The back of the piece is the plane at height 0.
public struct HeightField: Sendable, Equatable {
    /// Thickness at each sample, mm, at least 0 and finite.
    public var heights: Raster<Float>
    /// Distance between neighbouring samples, mm.
    public var pitch: Double
    /// Where there is material: the bilinear surface through these values is positive inside, negative outside,
    /// near its zero line about the distance to the edge in mm. Same size as `heights`; nil means everywhere.
    public var outline: Raster<Float>?

    public init(heights: Raster<Float>, pitch: Double, outline: Raster<Float>? = nil) {
        precondition(outline == nil || (outline!.width == heights.width && outline!.height == heights.height), "outline and heights differ in size")
        self.heights = heights
        self.pitch = pitch
        self.outline = outline
    }

    public var columns: Int { heights.width }
    public var rows: Int { heights.height }
    /// Extent, mm.
    public var width: Double { Double(max(0, columns - 1)) * pitch }
    public var depth: Double { Double(max(0, rows - 1)) * pitch }
}
