/// Something that happens between two layers: everything that lies above a height is printed after it.
public struct LayerEvent: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// The filament is changed by hand, to a colour as `#RRGGBB`.
        case colourChange(String)
        /// A person does something; the printer shows a message where it can.
        case pause(String)
        /// Lines of G-code with placeholders.
        case code(String)
        /// The printer's own lines for such places, `template_custom_gcode`.
        case template
    }

    /// mm above the plate.
    public var height: Double
    public var kind: Kind

    public init(at height: Double, _ kind: Kind) { (self.height, self.kind) = (height, kind) }
}
