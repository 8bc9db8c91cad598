import ImpressionGeometry

/// The inside of one layer by kinds of fill. The parts do not overlap; together they are the inside.
struct FillParts: Sendable {
    /// Seen from above.
    var top = Region.empty
    /// Nothing below.
    var bottom = Region.empty
    var solid = Region.empty
    var sparse = Region.empty
    /// Solid over sparse fill: threads from one of its lines to the next.
    var hollowBelow = Region.empty
    /// Sparse fill as thick as several layers, this one the highest, and its thickness, mm.
    var combined = Region.empty
    var combinedHeight = 0.0
}

/// Where a stack of layers must be solid.
///
/// A place is sparse if the insides of all layers that its shells reach cover it, so shells also run under walls that lean.
struct Shells {
    let table: LayerTable
    let settings: SliceSettings
    let outlines: [Region]
    /// What walls leave of the outlines.
    let insides: [Region]
    /// What hides a place from above or below: the insides, and what else is no outside.
    let cover: [Region]

    /// No shell of a skin runs on farther to be held, mm.
    private static let greatestReach = 3.0

    /// Shells narrower than this are the walls' own work, widths of a line.
    private static let leastShell = 0.95
    /// How far shells behind leaning walls run into the sparse fill, widths of a line.
    private static let shellOverlap = 0.3

    /// How far skins reach under the walls of what covers them, mm.
    private var skinReach: Double { settings.lineWidth * Double(max(1, settings.wallCount)) }

    /// How much farther their shells run, to lie upon the next of the sparse lines, mm.
    private var shellReach: Double { settings.fillDensity > 0 ? max(0, min(Self.greatestReach, settings.lineWidth / settings.fillDensity) - skinReach) : 0 }

    func parts(workers: Workers) -> [FillParts] {
        let n = table.count
        let skins = workers.map(n) { self.skins(of: $0) }
        guard settings.fillDensity < 1 else {
            return workers.map(n) { i in
                var parts = skins[i]
                parts.solid = self.rest(of: i, skins)
                return parts
            }
        }
        // Windows of other layers: those above and below that a shell reaches.
        let up = (0..<n).map { max(0, table.layers(up: $0, count: settings.topSolidLayers, thickness: settings.fill.topThickness)) }
        let down = (0..<n).map { max(0, table.layers(down: $0, count: settings.bottomSolidLayers, thickness: settings.fill.bottomThickness)) }
        let isWhole = settings.fill.verticalShells == .enabled
        let common = isWhole ? SlidingIntersections(cover, longest: max(up.max() ?? 0, down.max() ?? 0) - 1, workers: workers) : nil
        let every = settings.fill.solidEveryLayers
        return workers.map(n) { i in
            var parts = skins[i]
            let rest = self.rest(of: i, skins)
            guard !rest.isEmpty, every == 0 || (i + 1) % every != 0 else {
                parts.solid = rest
                return parts
            }
            let shell: Region
            if let common {
                // The layer itself is the first of its shells.
                var hidden = insides[i]
                if up[i] > 1 { hidden = hidden.common(with: common.intersection(i + 1..<i + up[i])) }
                if down[i] > 1 { hidden = hidden.common(with: common.intersection(i + 1 - down[i]..<i)) }
                shell = leaning(rest.without(hidden)).joined(with: behindSkins(i, skins, up: up[i], down: down[i]).common(with: rest))
            } else {
                shell = rest.common(with: behindSkins(i, skins, up: up[i], down: down[i]))
            }
            divide(rest, shell: shell, into: &parts)
            return parts
        }
    }

    /// What is seen from above, and what has nothing below.
    private func skins(of i: Int) -> FillParts {
        var parts = FillParts()
        guard !insides[i].isEmpty else { return parts }
        let width = settings.lineWidth
        let above = i + 1 < table.count ? outlines[i + 1] : .empty, below = i > 0 ? outlines[i - 1] : .empty
        // A layer like its neighbour has nothing bare beside it.
        if settings.topSolidLayers > 0, above != outlines[i] { parts.top = insides[i].without(above).widened(least: width, by: skinReach, within: insides[i]) }
        if settings.bottomSolidLayers > 0, below != outlines[i] { parts.bottom = insides[i].without(below).widened(least: width, by: skinReach, within: insides[i]).without(parts.top) }
        return parts
    }

