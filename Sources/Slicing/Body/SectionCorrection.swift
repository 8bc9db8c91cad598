import ImpressionGeometry

extension Region {
    /// The section as it is printed: corrected for what the machine does to it.
    func corrected(layer: Int, _ settings: SliceSettings) -> Region {
        var outline = self
        if settings.outline.closingRadius > 0, outline.ringCount > 1 {
            outline = outline.offset(by: settings.outline.closingRadius, join: .mitre()).offset(by: -settings.outline.closingRadius, join: .mitre())
        }
        outline = outline.offset(by: settings.outline.growth, join: .mitre())
        if settings.outline.holeGrowth != 0 { outline = outline.withHoles(grownBy: settings.outline.holeGrowth) }
        return layer == 0 ? ElephantFoot(inset: settings.elephantFoot, leastWidth: settings.firstLayerLineWidth).applied(to: outline) : outline
    }

    /// This region with its holes grown, mm; negative narrows them.
    private func withHoles(grownBy growth: Double) -> Region {
        var rings = Contours()
        for i in 0..<ringCount where contours.doubledSignedArea(of: contours.range(i)) < 0 { rings.append(contours[i].reversed()) }
        if rings.isEmpty { return self }
        let holes = Region(rings, fill: .nonZero), moved = holes.offset(by: growth, join: .mitre())
        return growth > 0 ? subtracting(moved.subtracting(holes)) : union(holes.subtracting(moved))
    }
}
