public import ImpressionGeometry
import ImpressionMeshing
import ImpressionSlicing

/// How models are brought onto the plate.
public struct Placement: Sendable {
    /// Factors along x, y and z.
    public var scale = SIMD3<Double>(1, 1, 1)
    /// Turns about the axes, in the order x, y, z, after scaling.
    public var turns: (x: Angle, y: Angle, z: Angle) = (.zero, .zero, .zero)
    /// Copies of each model.
    public var copies = 1
    /// Free room between pieces, mm.
    public var spacing = 6.0
    /// Where the middle of all pieces stands, mm; nil takes the bed's.
    public var center: Point?

    public init() {}

    public mutating func setCenter(x: Double, y: Double) { center = Point(x, y) }

    /// Parts turned and scaled together, their middle at the origin and their foot on the plate.
    func prepared(_ parts: [PlatePart]) -> [PlatePart] {
        let turned = parts.map { part in
            part.moved { mesh in
                let mesh = scale == SIMD3(1, 1, 1) ? mesh : mesh.scaled(by: SIMD3<Float>(scale))
                return mesh.rotated(x: turns.x, y: turns.y, z: turns.z)
            }
        }
        return turned.settled
    }

    /// Places for the middles of pieces of given sizes: rows from the front, the deepest pieces first, the whole in the middle of `bed`.
    ///
    /// - Returns: nil where they do not fit.
    func places(for sizes: [Point], on bed: Box) -> [Point]? {
        let middle = center ?? bed.center
        if sizes.count == 1 { return sizes[0].x <= bed.width + 1e-6 && sizes[0].y <= bed.height + 1e-6 ? [middle] : nil }
        let order = sizes.indices.sorted { sizes[$0].y != sizes[$1].y ? sizes[$0].y > sizes[$1].y : $0 < $1 }
        let area = sizes.reduce(0) { $0 + ($1.x + spacing) * ($1.y + spacing) }
        let widest = sizes.reduce(0) { max($0, $1.x) }
        // Rows as wide as a square of the same area, wider only if the bed is too short for that.
        var width = max(widest, area.squareRoot())
        while true {
            width = min(width, bed.width)
            let (places, extent) = rows(sizes, order, width)
            if extent.x <= bed.width + 1e-9, extent.y <= bed.height + 1e-9 {
                return places.map { $0 + middle - extent * 0.5 }
            }
            if width >= bed.width { return nil }
            width *= 1.1
        }
    }

    private func rows(_ sizes: [Point], _ order: [Int], _ width: Double) -> (places: [Point], extent: Point) {
        var places = [Point](repeating: .zero, count: sizes.count), extent = Point.zero
        var x = 0.0, y = 0.0, depth = 0.0
        for i in order {
            if x > 0, x + sizes[i].x > width + 1e-9 {
                y += depth + spacing
                (x, depth) = (0, 0)
            }
            places[i] = Point(x + sizes[i].x / 2, y + sizes[i].y / 2)
            depth = max(depth, sizes[i].y)
            extent = Point(max(extent.x, x + sizes[i].x), max(extent.y, y + sizes[i].y))
            x += sizes[i].x + spacing
        }
        return (places, extent)
    }
}

/// What one extruder draws of a piece.
struct PlatePart {
    var mesh: Mesh
    /// 0 is the first extruder.
    var tool: UInt8 = 0
    /// Taken away from it.
    var cut = Mesh()
    /// What is printed otherwise in it.
    var modifiers: [PlateModifier] = []

    func moved(_ change: (Mesh) -> Mesh) -> PlatePart {
        PlatePart(mesh: change(mesh), tool: tool, cut: cut.triangles.isEmpty ? cut : change(cut), modifiers: modifiers.map { PlateModifier(mesh: change($0.mesh), settings: $0.settings, tool: $0.tool) })
    }

    var body: any Sliceable { cut.triangles.isEmpty ? mesh : CutBody(mesh, without: cut) }
}

/// A body in which parts are printed with other settings or by another extruder.
struct PlateModifier: Equatable {
    var mesh: Mesh
    var settings: SliceSettings
    var tool: UInt8?
}

extension [PlatePart] {
    /// Of all parts, each once.
    var modifiers: [PlateModifier] { reduce(into: []) { all, part in all += part.modifiers.filter { !all.contains($0) } } }

    /// The box around all parts, mm; nil when there are none.
    var bounds: (min: SIMD3<Float>, max: SIMD3<Float>)? {
        let boxes = compactMap(\.mesh.bounds)
        return boxes.first.map { first in boxes.dropFirst().reduce(first) { (pointwiseMin($0.min, $1.min), pointwiseMax($0.max, $1.max)) } }
    }

    /// With the middle at the origin and the foot on the plate.
    var settled: [PlatePart] {
        guard let (low, high) = bounds else { return self }
        let shift = SIMD3(-(low.x + high.x) / 2, -(low.y + high.y) / 2, -low.z)
        return map { $0.moved { $0.translated(by: shift) } }
    }

    /// Size on the plate, mm.
    var size: Point {
        let (low, high) = bounds ?? (.zero, .zero)
        return Point(Double(high.x - low.x), Double(high.y - low.y))
    }

    /// Turned about the upright axis as little as lets it fit into a rectangle, in steps of five degrees; as it is where nothing helps.
    func turned(toFit room: Point) -> [PlatePart] {
        func fits(_ parts: [PlatePart]) -> Bool { parts.size.x <= room.x + 1e-6 && parts.size.y <= room.y + 1e-6 }
        if fits(self) { return self }
        for step in [18] + (1...17) {
            let parts = map { $0.moved { $0.rotated(x: .zero, y: .zero, z: .degrees(Double(step) * 5)) } }.settled
            if fits(parts) { return parts }
        }
        return self
    }

    /// With its longer side along x.
    var lyingAcross: [PlatePart] {
        size.x >= size.y ? self : map { $0.moved { $0.rotated(x: .zero, y: .zero, z: .degrees(90)) } }.settled
    }
}
