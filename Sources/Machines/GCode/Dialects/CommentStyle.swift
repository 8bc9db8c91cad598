internal import ImpressionSlicing

/// The words of the comments that viewers and hosts read.
struct CommentStyle: Sendable {
    /// One line for each role, in the order of `Role`, with its newline.
    let types: [[UInt8]]
    /// Before a width in mm.
    let width: [UInt8]
    /// Before the thickness of a line, mm.
    let height: [UInt8]
    let wipeStart: [UInt8]
    let wipeEnd: [UInt8]
    /// Before the three lines of a layer: its change, its height and its thickness.
    private let layer: (change: String, z: String, height: String)
    /// Before lines that are not the slicer's own.
    let custom: String
    /// Begins a comment that stands for an event.
    let event: String

    func layer(z: Double, height: Double) -> String { "\(layer.change)\n\(layer.z)\(decimal(z))\n\(layer.height)\(decimal(height))\n" }

    private init(type: String, width: String, wipe: String, layer: (String, String, String), event: String, _ word: (Role) -> String) {
        types = Role.allCases.map { Array("\(type)\(word($0))\n".utf8) }
        (self.width, wipeStart, wipeEnd) = (Array(width.utf8), Array("\(wipe)_START\n".utf8), Array("\(wipe)_END\n".utf8))
        height = Array(layer.2.utf8)
        (self.layer, self.event, custom) = (layer, event, "\(type)Custom\n")
    }

    static let prusaSlicer = CommentStyle(type: ";TYPE:", width: ";WIDTH:", wipe: ";WIPE", layer: (";LAYER_CHANGE", ";Z:", ";HEIGHT:"), event: ";") { role in
        switch role {
        case .externalWall: "External perimeter"
        case .wall: "Perimeter"
        case .sparseInfill: "Internal infill"
        case .solidInfill: "Solid infill"
        case .topSolidInfill: "Top solid infill"
        case .overhangWall: "Overhang perimeter"
        case .bridge: "Bridge infill"
        case .gapFill: "Gap fill"
        case .skirt, .brim: "Skirt/Brim"
        case .purgeTower: "Wipe tower"
        case .ironing: "Ironing"
        case .support: "Support material"
        case .supportInterface: "Support material interface"
        }
    }

    /// OrcaSlicer's and Bambu Studio's on Bambu's machines.
    static let bambu = CommentStyle(type: "; FEATURE: ", width: "; LINE_WIDTH: ", wipe: "; WIPE", layer: ("; CHANGE_LAYER", "; Z_HEIGHT: ", "; LAYER_HEIGHT: "), event: "; ") { role in
        switch role {
        case .externalWall: "Outer wall"
        case .wall: "Inner wall"
        case .sparseInfill: "Sparse infill"
        case .solidInfill: "Internal solid infill"
        case .topSolidInfill: "Top surface"
        case .overhangWall: "Overhang wall"
        case .bridge: "Bridge"
        case .gapFill: "Gap infill"
        case .skirt: "Skirt"
        case .brim: "Brim"
        case .purgeTower: "Prime tower"
        case .ironing: "Ironing"
        case .support: "Support"
        case .supportInterface: "Support interface"
        }
    }
}
