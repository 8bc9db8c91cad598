import ImpressionGeometry

/// One part of a body, layer by layer: what its walls leave, and what in that is solid.
struct PartLayers: Sendable {
    let tool: UInt8
    let outlines: [Region]
    /// The region's own, then its zones'.
    let fills: [ZoneFill]
    var fill: [FillParts] { fills[0].parts }
    private let seams: Seams
    private let origin: Point
    private let table: LayerTable
    private let settings: SliceSettings
    private let isTopmost: [Bool]
    /// Walls of runs of equal layers, and for each layer which of them are its own; −1 for layers that stand alone.
    private let made: [Walls]
    private let runs: [Int]
    private let plan: WallPlan
    /// Patches of top surfaces that have their own directions.
    private let topZones: [(angle: Angle, region: Region)]

    /// Shorter runs are not worth keeping where all walls together would take much memory.
    private static let leastRun = 3
    /// Corners of all outlines up to which walls are kept, from the preparation to the drawing.
    private static let keptCorners = 400_000

    /// - Parameter body: Outlines of all parts together: a place under another part is not seen from above.
    init(_ region: PartRegion, body: [Region], table: LayerTable, workers: Workers) {
        let (outlines, settings) = (region.outlines, region.settings)
        (tool, self.outlines, self.table, self.settings) = (region.tool, outlines, table, settings)
        // Upright walls repeat: a layer like the one below it has the same walls and the same inside.
        let plan = WallPlan(settings: settings, table: table, outlines: outlines, body: body)
        self.plan = plan
        let starts = outlines.indices.filter { i in
            i < 2 || !plan.isLocal || outlines[i] != outlines[i - 1] || abs(table.thickness(i) - table.thickness(i - 1)) > 1e-9
        }
        let ends = Array(starts.dropFirst()) + [outlines.count]
        let leastRun = starts.reduce(0) { $0 + outlines[$1].contours.points.count } <= Self.keptCorners ? 1 : Self.leastRun
        let made = workers.map(starts.count) { k -> Walls in
            ends[k] - starts[k] >= leastRun ? plan.walls(of: starts[k]) : Walls(inside: plan.inside(of: starts[k]))
        }
        var insides: [Region] = [], runs: [Int] = []
        for (k, walls) in made.enumerated() {
            for _ in starts[k]..<ends[k] {
                insides.append(walls.inside)
                runs.append(ends[k] - starts[k] >= leastRun ? k : -1)
            }
        }
        (self.made, self.runs) = (made, runs)
        isTopmost = outlines.indices.map { $0 + 1 == outlines.count || body[$0 + 1].isEmpty }
        var box = Box.empty
        for outline in body where !outline.isEmpty { box.add(outline.bounds) }
        origin = box.isEmpty ? .zero : box.center
        topZones = settings.fill.topDirections?.zones(over: box) ?? []
        seams = Seams(outlines, position: settings.seamPosition)
        fills = region.fills(body: body, insides: insides, table: table, origin: origin, workers: workers)
    }

    static func pattern(_ fill: [FillParts], _ table: LayerTable, _ origin: Point, _ settings: SliceSettings, _ workers: Workers) -> any FillPattern {
        let kind = FillPatterns.named(settings.fill.sparsePattern) ?? RectilinearFill.self
        guard let planned = kind as? any PlannedFillPattern.Type, settings.fillDensity > 0, settings.fillDensity < FillArea.leastSolidDensity else { return kind.init() }
        let rule = LineRule(settings, layer: 1, height: settings.layerHeight)
        let volume = FillVolume(areas: fill.map { $0.sparse.joined(with: $0.combined) }, tops: table.tops, spacing: rule.spacing(rule.sparseWidth),
                                density: settings.fillDensity, angle: settings.fillAngle, origin: origin)
        return planned.init(planning: volume, workers: workers)
    }

    func walls(_ index: Int) -> Walls { runs[index] >= 0 ? made[runs[index]] : plan.walls(of: index) }

    /// The layer's lines, in no particular order.
    ///
    /// - Parameter below: The body's outline in the layer below; nil on the plate.
    func lines(_ index: Int, below: Region?) -> [Toolpath] {
        let rule = LineRule(settings, layer: index, height: table.thickness(index))
        var lines = walls(index).paths
        if settings.fuzzy.walls != .none, index > 0 {
            for i in lines.indices where lines[i].role == .externalWall && (settings.fuzzy.walls == .all || Polyline(lines[i].points, isClosed: true).signedArea > 0) {
                lines[i] = settings.fuzzy.roughened(lines[i], layer: index, seed: i)
            }
        }
        seams.place(&lines, layer: index)
        if let below, settings.detectsOverhangs, settings.wallCount > 0, below != outlines[index] { Overhang(below: below, width: rule.outerWidth, finely: settings.gradesOverhangs).mark(&lines) }
        for zone in fills {
            let rule = LineRule(zone.settings, layer: index, height: table.thickness(index)), first = Int32(lines.count)
            let filler = LayerFiller(settings: zone.settings, rule: rule, index: index, z: table.top(index), origin: origin, sparsePattern: zone.pattern, topZones: topZones)
            lines += filler.fill(zone.parts[index], over: below).map { line in
                var line = line
                if line.sequence >= 0 { line.sequence += first }
                return line
            }
        }
        return lines
    }

    /// Of the sparse fill in a layer, mm³; on the low side.
    func fillVolume(_ index: Int) -> Double {
        fills.reduce(0) { $0 + 0.9 * $1.settings.fillDensity * ($1.parts[index].sparse.area * table.thickness(index) + $1.parts[index].combined.area * $1.parts[index].combinedHeight) }
    }

    /// The lines that smooth what has been drawn.
    func ironing(_ index: Int) -> [Toolpath] { fills.flatMap { ironing(index, $0.settings, $0.parts) } }

    private func ironing(_ index: Int, _ settings: SliceSettings, _ fill: [FillParts]) -> [Toolpath] {
        guard settings.ironing.isOn else { return [] }
        let surface: Region
        switch settings.ironing.surfaces {
        case .top: surface = fill[index].top
        case .topmost: surface = isTopmost[index] ? fill[index].top : .empty
        case .solid: surface = fill[index].top.union(fill[index].solid)
        }
        guard !surface.isEmpty else { return [] }
        let rule = LineRule(settings, layer: index, height: table.thickness(index)), spacing = max(0.02, settings.ironing.spacing)
        var rectilinear = Rectilinear(spacing: spacing, angle: Angle(radians: settings.fillAngle.radians + (index % 2 == 0 ? .pi / 2 : 0)))
        // A share of a whole line's plastic, spread over lines that lie closer.
        let area = beadArea(width: rule.fillWidth, height: rule.height) * settings.ironing.flow * spacing / rule.spacing(rule.fillWidth)
        let width = Float(beadWidth(area: area, height: rule.height))
        return rectilinear.lines(in: Loops(surface)).map { Toolpath($0, width: width, role: .ironing, isClosed: false) }
    }
}
