import ImpressionGeometry

extension LayerMaker {
    /// Fills what the walls leave.
    func drawFill(into paths: inout [Toolpath]) {
        let outer = inset + Double(walls) * spacing
        cover(around: outer + spacing / 2 - overlap / 2, within: 0.75 * spacing, upTo: 0.75 * spacing, from: outer - anchor)
        for region in regions {
            if region.role == .sparseInfill && settings.fillDensity <= 0 { continue }
            let level = region.role == .sparseInfill ? outer - anchor : outer
            var loops = Loops()
            if region.conditions.isEmpty {
                trace(atLeast: level, covered: true, into: &loops)
            } else {
                scratch.covered.masked(by: region.conditions, where: scratch.distance, reach: level - 2 * field.frame.pitch, into: &scratch.masked)
                let inside = ContourTracer.Bound(scratch.distance, atLeast: level)
                scratch.tracer.trace(inside, and: ContourTracer.Bound(scratch.masked, atLeast: 0), tolerance: 0.01, into: &loops)
            }
            draw(region.role, in: loops, into: &paths)
        }
        drawThin(from: outer, clearance: 0, role: .gapFill, level: walls, into: &paths)
    }

    func draw(_ role: Role, in loops: Loops, into paths: inout [Toolpath]) {
        let angle = Angle(radians: settings.fillAngle.radians + (index % 2 == 0 ? 0 : .pi / 2))
        let density = role == .sparseInfill ? min(1, settings.fillDensity) : 1
        var rectilinear = Rectilinear(spacing: spacing, density: density, angle: angle)
        let chains = rectilinear.lines(in: loops)
        let width = Float(rectilinear.spacing * density + lineWidth - spacing)
        for chain in chains { paths.append(Toolpath(chain, width: density < 1 ? Float(lineWidth) : width, role: role, isClosed: false)) }
    }

    /// How far sparse lines run into the innermost wall, mm. Solid lines end at the wall: there the volume is exact.
    var anchor: Double {
        walls > 0 && settings.fillDensity < 1 ? min(0.5, max(0, settings.infillOverlap)) * lineWidth : 0
    }

    /// The layer's inside by kinds of fill. A region without conditions is all of it.
    var regions: [FillRegion] {
        let heights = LayerHeights(settings), next = heights.middle(index + 1) - 1e-6
        let isDense = settings.fillDensity >= 1 || index < settings.bottomSolidLayers
        guard let skins = field.skins else { return [FillRegion(role: isDense ? .solidInfill : .sparseInfill, conditions: [])] }
        var regions: [FillRegion] = []
        var rest: [FillRegion.Condition] = []
        if skins.top.meets(next, wherever: scratch.distance) {
            regions.append(FillRegion(role: .topSolidInfill, conditions: [.below(skins.top, next)]))
            rest = [.atLeast(skins.top, next)]
        }
        guard !isDense, let solid = skins.solid else { return regions + [FillRegion(role: .solidInfill, conditions: rest)] }
        let covered = heights.middle(index + settings.topSolidLayers) - 1e-6
        regions.append(FillRegion(role: .solidInfill, conditions: rest + [.below(solid, covered)]))
        regions.append(FillRegion(role: .sparseInfill, conditions: rest + [.atLeast(solid, covered)]))
        return regions
    }
}

extension StripField {
    /// Whether values below `z` occur in a strip that is at least in part inside.
    fileprivate func meets(_ z: Double, wherever distance: StripField) -> Bool {
        ranges.indices.contains { distance.ranges[$0].y >= 0 && ranges[$0].x <= Float(z) }
    }
}
