public import ImpressionGeometry
public import ImpressionMeshing

/// Slices any body into lines: what has sections can be printed.
///
/// All sections, and what is solid in them, are found first; layers are then independent of one another.
/// The body stands where it will be printed, mm on the plate; what is below the plate is cut off.
public struct BodySlicer: LayerSource {
    /// Of all sections, mm on the plate.
    public let extent: Box
    public let solidVolume: Double
    public let table: LayerTable

    let settings: SliceSettings
    let outlines: [Region]
    let parts: [FillParts]
    let seams: Seams

    /// - Parameter workers: Threads for the preparation; the result does not depend on them.
    public init(_ body: some Sliceable, settings: SliceSettings, table: LayerTable? = nil, workers: Workers = .one) {
        let table = table ?? LayerTable(height: body.extent?.high.z ?? 0, settings: settings)
        let options = SectionOptions(tolerance: settings.resolution)
        self.init(sections: body.sections(at: table.middles, options: options, workers: workers), table: table, settings: settings, workers: workers)
    }

    /// - Parameter sections: One for each layer of `table`.
    public init(sections: [Region], table: LayerTable, settings: SliceSettings, workers: Workers = .one) {
        precondition(sections.count == table.count)
        self.settings = settings
        self.table = table
        let outlines = workers.map(table.count) { Self.outline(sections[$0], layer: $0, settings) }
        let insides = workers.map(table.count) { i in
            Self.walls(settings, layer: i, table).inside(of: outlines[i])
        }
        self.outlines = outlines
        parts = Shells(table: table, settings: settings, outlines: outlines, insides: insides).parts(workers: workers)
        seams = Seams(outlines, position: settings.seamPosition)
        var box = Box.empty
        for outline in outlines where !outline.isEmpty { box.add(outline.bounds) }
        extent = box
        solidVolume = sections.indices.reduce(0) { $0 + sections[$1].area * table.thickness($1) }
    }

    public var layerCount: Int { table.count }
    public var bounds: Box { extent.isEmpty ? extent : extent.expanded(by: settings.adhesionReach) }
    /// The first layer's outline.
    var footprint: Region { outlines.first ?? .empty }

    /// The section as it is printed: corrected for what the machine does to it.
    private static func outline(_ section: Region, layer: Int, _ settings: SliceSettings) -> Region {
        layer == 0 && settings.elephantFoot > 0 ? section.offset(by: -settings.elephantFoot, join: .mitre()) : section
    }

    static func walls(_ settings: SliceSettings, layer: Int, _ table: LayerTable) -> ConstantWalls {
        ConstantWalls(rule: LineRule(settings, layer: layer, height: table.thickness(layer)), count: max(0, settings.wallCount))
    }

    func walls(_ index: Int) -> Walls { Self.walls(settings, layer: index, table).walls(of: outlines[index]) }

    /// The body's own lines, without skirt and brim: those belong to the plate.
    public func layer(_ index: Int) -> LayerPaths {
        guard index >= 0, index < table.count else { return LayerPaths(index: index, z: 0, height: 0) }
        var paths = LayerPaths(index: index, z: table.top(index), height: table.thickness(index))
        guard !outlines[index].isEmpty else { return paths }
        let rule = LineRule(settings, layer: index, height: paths.height), below = index > 0 ? outlines[index - 1] : nil
        var drawn = walls(index).paths
        seams.place(&drawn, layer: index)
        if let below, settings.detectsOverhangs, settings.wallCount > 0 { Overhang(below: below, reach: rule.outerWidth / 2 * 0.95).mark(&drawn) }
        drawn += LayerFiller(settings: settings, rule: rule, index: index).fill(parts[index], over: below)
        let locator = IslandLocator(outlines[index])
        let order = PathOrder(drawn, islands: drawn.map { locator.island(at: $0.points[0]) }, islandCount: locator.count)
        for path in order.ordered(from: extent.min) { paths.append(path, movedBy: .zero) }
        return paths
    }
}
