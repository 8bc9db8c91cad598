import ImpressionGeometry

/// Fills the parts of one layer.
struct LayerFiller {
    let settings: SliceSettings
    let rule: LineRule
    let index: Int

    /// - Parameter below: The outline of the layer below; nil on the plate.
    func fill(_ parts: FillParts, over below: Region?) -> [Toolpath] {
        var paths: [Toolpath] = []
        add(.topSolidInfill, parts.top, &paths)
        if let below { span(parts.bottom, over: below, &paths) } else { add(.solidInfill, parts.bottom, &paths) }
        add(.solidInfill, parts.solid, &paths)
        // Across the lines below.
        add(.bridge, parts.hollowBelow, at: ownAngle, &paths)
        if settings.fillDensity > 0 { add(.sparseInfill, parts.sparse, &paths) }
        return paths
    }

    /// Threads over nothing, each piece in the direction in which it holds best; what nothing holds is filled as the layer is.
    private func span(_ region: Region, over below: Region, _ paths: inout [Toolpath]) {
        for piece in region.islands {
            if settings.fill.bridgeAngle > 0 {
                add(.bridge, piece, at: .degrees(settings.fill.bridgeAngle), &paths)
                continue
            }
            let hanging = piece.subtracting(below)
            if let angle = Bridge(hanging, over: below).angle { add(.bridge, piece, at: angle, &paths) } else { add(.bridge, piece, &paths) }
        }
    }

    /// Each layer's lines run across those of the layer below.
    private var ownAngle: Angle { Angle(radians: settings.fillAngle.radians + (index % 2 == 0 ? 0 : .pi / 2)) }

    private func add(_ role: Role, _ region: Region, at angle: Angle? = nil, _ paths: inout [Toolpath]) {
        guard !region.isEmpty else { return }
        let isBridge = role == .bridge
        let lineWidth = isBridge ? settings.nozzleDiameter : rule.width(ofFill: role)
        let spacing = isBridge ? settings.nozzleDiameter + 0.05 : rule.spacing(lineWidth)
        let density = role == .sparseInfill ? min(1, settings.fillDensity) : 1
        // Solid lines end at the wall, where their volume is the area's; sparse ones run into it.
        let edge = density < 1 ? region.offset(by: min(0.5, settings.infillOverlap) * lineWidth, join: .mitre(limit: 3)) : region
        var rectilinear = Rectilinear(spacing: spacing, density: density, angle: angle ?? ownAngle)
        let chains = rectilinear.lines(in: Loops(edge))
        let width = density < 1 || isBridge ? lineWidth : rectilinear.spacing + lineWidth - spacing
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
