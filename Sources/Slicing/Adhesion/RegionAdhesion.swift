import ImpressionGeometry

extension LayerPaths {
    /// Skirt and brim around exact outlines, as ``appendSkirtAndBrim(around:settings:)-(_,_)`` does for polylines.
    mutating func appendSkirtAndBrim(around outlines: Region, settings: SliceSettings, tool: UInt8) {
        let lineWidth = Float(settings.firstLayerLineWidth)
        for loop in skirt(around: outlines.polylines, settings: settings) { append(loop.points, width: lineWidth, role: .skirt, isClosed: true, tool: tool) }
        for loop in brim(around: outlines, settings: settings) { append(loop.map(\.point), width: lineWidth, role: .brim, isClosed: true, tool: tool) }
    }
}

/// Parallels around the outer outlines, outermost first; holes stay free.
private func brim(around outlines: Region, settings: SliceSettings) -> [[LatticePoint]] {
    let count = settings.brimLoopCount
    guard count > 0 else { return [] }
    var outer = Contours()
    for i in 0..<outlines.ringCount where outlines.contours.doubledSignedArea(of: outlines.contours.range(i)) > 0 { outer.append(outlines.contours[i]) }
    let filled = Region(outer, fill: .nonZero)
    return (0..<count).reversed().flatMap { loop -> [[LatticePoint]] in
        let line = filled.offset(by: (Double(loop) + 0.5) * settings.firstLayerSpacing).contours
        return (0..<line.count).map { Array(line[$0]) }
    }
}
