import ImpressionGeometry

/// How many walls each island of each layer gets, and what makes them.
///
/// Mostly that is one number for all. Where asked for, islands get more walls under a slope (``ExtraWalls``), and a single one around what is seen from
/// above (``SingleWallOnTop``).
struct WallPlan: Sendable {
    let settings: SliceSettings
    let table: LayerTable
    /// Of the part that is walled.
    let outlines: [Region]
    /// Of the whole body.
    let body: [Region]

    /// Whether a layer's walls follow from its own outline alone, so that equal layers have equal walls.
    var isLocal: Bool { !addsExtra && settings.walls.onlyOneOnTop == .none }

    private var addsExtra: Bool { settings.walls.addsExtra && settings.wallCount > 0 && settings.fillDensity > 0 && settings.fillDensity < 1 }

    func walls(of layer: Int) -> Walls { made(layer) { $0.walls(of: $1) } }

    /// What the walls leave for fill.
    func inside(of layer: Int) -> Region { made(layer) { Walls(inside: $0.inside(of: $1)) }.inside }

    private func made(_ layer: Int, _ make: (any WallMaker, Region) -> Walls) -> Walls {
        let outline = outlines[layer], count = wallCount(layer), maker = maker(layer, count)
        guard !isLocal, layer > 0, count > 0, !outline.isEmpty else { return make(maker, outline) }
        let above = layer + 1 < body.count ? body[layer + 1] : .empty
        let extra = addsExtra && !above.isEmpty && above != outline ? ExtraWalls(above: above, rule: rule(layer), count: count) : nil
        let isTop = settings.walls.onlyOneOnTop == .top || settings.walls.onlyOneOnTop == .topmost && above.isEmpty
        let top = isTop && count > 1 && above != outline ? SingleWallOnTop(above: above, walls: constant(layer, count), first: self.maker(layer, 1)) : nil
        var plain = Contours(), walls = Walls()
        for island in outline.islands {
            if let top, let exposed = top.exposed(in: island) {
                walls.add(top.isEverywhere(exposed, in: island) ? make(self.maker(layer, 1), island) : make(top.around(exposed), island))
            } else if let extra, case let more = extra.count(in: island), more > 0 {
                walls.add(make(self.maker(layer, count + more), island))
            } else {
                plain.append(island.contours)
            }
        }
        if !plain.isEmpty { walls.add(make(maker, Region(plain, fill: .nonZero))) }
        return walls
    }

    private func wallCount(_ layer: Int) -> Int {
        layer == 0 && settings.walls.isOnlyOneOnFirstLayer ? min(1, settings.wallCount) : max(0, settings.wallCount)
    }

    private func rule(_ layer: Int) -> LineRule { LineRule(settings, layer: layer, height: table.thickness(layer)) }

    private func constant(_ layer: Int, _ count: Int) -> ConstantWalls {
        ConstantWalls(rule: rule(layer), count: count, drawsThin: settings.walls.drawsThinWalls, fillsGaps: settings.walls.fillsGaps)
    }

    private func maker(_ layer: Int, _ count: Int) -> any WallMaker {
        let constant = constant(layer, count)
        return settings.walls.generator == .arachne ? AdaptiveWalls(constant: constant, settings: settings.walls.variable) : constant
    }
}

extension Walls {
    /// Adds the walls of other islands.
    fileprivate mutating func add(_ other: Walls) {
        paths += other.paths
        inside = inside.joined(with: other.inside)
    }
}
