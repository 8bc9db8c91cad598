import ImpressionGeometry

/// What is drawn around bodies so that they hold: a skirt on the lowest layers and a brim on the first.
///
/// Found once for a stack; its lines are the same in every layer that has them.
struct Adhesion: Sendable {
    /// Outermost first.
    let skirt: [Polyline]
    /// How many layers from the plate up the skirt is drawn on.
    let skirtLayers: Int
    /// Outermost first; ears are open lines.
    let brim: [Polyline]
    private let settings: SliceSettings

    /// - Parameters:
    ///   - footprint: Of everything in the first layer, mm on the plate.
    ///   - corners: Points whose convex hull holds all layers that the skirt goes around.
    init(footprint: Region, corners: [Point], layerCount: Int, settings: SliceSettings) {
        self.settings = settings
        brim = Brim(settings).lines(around: footprint)
        skirt = Skirt(settings).loops(around: corners)
        skirtLayers = skirt.isEmpty ? 0 : settings.skirtLayers(of: layerCount)
    }

    /// The same around one outline that holds all layers.
    init(around outlines: [Polyline], layerCount: Int, settings: SliceSettings) {
        self.init(footprint: Region(outlines, fill: .evenOdd), corners: outlines.flatMap(\.points), layerCount: layerCount, settings: settings)
    }

    /// Adds a layer's lines. Call before the bodies' own.
    func append(to paths: inout LayerPaths, tool: UInt8 = 0) {
        let width = Float(paths.index == 0 ? settings.firstLayerLineWidth : settings.lineWidth)
        if paths.index < skirtLayers { for loop in skirt { paths.append(loop.points, width: width, role: .skirt, isClosed: true, tool: tool) } }
        if paths.index == 0 { for line in brim { paths.append(line.points, width: width, role: .brim, isClosed: line.isClosed, tool: tool) } }
    }

    /// The bodies' bounds, moved out on every side by as much as the lines reach beyond any, mm.
    func bounds(around box: Box) -> Box {
        guard !box.isEmpty else { return box }
        let all = (skirt.prefix(1) + brim).reduce(into: box) { box, line in box.add(line.bounds.expanded(by: settings.firstLayerLineWidth / 2)) }
        return box.expanded(by: max(box.min.x - all.min.x, box.min.y - all.min.y, all.max.x - box.max.x, all.max.y - box.max.y))
    }
}

extension SliceSettings {
    /// Distance between neighbouring lines of the first layer, mm.
    var firstLayerSpacing: Double {
        lineSpacing(width: firstLayerLineWidth, height: firstLayerHeight)
    }

    /// How many of a stack's layers a skirt takes.
    func skirtLayers(of count: Int) -> Int { adhesion.draftShield == .enabled ? count : min(count, max(0, adhesion.skirtHeight)) }
}
