public import ImpressionGeometry
public import ImpressionMeshing
import ImpressionRaster

/// Slices a flat, lying height field straight into lines: no mesh is ever made.
///
/// There is material in a layer where the surface reaches the layer's middle; the stack therefore keeps the volume, and its top lies
/// within half a layer of the highest point. Preparation happens once; layers are then independent of one another.
/// See Docs/design/field-slicing.md for what is guaranteed.
public struct FieldSlicer: LayerSource {
    public let layerCount: Int
    public let bounds: Box
    public let solidVolume: Double

    let settings: SliceSettings
    let field: PreparedField
    /// From grid coordinates to the plate.
    public let origin: Point
    /// Outlines of the first layer, grid coordinates.
    let footprint: Loops
    private let adhesion: Adhesion
    private let pool = LayerScratchPool()

    /// - Parameter workers: Threads for the preparation; the result does not depend on them.
    public init(_ field: HeightField, settings: SliceSettings, workers: Workers = .one) {
        self.settings = settings
        self.field = PreparedField(field, settings: settings, workers: workers)
        let heights = LayerHeights(settings)
        layerCount = field.columns > 1 && field.rows > 1 ? heights.count(reaching: Double(self.field.greatest)) : 0
        solidVolume = field.solidVolume
        var loops = Loops()
        if layerCount > 0 { self.field.section(at: heights.middle(0), into: &loops) }
        footprint = loops
        let box = loops.bounds
        origin = box.isEmpty ? settings.plateCenter : settings.plateCenter - box.center
        adhesion = Adhesion(around: footprint.polylines(movedBy: origin), layerCount: layerCount, settings: settings)
        bounds = adhesion.bounds(around: Box(min: box.min + origin, max: box.max + origin))
    }

    public func layer(_ index: Int) -> LayerPaths {
        let heights = LayerHeights(settings)
        var paths = LayerPaths(index: index, z: heights.top(index), height: heights.thickness(index))
        guard index >= 0, index < layerCount else { return paths }
        adhesion.append(to: &paths)
        pool.use(frame: field.frame) { scratch in
            LayerMaker(field: field, settings: settings, index: index, origin: origin, scratch: scratch).draw(into: &paths)
        }
        return paths
    }
}

/// Where layers begin and end.
struct LayerHeights {
    let first: Double
    let step: Double

    init(_ settings: SliceSettings) {
        step = max(settings.layerHeight, 0.001)
        first = settings.firstLayerHeight > 0 ? max(settings.firstLayerHeight, 0.001) : step
    }

    func thickness(_ index: Int) -> Double { index == 0 ? first : step }
    func top(_ index: Int) -> Double { first + Double(index) * step }
    /// The height that a surface must reach to be material in this layer.
    func middle(_ index: Int) -> Double { top(index) - thickness(index) / 2 }

    /// Layers whose middle lies at or below `height`; a rounded micrometre counts as reached.
    func count(reaching height: Double) -> Int {
        guard height.isFinite, height + 1e-6 >= first / 2 else { return 0 }
        return 1 + Int(min(1e6, max(0, ((height + 1e-6 - first + step / 2) / step).rounded(.down))))
    }
}

extension HeightField {
    /// Volume under the surface inside the outline, mm³.
    var solidVolume: Double {
        guard columns > 1, rows > 1 else { return 0 }
        var sum = 0.0
        for y in 0..<rows {
            let line = heights.row(y), edge = y == 0 || y == rows - 1 ? 0.5 : 1
            var rowSum = 0.0
            for x in 0..<columns {
                let weight = x == 0 || x == columns - 1 ? 0.5 : 1.0
                let inside = outline.map { min(1, max(0, 0.5 + Double($0[x, y]) / pitch)) } ?? 1
                rowSum += Double(line[x]) * weight * inside
            }
            sum += rowSum * edge
        }
        return sum * pitch * pitch
    }
}

extension Loops {
    var bounds: Box {
        var box = Box.empty
        for i in x.indices { box.add(Point(x[i], y[i])) }
        return box
    }

    func polylines(movedBy offset: Point) -> [Polyline] {
        (0..<count).map { Polyline(points($0).map { $0 + offset }, isClosed: true) }
    }
}
