public import ImpressionGeometry

extension SupportPlan {
    /// The lines of one layer's support, not in order yet: loops where asked for, sparse lines in the base, dense ones in the interface.
    func supportPaths(layer index: Int) -> [Toolpath] {
        guard layers.indices.contains(index), !layers[index].isEmpty else { return [] }
        var paths: [Toolpath] = []
        let hatch = SupportHatch(settings: settings, index: index, height: table.thickness(index))
        hatch.add(layers[index].base, role: .support, to: &paths)
        hatch.add(layers[index].interface, role: .supportInterface, to: &paths)
        return paths
    }
}

extension SupportPlan {
    /// The lines of one layer in printing order.
    func ordered(layer index: Int, from start: Point) -> [Toolpath] {
        let paths = supportPaths(layer: index)
        guard !paths.isEmpty else { return [] }
        let locator = IslandLocator(layers[index].area)
        return PathOrder(paths, islands: paths.map { locator.island(at: $0.points[0]) }, islandCount: locator.count).ordered(from: start)
    }

    /// Of all layers, mm on the plate.
    public var bounds: Box {
        layers.reduce(into: Box.empty) { box, layer in
            box.add(layer.base.bounds)
            box.add(layer.interface.bounds)
        }
    }
}

/// Draws areas of one layer.
private struct SupportHatch {
    let settings: SupportSettings
    let index: Int
    let height: Double

    /// Distance between lines that lie side by side, mm.
    private var closeSpacing: Double { lineSpacing(width: settings.lineWidth, height: height) }

    /// The width whose line holds `flow` times the plastic of a nominal one.
    private var width: Float {
        Float(max(0.05, beadWidth(area: settings.flow * beadArea(width: settings.lineWidth, height: height), height: height)))
    }

    func add(_ area: Region, role: Role, to paths: inout [Toolpath]) {
        guard !area.isEmpty else { return }
        var inside = area.offset(by: -settings.lineWidth / 2, join: .mitre(limit: 2))
        if role == .support, settings.hasSheath || settings.style == .organic {
            for line in inside.polylines { paths.append(Toolpath(line.points, width: width, role: role, isClosed: true)) }
            inside = inside.offset(by: -closeSpacing / 2, join: .mitre(limit: 2))
        }
        let gap = role == .support ? settings.spacing : settings.interface.spacing
        // On the plate supports need a grip.
        let density = index == 0 && role == .support ? max(0.5, share(gap)) : share(gap)
        let turn = settings.pattern == .rectilinear && role == .support || index % 2 == 0 ? 0 : Double.pi / 2
        let angle = Angle(radians: settings.angle * .pi / 180 + turn + (role == .supportInterface ? .pi / 4 : 0))
        var rectilinear = Rectilinear(spacing: closeSpacing, density: density, angle: angle, isAligned: density < 1)
        for chain in rectilinear.lines(in: Loops(inside)) { paths.append(Toolpath(chain, width: width, role: role, isClosed: false)) }
    }

    private func share(_ gap: Double) -> Double { closeSpacing / (closeSpacing + max(0, gap)) }
}
