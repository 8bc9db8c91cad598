public import ImpressionGeometry

/// What a pattern may know of a whole body before it fills the layers.
public struct FillVolume: Sendable {
    /// Where sparse lines run in each layer.
    public var areas: [Region]
    /// Tops of the layers, mm.
    public var tops: [Double]
    /// Distance of neighbouring lines that would fill wholly, mm, and the share of the area to fill, 0 … 1.
    public var spacing: Double
    public var density: Double
    public var angle: Angle
    /// A fixed place of the body, mm.
    public var origin: Point

    public init(areas: [Region], tops: [Double], spacing: Double, density: Double, angle: Angle = .zero, origin: Point = .zero) {
        (self.areas, self.tops, self.spacing, self.density, self.angle, self.origin) = (areas, tops, spacing, density, angle, origin)
    }

    /// A single layer, all of it under a ceiling.
    init(_ area: FillArea) {
        self.init(areas: [area.region], tops: [area.z], spacing: area.spacing, density: area.density, angle: area.angle, origin: area.origin)
    }

    var pitch: Double { spacing / min(1, max(density, 1e-3)) }
    var frame: FillFrame { FillFrame(origin: origin, angle: angle) }

    /// What of a layer's area is covered by something other than sparse fill.
    func ceiling(of layer: Int) -> Region { layer + 1 < areas.count ? areas[layer].without(areas[layer + 1]) : areas[layer] }
    /// What of a layer's area stands on something other than sparse fill.
    func floor(of layer: Int) -> Region { layer > 0 ? areas[layer].without(areas[layer - 1]) : areas[layer] }
}

/// A pattern whose lines in one layer follow from the layers around it.
public protocol PlannedFillPattern: FillPattern {
    /// - Parameter workers: Threads for the plan; it does not depend on them.
    init(planning volume: FillVolume, workers: Workers)
}
