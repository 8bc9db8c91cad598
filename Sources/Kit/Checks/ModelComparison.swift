import ImpressionGeometry
import ImpressionMachines
import ImpressionMeshing

/// A file's layers against the sections of the models that they should make.
///
/// Each labelled object is compared with the model of the most similar size, set in the middle of what its lines cover.
struct ModelComparison {
    /// Each with its middle at the origin and its foot at 0.
    let models: [Mesh]
    let workers: Workers

    struct Result {
        /// Layers of all objects in the order of printing.
        var scores: [SectionScore] = []
        var objects = 0
        /// Whether the file says that nothing inside is left open.
        var isSolid = false
        /// Of the sections, mm³.
        var solidVolume = 0.0

        private func sum(_ value: (SectionScore) -> Double) -> Double { scores.reduce(0) { $0 + value($1) } }
        private var area: Double { max(sum(\.area), 1e-9) }
        /// Of all layers together.
        var overlap: Double { max(0, area - sum(\.missing)) / (area + sum(\.outside)) }
        var missingShare: Double { sum(\.missing) / area }
        var outsideShare: Double { sum(\.outside) / area }
        var doubledShare: Double { sum(\.doubled) / area }
        var volume: Double { sum(\.volume) }
        /// The layer that is least like its section, of those that are not tiny.
        var worst: SectionScore? { scores.filter { $0.area > 1 || $0.outside > 1 }.min { $0.overlap < $1.overlap } }
    }

    func compare(_ bytes: [UInt8], _ replay: GCodeReplay) -> Result {
        let (footprints, statistics) = replay.footprints(bytes)
        let isSolid = statistics.toldDensity.map { $0 > 0.999 } ?? false
        var result = Result(isSolid: isSolid), bodies: [Int: Body] = [:]
        for footprint in footprints { bodies[footprint.object] = body(for: footprint) }
        result.objects = footprints.count
        var grids: [Int: DepositGrid] = [:]
        _ = replay.layers(bytes) { layer in
            guard let body = bodies[layer.object] else { return }
            var grid = grids[layer.object] ?? DepositGrid(around: body.extent)
            grid.clear()
            for bead in layer.beads { grid.add(bead, movedBy: -body.center) }
            let (section, above, below) = body.sections(around: layer.z - layer.height / 2)
            var score = grid.score(section: section, neighbours: (above, below), width: layer.wallWidth ?? 0.4, isSolid: isSolid)
            (score.z, score.height, score.volume) = (layer.z, layer.height, layer.volume)
            result.scores.append(score)
            result.solidVolume += score.area * score.height
            grids = [layer.object: grid]
        }
        return result
    }

    /// A model where the lines of an object are.
    private struct Body {
        var center: Point
        /// Of lines and model together, around the origin.
        var extent: Box
        var middles: [Double]
        var made: [Region]

        func sections(around middle: Double) -> (own: Region, above: Region, below: Region) {
            guard let at = middles.firstIndex(where: { abs($0 - middle) < 1e-6 }) else { return (.empty, .empty, .empty) }
            return (made[at], at + 1 < made.count ? made[at + 1] : .empty, at > 0 ? made[at - 1] : .empty)
        }
    }

    private func body(for footprint: GCodeReplay.ObjectExtent) -> Body {
        let size = SIMD3(footprint.extent.width, footprint.extent.height, footprint.top - footprint.base)
        func difference(_ mesh: Mesh) -> Double {
            guard let (low, high) = mesh.bounds else { return .infinity }
            let d = SIMD3<Double>(high - low) - size
            return (d * d).sum()
        }
        let mesh = models.min { difference($0) < difference($1) } ?? Mesh()
        var middles: [Double] = []
        for (middle, _) in footprint.middles where middles.last.map({ middle > $0 + 1e-6 }) ?? true { middles.append(middle) }
        let made = mesh.sections(at: middles.map { $0 - footprint.base }, options: SectionOptions(), workers: workers)
        var extent = Box(min: footprint.extent.min - footprint.extent.center, max: footprint.extent.max - footprint.extent.center)
        if let (low, high) = mesh.bounds { extent.add(Box(min: Point(Double(low.x), Double(low.y)), max: Point(Double(high.x), Double(high.y)))) }
        return Body(center: footprint.extent.center, extent: extent, middles: middles, made: made)
    }
}
