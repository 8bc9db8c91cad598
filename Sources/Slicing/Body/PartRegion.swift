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
    /// The part that it was divided from; nil where it is the whole.
    var whole: [Region]?
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
        outer.whole = whole ?? outlines
        inner.whole = outer.whole
        outer.outlines = workers.map(outlines.count) { outlines[$0].without(modifier.sections[$0]) }
        return [outer, inner]
    }
}

extension SliceSettings {
    /// Whether walls are the same as with other settings.
    fileprivate func hasWalls(of other: SliceSettings) -> Bool {
        wallCount == other.wallCount && walls == other.walls && fuzzy == other.fuzzy && widths == other.widths && lineWidth == other.lineWidth && firstLayerLineWidth == other.firstLayerLineWidth
    }

    /// Whether what is filled wholly is drawn the same with other settings.
    fileprivate func fillsSolids(as other: SliceSettings) -> Bool {
        fill.topPattern == other.fill.topPattern && fill.bottomPattern == other.fill.bottomPattern && fill.bridgeAngle == other.fill.bridgeAngle && fillAngle == other.fillAngle && ironing == other.ironing
    }
}

/// What fills a region, or a zone of it.
struct ZoneFill: Sendable {
    let settings: SliceSettings
    /// By layers.
    var parts: [FillParts]
    /// Of sparse fill.
    let pattern: any FillPattern
}

extension PartRegion {
    /// Shells follow from the whole region, and none lies between regions of one part; each zone then takes of its own what lies in it.
    ///
    /// - Parameters:
    ///   - body: Outlines of all parts together.
    ///   - insides: What the walls leave of the region's.
    func fills(body: [Region], insides: [Region], table: LayerTable, origin: Point, workers: Workers) -> [ZoneFill] {
        let walls = settings.lineWidth * Double(max(0, settings.wallCount))
        let cover = whole.map { whole in workers.map(whole.count) { insides[$0].joined(with: whole[$0].offset(by: -walls, join: .mitre())) } }
        let fills = ([settings] + zones.map(\.settings)).enumerated().map { zone, settings in
            let whole = Shells(table: table, settings: settings, outlines: body, insides: insides, cover: cover ?? insides).parts(workers: workers)
            let own = zones.isEmpty ? whole : workers.map(whole.count) { layer in
                let later = Region.union(of: zones[zone...].map { $0.sections[layer] })
                return whole[layer].changed { (zone == 0 ? $0 : $0.common(with: zones[zone - 1].sections[layer])).without(later) }
            }
            let parts = Shells.combined(Shells.bridged(own, settings: settings, workers: workers), table: table, settings: settings, workers: workers)
            return ZoneFill(settings: settings, parts: parts, pattern: PartLayers.pattern(parts, table, origin, settings, workers))
        }
        return joined(fills)
    }

    /// What is filled wholly in the same way in a zone and around it is drawn in one: no seam shows on the surface.
    private func joined(_ fills: [ZoneFill]) -> [ZoneFill] {
        var fills = fills
        for zone in fills.indices.dropFirst() where fills[zone].settings.fillsSolids(as: settings) {
            for layer in outlines.indices {
                for kind in [\FillParts.top, \.bottom, \.solid, \.hollowBelow] where !fills[zone].parts[layer][keyPath: kind].isEmpty {
                    fills[0].parts[layer][keyPath: kind] = fills[0].parts[layer][keyPath: kind].joined(with: fills[zone].parts[layer][keyPath: kind])
                    fills[zone].parts[layer][keyPath: kind] = .empty
                }
            }
        }
        return fills
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
