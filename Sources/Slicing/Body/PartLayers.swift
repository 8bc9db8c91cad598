import ImpressionGeometry

/// One part of a body, layer by layer: what its walls leave, and what in that is solid.
struct PartLayers: Sendable {
    let tool: UInt8
    let outlines: [Region]
    let fill: [FillParts]
    private let seams: Seams
    private let table: LayerTable
    private let settings: SliceSettings

    /// - Parameter body: Outlines of all parts together: a place under another part is not seen from above.
    init(tool: UInt8, outlines: [Region], body: [Region], table: LayerTable, settings: SliceSettings, workers: Workers) {
        (self.tool, self.outlines, self.table, self.settings) = (tool, outlines, table, settings)
        let insides = workers.map(table.count) { Self.walls(settings, layer: $0, table).inside(of: outlines[$0]) }
        fill = Shells(table: table, settings: settings, outlines: body, insides: insides).parts(workers: workers)
        seams = Seams(outlines, position: settings.seamPosition)
    }

    private static func walls(_ settings: SliceSettings, layer: Int, _ table: LayerTable) -> ConstantWalls {
        ConstantWalls(rule: LineRule(settings, layer: layer, height: table.thickness(layer)), count: max(0, settings.wallCount))
    }

    func walls(_ index: Int) -> Walls { Self.walls(settings, layer: index, table).walls(of: outlines[index]) }

    /// The layer's lines, in no particular order.
    ///
    /// - Parameter below: The body's outline in the layer below; nil on the plate.
    func lines(_ index: Int, below: Region?) -> [Toolpath] {
        let rule = LineRule(settings, layer: index, height: table.thickness(index))
        var lines = walls(index).paths
        seams.place(&lines, layer: index)
        if let below, settings.detectsOverhangs, settings.wallCount > 0 { Overhang(below: below, reach: rule.outerWidth / 2 * 0.95).mark(&lines) }
        return lines + LayerFiller(settings: settings, rule: rule, index: index).fill(fill[index], over: below)
    }
}
