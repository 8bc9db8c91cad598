import ImpressionGeometry

/// Fills the parts of one layer.
struct LayerFiller {
    let settings: SliceSettings
    let rule: LineRule
    let index: Int

    func fill(_ parts: FillParts) -> [Toolpath] {
        var paths: [Toolpath] = []
        add(.topSolidInfill, parts.top, &paths)
        add(index == 0 ? .solidInfill : .bridge, parts.bottom, &paths)
        add(.solidInfill, parts.solid, &paths)
        if settings.fillDensity > 0 { add(.sparseInfill, parts.sparse, &paths) }
        return paths
    }

    private func add(_ role: Role, _ region: Region, _ paths: inout [Toolpath]) {
        guard !region.isEmpty else { return }
        let spacing = rule.spacing(rule.fillWidth), overlap = min(0.45, settings.infillOverlap) * rule.fillWidth
        let angle = Angle(radians: settings.fillAngle.radians + (index % 2 == 0 ? 0 : .pi / 2))
        let density = role == .sparseInfill ? min(1, settings.fillDensity) : 1
        let edge = region.offset(by: min(0, overlap - spacing / 2), join: .mitre(limit: 3))
        var rectilinear = Rectilinear(spacing: spacing, density: density, angle: angle)
        let chains = rectilinear.lines(in: Loops(edge))
        let width = density < 1 ? rule.fillWidth : rectilinear.spacing + rule.fillWidth - spacing
        for chain in chains { paths.append(Toolpath(chain, width: Float(width), role: role, isClosed: false)) }
    }
}

extension Loops {
    init(_ region: Region) {
        self.init()
        for i in 0..<region.ringCount {
            for point in region.contours[i] {
                x.append(point.point.x)
                y.append(point.point.y)
            }
            closeLoop()
        }
    }
}
