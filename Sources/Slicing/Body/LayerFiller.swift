import ImpressionGeometry

/// Fills the parts of one layer.
struct LayerFiller {
    let settings: SliceSettings
    let rule: LineRule
    let index: Int
    /// Top of the layer, mm.
    let z: Double
    /// A fixed place of the body, for patterns to line up from layer to layer.
    let origin: Point
    let sparsePattern: any FillPattern
    var topZones: [(angle: Angle, region: Region)] = []

    /// - Parameter below: The outline of the layer below; nil on the plate.
    func fill(_ parts: FillParts, over below: Region?) -> [Toolpath] {
        var paths: [Toolpath] = []
        if topZones.isEmpty || parts.top.isEmpty {
            add(.topSolidInfill, parts.top, named(settings.fill.topPattern), &paths)
        } else {
            for zone in topZones { add(.topSolidInfill, parts.top.common(with: zone.region).wider(than: rule.topWidth / 4), named(settings.fill.topPattern), at: zone.angle, &paths) }
        }
        if let below { span(parts.bottom, over: below, &paths) } else { add(.solidInfill, parts.bottom, named(settings.fill.bottomPattern), &paths) }
        add(.solidInfill, parts.solid, RectilinearFill(), &paths)
        // Across the lines below.
        thread(parts.hollowBelow, at: ownAngle, &paths)
        if settings.fillDensity > 0 {
            add(.sparseInfill, parts.sparse, sparsePattern, &paths)
            add(.sparseInfill, parts.combined, sparsePattern, height: parts.combinedHeight, &paths)
        }
        return paths
    }

    private func named(_ pattern: String) -> any FillPattern { (FillPatterns.named(pattern) ?? RectilinearFill.self).init() }

    /// Threads over nothing, each piece in the direction in which it holds best; what nothing holds is filled as the layer is.
    private func span(_ region: Region, over below: Region, _ paths: inout [Toolpath]) {
        if region.isEmpty { return }
        let index = RegionIndex(below)
        for piece in region.islands {
            let angle: Angle? = settings.fill.bridgeAngle > 0 ? .degrees(settings.fill.bridgeAngle) : Bridge(piece.subtracting(below), over: index).angle
            if angle == nil, settings.walls.addsExtraOnOverhangs {
                paths += OverhangLines(width: rule.innerWidth, spacing: rule.spacing(rule.innerWidth)).lines(in: piece, beside: below, sequence: Int32(paths.count))
            } else {
                thread(piece, at: angle ?? ownAngle, &paths)
            }
        }
    }

    /// Each layer's solid lines run across those of the layer below.
    private var ownAngle: Angle { Angle(radians: settings.fillAngle.radians + (index % 2 == 0 ? 0 : .pi / 2)) }

    private func thread(_ region: Region, at angle: Angle, _ paths: inout [Toolpath]) {
        guard !region.isEmpty else { return }
        var rectilinear = Rectilinear(spacing: settings.nozzleDiameter + 0.05, angle: angle)
        for chain in rectilinear.lines(in: Loops(region)) { paths.append(Toolpath(chain, width: Float(settings.nozzleDiameter), role: .bridge, isClosed: false)) }
    }

    private func add(_ role: Role, _ region: Region, _ pattern: any FillPattern, at angle: Angle? = nil, height: Double? = nil, _ paths: inout [Toolpath]) {
        guard !region.isEmpty else { return }
        let width = rule.width(ofFill: role), spacing = lineSpacing(width: width, height: height ?? rule.height), density = role == .sparseInfill ? min(1, settings.fillDensity) : 1
        let endsAtEdge = density >= FillArea.leastSolidDensity && type(of: pattern).endsAtEdge
        // Sparse lines run into the wall.
        let inset = endsAtEdge ? 0 : density < FillArea.leastSolidDensity ? min(0.5, settings.infillOverlap) * width - spacing / 2 : -spacing / 2
        var area = FillArea(region: inset == 0 ? region : region.offset(by: inset, join: .mitre(limit: 3)), spacing: spacing, lineWidth: width)
        (area.density, area.angle, area.layer, area.z, area.height, area.origin) = (density, angle ?? settings.fillAngle, angle == nil ? index : 0, z, height ?? rule.height, origin)
        (area.anchor, area.anchorLimit) = (settings.fill.anchor, density < FillArea.leastSolidDensity ? settings.fill.anchorLimit : 3 * spacing)
        let first = Int32(paths.count)
        for line in pattern.lines(in: area) {
            var path = Toolpath(line.points, width: Float(line.width), role: role, isClosed: line.isClosed)
            path.height = Float(height ?? 0)
            if line.isInSequence { path.sequence = first }
            paths.append(path)
        }
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