    private func rest(of i: Int, _ skins: [FillParts]) -> Region { insides[i].without(skins[i].top).without(skins[i].bottom) }

    /// The shells behind walls that lean, where they take a line at least; they run a little under the sparse fill, which is held by them.
    private func leaning(_ shell: Region) -> Region {
        let core = shell.offset(by: -Self.leastShell * settings.lineWidth / 2, join: .mitre(limit: 2))
        return core.isEmpty ? core : core.offset(by: (Self.leastShell / 2 + Self.shellOverlap) * settings.lineWidth, join: .mitre(limit: 2))
    }

    /// What lies under top skins and over bottom skins, but not behind walls that lean.
    private func behindSkins(_ i: Int, _ skins: [FillParts], up: Int, down: Int) -> Region {
        let near = (1..<max(1, up)).compactMap { i + $0 < skins.count ? skins[i + $0].top : nil } + (1..<max(1, down)).compactMap { i >= $0 ? skins[i - $0].bottom : nil }
        if near.allSatisfy(\.isEmpty) { return .empty }
        let skin = Region.union(of: near)
        return settings.fill.verticalShells == .disabled ? skin : skin.offset(by: shellReach, join: .mitre(limit: 2))
    }

    private func divide(_ rest: Region, shell: Region, into parts: inout FillParts) {
        let width = settings.lineWidth
        // Shells narrower than a line are left out, and so is sparse fill that has no room.
        let solid = shell.wider(than: width).common(with: rest)
        // Where nothing is solid, nothing is narrow but what the outline makes so.
        let open = solid.isEmpty ? rest : rest.without(solid).wider(than: 2 * width).common(with: rest)
        // Islands count whole, with the shells in them.
        let large = rest.larger(than: settings.fill.solidBelowArea)
        parts.sparse = large == rest ? open : open.common(with: large)
        parts.solid = rest.without(parts.sparse).wider(than: width / 8)
    }
}

extension Shells {
    /// Tells apart what is drawn over sparse fill, where that is open enough for lines to sag.
    static func bridged(_ parts: [FillParts], settings: SliceSettings, workers: Workers) -> [FillParts] {
        guard settings.fillDensity > 0, settings.fillDensity < 0.5 else { return parts }
        let least = 4 * settings.lineWidth
        return workers.map(parts.count) { i in
            var part = parts[i]
            guard i > 0, !part.solid.isEmpty, !parts[i - 1].sparse.isEmpty else { return part }
            part.hollowBelow = part.solid.common(with: parts[i - 1].sparse).widened(least: least, by: settings.lineWidth, within: part.solid)
            part.solid = part.solid.without(part.hollowBelow)
            return part
        }
    }
}

extension Region {
    /// Without islands smaller than an area, mm².
    func larger(than least: Double) -> Region {
        if least <= 0 || isEmpty { return self }
        let islands = islands, kept = islands.filter { $0.area >= least }
        return kept.count == islands.count ? self : Region.union(of: kept)
    }

    /// What is at least `least` mm wide; corners stay sharp.
    func wider(than least: Double) -> Region {
        let core = offset(by: -least / 2, join: .mitre(limit: 4))
        return core.isEmpty ? core : core.offset(by: least / 2, join: .mitre(limit: 4))
    }

    /// Parts at least `least` mm wide, grown by `reach` and kept within `bounds`.
    fileprivate func widened(least: Double, by reach: Double, within bounds: Region) -> Region {
        if isEmpty { return self }
        let core = offset(by: -least / 2, join: .mitre(limit: 2))
        return core.isEmpty ? .empty : core.offset(by: least / 2 + reach, join: .mitre(limit: 2)).common(with: bounds)
    }
}
