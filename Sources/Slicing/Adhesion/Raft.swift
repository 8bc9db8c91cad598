import ImpressionGeometry

/// Layers under bodies and their supports: wide lines on the plate, sparse ones that even it out, dense ones to stand on.
///
/// A raft takes the lowest layers of a body's table; the body begins above them, lifted by the gap that lets it come off.
struct Raft: Sendable {
    let count: Int
    private let settings: SliceSettings
    /// Dense layers on top.
    private let denseLayers: Int

    /// Share of the layers between the first and the dense ones that is filled.
    private static let baseDensity = 0.5
    /// The first layer's lines are as many nozzles wide.
    private static let firstWidth = 1.5
    /// Bays of the footprint narrower than twice this are covered, mm.
    private static let closing = 2.0

    /// nil where no raft is wanted.
    init?(_ settings: SliceSettings) {
        guard settings.adhesion.raft.layers > 0 else { return nil }
        self.settings = settings
        count = settings.adhesion.raft.layers
        denseLayers = min(2, count - 1)
    }

    /// The raft's layers and those of a body on it.
    func lifted(_ body: LayerTable) -> LayerTable {
        let own = (0..<count).map { settings.firstLayerHeight + Double($0) * settings.layerHeight }
        return body.lifted(onto: own, gap: max(0, settings.adhesion.raft.gap))
    }

    /// What a body on a raft is told: its first layer lies on plastic and is like the others.
    static func bodySettings(_ settings: SliceSettings) -> SliceSettings {
        guard settings.adhesion.raft.layers > 0 else { return settings }
        var own = settings
        own.firstLayerHeight = settings.layerHeight
        return own
    }

    /// - Parameter footprint: Of all that stands on the raft.
    func area(_ layer: Int, under footprint: Region) -> Region {
        let raft = settings.adhesion.raft
        let area = footprint.offset(by: max(0, raft.reach)).closed(by: Self.closing, tolerance: 0.02)
        return layer == 0 ? area.offset(by: max(0, raft.firstLayerReach)) : area
    }

    func role(layer: Int) -> Role { layer >= count - denseLayers ? .supportInterface : .support }

    func paths(layer: Int, in area: Region) -> [Toolpath] {
        let height = layer == 0 ? settings.firstLayerHeight : settings.layerHeight
        let width = layer == 0 ? max(settings.firstLayerLineWidth, Self.firstWidth * settings.nozzleDiameter) : settings.lineWidth
        let isDense = layer >= count - denseLayers, spacing = lineSpacing(width: width, height: height)
        let density = layer == 0 ? min(1, max(0.1, settings.adhesion.raft.firstLayerDensity)) : isDense ? 1 : Self.baseDensity
        let inside = area.offset(by: -width / 2, join: .mitre(limit: 2)), role = role(layer: layer)
        var rectilinear = Rectilinear(spacing: spacing, density: density, angle: Angle(radians: layer % 2 == 0 ? 0 : .pi / 2), isAligned: density < 1)
        return rectilinear.lines(in: Loops(inside)).map { Toolpath($0, width: Float(width), role: role, isClosed: false) }
    }
}
