/// An extruder that is none of the printer's: its layers are drawn by others in turn, so that their colours mix.
public struct ExtruderMix: Sendable, Equatable, Codable {
    /// The number that parts name; 0 is the first extruder.
    public var tool: UInt8
    /// Who draws the layers, from the lowest, over and over.
    public var cadence: [UInt8]

    public init(_ tool: UInt8, _ cadence: [UInt8]) { (self.tool, self.cadence) = (tool, cadence) }
}

extension SliceSettings {
    /// Who draws a layer of what an extruder's number names. Mixes do not name mixes.
    public func tool(_ tool: UInt8, layer: Int) -> UInt8 {
        guard let mix = mixes.first(where: { $0.tool == tool }), !mix.cadence.isEmpty else { return tool }
        return mix.cadence[layer % mix.cadence.count]
    }
}
