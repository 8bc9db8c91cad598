/// Heights at which layers end, where a body or an artwork asks for them.
public struct LayerChoice: Sendable, Equatable, Codable {
    /// Tops of the first layers, mm above the plate, each as it is; empty gives none.
    public var tops: [Double] = []
    /// Heights at which some layer must end, mm; between them layers are equal and at most as thick as `layerHeight`.
    public var levels: [Double] = []
    /// Whether flat faces of the body are such levels.
    public var followsFlats = false

    public init() {}

    var isEmpty: Bool { tops.isEmpty && levels.isEmpty && !followsFlats }
}
