public import ImpressionGeometry

/// Places of a body that are printed with settings of their own, whatever part they belong to.
public struct Modifier: Sendable {
    /// One for each layer.
    public var sections: [Region]
    /// Of these places. Heights, order, supports and what surrounds the body stay those of the whole.
    public var settings: SliceSettings
    /// Who draws them; nil leaves that to the parts.
    public var tool: UInt8?

    public init(sections: [Region], settings: SliceSettings, tool: UInt8? = nil) { (self.sections, self.settings, self.tool) = (sections, settings, tool) }
}

/// What one extruder draws with walls of one kind, and the places in it that are filled otherwise.
struct PartRegion: Sendable {
    var tool: UInt8
    var outlines: [Region]
    var settings: SliceSettings
    /// Where they overlap, the later has the place.
    var zones: [(sections: [Region], settings: SliceSettings)] = []

    /// Where only the fill differs, walls pass through; other walls or another extruder make a region of its own.
    func divided(by modifier: Modifier, workers: Workers) -> [PartRegion] {
        guard zip(outlines, modifier.sections).contains(where: { !$0.isEmpty && !$1.isEmpty }) else { return [self] }
        if modifier.tool ?? tool == tool, modifier.settings.hasWalls(of: settings) {
            var region = self
            region.zones.append((modifier.sections, modifier.settings))
            return [region]
        }
        var outer = self, inner = PartRegion(tool: modifier.tool ?? tool, outlines: [], settings: modifier.settings)
        inner.outlines = workers.map(outlines.count) { outlines[$0].common(with: modifier.sections[$0]) }
        guard inner.outlines.contains(where: { !$0.isEmpty }) else { return [self] }
        outer.outlines = workers.map(outlines.count) { outlines[$0].without(modifier.sections[$0]) }
        return [outer, inner]
    }
}

extension SliceSettings {
    /// Whether walls are the same as with other settings.
    fileprivate func hasWalls(of other: SliceSettings) -> Bool {
        wallCount == other.wallCount && walls == other.walls && fuzzy == other.fuzzy && widths == other.widths && lineWidth == other.lineWidth && firstLayerLineWidth == other.firstLayerLineWidth
    }
}

/// What fills a region, or a zone of it.
struct ZoneFill: Sendable {
    let settings: SliceSettings
    /// By layers.
    let parts: [FillParts]
    /// Of sparse fill.
    let pattern: any FillPattern
}

extension PartRegion {
    /// Shells follow from the whole region; each zone then takes of its own what lies in it.
    ///
    /// - Parameters:
    ///   - body: Outlines of all parts together.
    ///   - insides: What the walls leave of the region's.
    func fills(body: [Region], insides: [Region], table: LayerTable, origin: Point, workers: Workers) -> [ZoneFill] {
        ([settings] + zones.map(\.settings)).enumerated().map { zone, settings in
            let whole = Shells(table: table, settings: settings, outlines: body, insides: insides).parts(workers: workers)
            let own = zones.isEmpty ? whole : workers.map(whole.count) { layer in
                let later = Region.union(of: zones[zone...].map { $0.sections[layer] })
                return whole[layer].changed { (zone == 0 ? $0 : $0.common(with: zones[zone - 1].sections[layer])).without(later) }
            }
            let parts = Shells.combined(Shells.bridged(own, settings: settings, workers: workers), table: table, settings: settings, workers: workers)
            return ZoneFill(settings: settings, parts: parts, pattern: PartLayers.pattern(parts, table, origin, settings, workers))
        }
    }
}

extension FillParts {
    /// All kinds changed in one way.
    fileprivate func changed(_ change: (Region) -> Region) -> FillParts {
        var parts = self
        for path in [\FillParts.top, \.bottom, \.solid, \.sparse] where !self[keyPath: path].isEmpty { parts[keyPath: path] = change(self[keyPath: path]) }
        return parts
    }
}
