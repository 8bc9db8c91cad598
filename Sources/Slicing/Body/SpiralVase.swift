import ImpressionGeometry

/// One wall that winds up without a seam.
///
/// Above the bottom, each layer is the largest outline of its section, begun where the one below ended, its height growing along the way from the layer's
/// bottom to its top. Plastic follows the room that there is: the first turn grows from nothing, and one more turn at the last height fades out.
struct SpiralVase: Sendable {
    private let table: LayerTable
    private let settings: SliceSettings
    /// The outline of each layer, turned to begin above the last; empty where there is none.
    private let rings: [[Point]]
    let firstTurn: Int

    init(_ outlines: [Region], table: LayerTable, settings: SliceSettings) {
        (self.table, self.settings) = (table, settings)
        firstTurn = min(max(1, settings.bottomSolidLayers), table.count)
        var last: Point?
        rings = outlines.indices.map { i in
            let width = LineRule(settings, layer: i, height: table.thickness(i)).outerWidth
            let line = outlines[i].offset(by: -width / 2, join: .mitre(limit: 3))
            var best: Int?, bestArea: Int128 = 0
            for ring in 0..<line.ringCount {
                let area = line.contours.doubledSignedArea(of: line.contours.range(ring))
                if area > bestArea { (best, bestArea) = (ring, area) }
            }
            guard let best else { return [] }
            var path = Toolpath(line.contours[best].map(\.point), width: Float(width), role: .externalWall, isClosed: true)
            if let last { path.seam = Polyline(path.points, isClosed: true).nearest(to: last) }
            path.begin(near: path.points[0])
            last = path.points[0]
            return path.points
        }
    }

    /// The turn of a layer above the bottom; the last layer's is followed by one that fades out.
    func turn(_ layer: Int) -> LayerPaths {
        var paths = LayerPaths(index: layer, z: table.top(layer), height: table.thickness(layer))
        guard rings[layer].count > 2 else { return paths }
        var winding = Winding(ring: rings[layer], height: paths.height, width: LineRule(settings, layer: layer, height: paths.height).outerWidth)
        // From where the turn below ended, so that nothing but lines is drawn.
        if layer > firstTurn, let end = rings[layer - 1].first { winding.begin(at: end) }
        winding.add(layer == firstTurn ? .first : .steady)
        if layer == table.count - 1 { winding.add(.fading) }
        paths.append(winding.points, widths: winding.widths, role: .externalWall, isClosed: false)
        paths.rise = winding.rises
        return paths
    }
}

/// The points of one or two turns.
private struct Winding {
    enum Kind { case first, steady, fading }

    let ring: [Point]
    let height: Double
    let width: Double
    var points: [Point] = []
    var widths: [Float] = []
    var rises: [Float] = []

    init(ring: [Point], height: Double, width: Double) { (self.ring, self.height, self.width) = (ring, height, width) }

    mutating func begin(at point: Point) {
        points = [point]
        widths = [Float(width)]
        rises = [Float(-height)]
    }

    mutating func add(_ kind: Kind) {
        let total = Polyline(ring, isClosed: true).length
        var way = 0.0
        if points.count < 2 { add(ring[0], 0, kind) }
        for i in ring.indices {
            let a = ring[i], b = ring[i + 1 < ring.count ? i + 1 : 0], step = a.distance(to: b)
            // Long sides are cut where plastic changes along them.
            let pieces = kind == .steady ? 1 : max(1, Int((64 * step / total).rounded(.up)))
            for k in 1...pieces { add(a + (b - a) * (Double(k) / Double(pieces)), (way + step * Double(k) / Double(pieces)) / total, kind) }
            way += step
        }
    }

    private mutating func add(_ point: Point, _ share: Double, _ kind: Kind) {
        let share = min(1, share)
        let room = switch kind {
        case .first: height * share
        case .steady: height
        case .fading: height * (1 - share)
        }
        points.append(point)
        widths.append(Float(width(room: room)))
        rises.append(kind == .fading ? 0 : Float(-height * (1 - share)))
    }

    /// The width that, at the layer's height, takes as much plastic as the nominal one in the room there is.
    private func width(room: Double) -> Double {
        beadWidth(area: max(0.002, beadArea(width: width, height: room)), height: height)
    }
}
