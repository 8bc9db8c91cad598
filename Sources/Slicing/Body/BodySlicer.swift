public import ImpressionGeometry
public import ImpressionMeshing

/// Slices any body into lines: what has sections can be printed.
///
/// A body may have several parts, each drawn by its own extruder; where parts overlap, the later one has the place.
/// All sections, and what is solid in them, are found first; layers are then independent of one another.
/// The body stands where it will be printed, mm on the plate; what is below the plate is cut off.
public struct BodySlicer: LayerSource {
    /// The sections of one part and what draws it.
    public struct Part: Sendable {
        /// One for each layer.
        public var sections: [Region]
        /// 0 is the first extruder.
        public var tool: UInt8

        public init(sections: [Region], tool: UInt8 = 0) { (self.sections, self.tool) = (sections, tool) }
    }

    /// Of all sections, mm on the plate.
    public let extent: Box
    public let solidVolume: Double
    public let table: LayerTable

    let settings: SliceSettings
    /// Of the whole body.
    let outlines: [Region]
    let parts: [PartLayers]
    private let vase: SpiralVase?
    /// nil where nothing is to be supported.
    let supports: SupportPlan?
    private let raft: Raft?
    /// What the raft covers in each of its layers.
    private let raftAreas: [Region]

    /// - Parameter workers: Threads for the preparation; the result does not depend on them.
    public init(_ body: some Sliceable, settings: SliceSettings, table: LayerTable? = nil, workers: Workers = .one) {
        self.init([(body, 0)], settings: settings, table: table, workers: workers)
    }

    /// - Parameters:
    ///   - bodies: The parts with their extruders, 0 the first.
    ///   - modifiers: What is printed with other settings, by another extruder; later ones have the place where they overlap.
    public init(_ bodies: [(body: any Sliceable, tool: UInt8)], modifiers: [(body: any Sliceable, settings: SliceSettings, tool: UInt8?)] = [], settings: SliceSettings,
                table: LayerTable? = nil, workers: Workers = .one) {
        let table = table ?? Self.table(bodies.map(\.body), Raft.bodySettings(settings))
        let options = SectionOptions(mode: settings.outline.mode, tolerance: settings.resolution)
        let parts = bodies.map { Part(sections: $0.body.sections(at: table.middles, options: options, workers: workers), tool: $0.tool) }
        let changes = modifiers.map { Modifier(sections: $0.body.sections(at: table.middles, options: options, workers: workers), settings: $0.settings, tool: $0.tool) }
        self.init(parts, modifiers: changes, table: table, settings: settings, workers: workers)
    }

    private static func table(_ bodies: [any Sliceable], _ settings: SliceSettings) -> LayerTable {
        let meshes = bodies.compactMap { $0 as? Mesh }, height = bodies.reduce(0) { max($0, $1.extent?.high.z ?? 0) }
        if !settings.layers.isEmpty {
            let flats = settings.layers.followsFlats ? LayerTable.flats(of: meshes) : []
            return LayerTable(levels: settings.layers.levels + flats, tops: settings.layers.tops, height: height, settings: settings)
        }
        if let adaptive = settings.adaptiveLayers, meshes.count == bodies.count { return LayerTable(meshes, adaptive: adaptive, firstHeight: settings.firstLayerHeight) }
        return LayerTable(height: height, settings: settings)
    }

    /// - Parameters:
    ///   - parts: Each with one section for each layer of `table`.
    ///   - table: The body's own layers; a raft lifts them.
    ///   - marks: By layers of `table`.
    public init(_ parts: [Part], modifiers: [Modifier] = [], table: LayerTable, settings: SliceSettings, marks: SupportMarks = SupportMarks(), workers: Workers = .one) {
        precondition(parts.allSatisfy { $0.sections.count == table.count })
        self.settings = settings
        let raft = Raft(settings), below = raft?.count ?? 0
        let table = raft?.lifted(table) ?? table
        self.table = table
        let own = Self.withoutOverlaps(parts, workers).map { Part(sections: .init(repeating: .empty, count: below) + $0.sections, tool: $0.tool) }
        let cut = own.map { part in workers.map(table.count) { part.sections[$0].corrected(layer: $0, settings) } }
        let outlines = cut.count == 1 ? cut[0] : workers.map(table.count) { layer in Region.union(of: cut.map { $0[layer] }) }
        self.outlines = outlines
        var regions = zip(own, cut).map { PartRegion(tool: $0.tool, outlines: $1, settings: settings) }
        for modifier in modifiers {
            var lifted = modifier
            lifted.sections = .init(repeating: .empty, count: below) + modifier.sections
            regions = regions.flatMap { $0.divided(by: lifted, workers: workers) }
        }
        self.parts = regions.map { PartLayers($0, body: outlines, table: table, workers: workers) }
        vase = settings.outline.isSpiral ? SpiralVase(outlines, table: table, settings: settings) : nil
        supports = settings.support.isOn ? SupportPlan(outlines: outlines, table: table, settings: settings.ownSupport, lineWidth: settings.lineWidth, marks: marks, raftLayers: below, workers: workers) : nil
        let foot = outlines.indices.contains(below) ? outlines[below].joined(with: supports?.layers[below].area ?? .empty) : .empty
        self.raft = raft
        raftAreas = (0..<below).map { raft?.area($0, under: foot) ?? .empty }
        var box = supports?.bounds ?? .empty
        for area in raftAreas { box.add(area.bounds) }
        for outline in outlines where !outline.isEmpty { box.add(outline.bounds) }
        extent = box
        solidVolume = own.reduce(0) { sum, part in part.sections.indices.reduce(sum) { $0 + part.sections[$1].area * table.thickness($1) } }
    }

