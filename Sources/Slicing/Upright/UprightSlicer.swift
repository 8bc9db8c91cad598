public import ImpressionGeometry
public import ImpressionMeshing

/// Slices an upright sheet (flat, arc, cylinder or globe) straight into lines whose widths follow the thickness.
///
///        ┌──────────────────────────┐  back        A layer is a band. Beads lie side by side in it from edge to edge;
///        │   ────────────────────   │              each takes an equal share of the thickness, so the sum of their
///        └────────╲________╱────────┘  front       occupied widths is the thickness at every place.
///
/// A layer exists where its middle lies at or below the top, and takes the thickness at its middle.
/// Layers are independent of one another. See Docs/design/upright-lithophanes.md for what is guaranteed.
public struct UprightSlicer: LayerSource {
    public let layerCount: Int
    /// Extent of the body, of skirt and brim, mm on the plate. The body's own extent is centred on `settings.plateCenter`.
    public let bounds: Box
    public let solidVolume: Double

    let settings: SliceSettings
    let shape: UprightShape
    private let adhesion: Adhesion
    /// From the shape's coordinates to the plate.
    public let origin: Point

    /// - Parameters:
    ///   - sheet: Stood up, whatever its `pose` says.
    ///   - workers: Threads for the preparation; the result does not depend on them.
    public init(_ sheet: Sheet, settings: SliceSettings, workers: Workers = .one) {
        self.settings = settings
        shape = UprightShape(sheet, workers: workers)
        solidVolume = shape.solidVolume
        let extent = shape.extent
        layerCount = extent.isEmpty ? 0 : LayerHeights(settings).count(reaching: shape.height)
        origin = extent.isEmpty ? settings.plateCenter : settings.plateCenter - extent.center
        var outlines: [Polyline] = []
        if layerCount > 0 {
            let stack = LayerHeights(settings), rule = BeadRule(settings, layerThickness: stack.thickness(0)), shift = origin
            outlines = shape.band(at: stack.middle(0)).pieces(thicknessAtLeast: rule.floor).flatMap(\.outlines).map { Polyline($0.points.map { $0 + shift }, isClosed: true) }
        }
        adhesion = Adhesion(around: outlines, layerCount: layerCount, settings: settings)
        bounds = layerCount == 0 ? .empty : adhesion.bounds(around: Box(min: extent.min + origin, max: extent.max + origin))
    }

    public func layer(_ index: Int) -> LayerPaths {
        let stack = LayerHeights(settings)
        var paths = LayerPaths(index: index, z: stack.top(index), height: stack.thickness(index))
        guard index >= 0, index < layerCount else { return paths }
        let rule = BeadRule(settings, layerThickness: paths.height)
        let pieces = shape.band(at: stack.middle(index)).pieces(thicknessAtLeast: rule.floor)
        adhesion.append(to: &paths)
        var strokes: [Stroke] = []
        for piece in pieces { piece.addStrokes(rule, to: &strokes) }
        StrokeOrder(startsRight: index % 2 == 1).draw(strokes, movedBy: origin, rule: rule, into: &paths)
        return paths
    }
}