    public var layerCount: Int { table.count }
    public var bounds: Box { extent }
    /// Of the first layer, with its supports or the raft.
    var footprint: Region { layerCount > 0 ? ground(0) : .empty }

    /// The convex hull of the lowest layers.
    func hull(layers: Int) -> [Point] { convexHull((0..<min(layers, layerCount)).flatMap { ground($0).contours.points.map(\.point) }) }

    /// All that is drawn in a layer.
    private func ground(_ index: Int) -> Region {
        raftAreas.indices.contains(index) ? raftAreas[index] : outlines[index].joined(with: supports?.layers[index].area ?? .empty)
    }

    private static func withoutOverlaps(_ parts: [Part], _ workers: Workers) -> [Part] {
        guard parts.count > 1 else { return parts }
        return parts.indices.map { i in
            let later = parts[(i + 1)...]
            let sections = workers.map(parts[i].sections.count) { layer in parts[i].sections[layer].without(Region.union(of: later.map { $0.sections[layer] })) }
            return Part(sections: sections, tool: parts[i].tool)
        }
    }

    /// The extruders that a layer needs, ascending.
    func tools(_ index: Int) -> [UInt8] {
        let own = parts.lazy.filter { !$0.outlines[index].isEmpty }.map { settings.tool($0.tool, layer: index) }
        return Set(Array(own) + carrierRoles(index).map { supportTool($0, index) }).sorted()
    }

    /// What of raft and supports a layer holds.
    private func carrierRoles(_ index: Int) -> [Role] {
        if let raft, index < raftAreas.count { return [raft.role(layer: index)] }
        guard let layer = supports?.layers[index] else { return [] }
        return (layer.base.isEmpty ? [] : [.support]) + (layer.interface.isEmpty ? [] : [.supportInterface])
    }

    /// Volume of the sparse fill that an extruder lays in a layer, mm³; on the low side.
    func fillVolume(_ index: Int, tool: UInt8) -> Double {
        parts.reduce(0) { $0 + (settings.tool($1.tool, layer: index) == tool ? $1.fillVolume(index) : 0) }
    }

    /// Who draws raft and supports.
    private func supportTool(_ role: Role, _ index: Int) -> UInt8 {
        let asked = role == .supportInterface ? settings.support.interfaceExtruder : settings.support.extruder
        return settings.tool(asked > 0 ? UInt8(clamping: asked - 1) : parts.first?.tool ?? 0, layer: index)
    }

    /// The body's own lines, without skirt and brim: those belong to the plate.
    public func layer(_ index: Int) -> LayerPaths {
        guard index >= 0, index < table.count else { return LayerPaths(index: index, z: 0, height: 0) }
        var paths = LayerPaths(index: index, z: table.top(index), height: table.thickness(index))
        for tool in tools(index) { append(index, tool: tool, to: &paths) }
        return paths
    }

    /// Adds the lines of one extruder in one layer.
    ///
    /// - Parameter fillFirst: Sparse fill is drawn before all else, to take what is left of another material.
    func append(_ index: Int, tool: UInt8, fillFirst: Bool = false, to paths: inout LayerPaths) {
        if let vase, index >= vase.firstTurn {
            if tool == settings.tool(parts[0].tool, layer: index) { paths = vase.turn(index) }
            return
        }
        if carrierRoles(index).contains(where: { supportTool($0, index) == tool }) {
            for path in carriers(index) where supportTool(path.role, index) == tool { paths.append(path, movedBy: .zero, tool: tool) }
        }
        let below = index > raftAreas.count ? outlines[index - 1] : nil
        var drawn: [Toolpath] = [], ground = Region.empty
        for part in parts where settings.tool(part.tool, layer: index) == tool && !part.outlines[index].isEmpty {
            drawn += part.lines(index, below: below)
            ground = ground.isEmpty ? part.outlines[index] : ground.union(part.outlines[index])
        }
        guard !drawn.isEmpty else { return }
        let locator = IslandLocator(ground)
        if fillFirst {
            let sparse = drawn.filter { $0.role == .sparseInfill }
            drawn.removeAll { $0.role == .sparseInfill }
            for path in PathOrder(sparse, islands: .init(repeating: 0, count: sparse.count), islandCount: 1).ordered(from: extent.min) { paths.append(path, movedBy: .zero, tool: tool) }
        }
        let order = PathOrder(drawn, outerFirst: settings.walls.drawsExternalFirst, fillFirst: settings.fill.isFirst && index > 0, islands: drawn.map { locator.island(at: $0.points[0]) }, islandCount: locator.count)
        var travel = settings.walls.avoidsCrossing || settings.findsInsideTravels ? TravelPlanner(ground, settings: settings, lineWidth: settings.lineWidth) : nil
        let scarf = index > raftAreas.count ? settings.walls.scarf : ScarfSeam()
        for path in order.ordered(from: extent.min) {
            let path = scarf.applied(to: path, height: table.thickness(index)), first = paths.paths.count
            paths.append(path, movedBy: .zero, tool: tool)
            travel?.plan(path, at: first, in: &paths)
        }
        for part in parts where settings.tool(part.tool, layer: index) == tool {
            for path in part.ironing(index) { paths.append(path, movedBy: .zero, tool: tool) }
        }
    }

    /// The lines of raft and supports in printing order.
    private func carriers(_ index: Int) -> [Toolpath] {
        if let raft, index < raftAreas.count { return raft.paths(layer: index, in: raftAreas[index]) }
        return supports?.ordered(layer: index, from: extent.min) ?? []
    }
}
