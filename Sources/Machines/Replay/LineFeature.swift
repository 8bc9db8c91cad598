/// What a line of plastic is for, read from the words of PrusaSlicer, OrcaSlicer, Bambu Studio and Cura.
public enum LineFeature: UInt8, Sendable, CaseIterable {
    /// Before any word, or one that nobody here knows.
    case unknown
    case externalWall, wall, overhangWall, sparseInfill, solidInfill, topSurface, ironing, bridge, gapFill
    case skirt, support, supportInterface, purgeTower
    /// Start and end code.
    case custom

    public init(word: String) { self = Self.words[word] ?? .unknown }

    private static let words: [String: LineFeature] = [
        // PrusaSlicer
        "External perimeter": .externalWall, "Perimeter": .wall, "Overhang perimeter": .overhangWall, "Internal infill": .sparseInfill,
        "Solid infill": .solidInfill, "Top solid infill": .topSurface, "Ironing": .ironing, "Bridge infill": .bridge, "Gap fill": .gapFill,
        "Skirt/Brim": .skirt, "Skirt": .skirt, "Support material": .support, "Support material interface": .supportInterface,
        "Wipe tower": .purgeTower, "Custom": .custom,
        // OrcaSlicer and Bambu Studio
        "Outer wall": .externalWall, "Inner wall": .wall, "Overhang wall": .overhangWall, "Sparse infill": .sparseInfill,
        "Internal solid infill": .solidInfill, "Floating vertical shell": .solidInfill, "Bottom surface": .solidInfill, "Top surface": .topSurface,
        "Bridge": .bridge, "Internal Bridge": .bridge, "Gap infill": .gapFill, "Brim": .skirt, "Support": .support,
        "Support interface": .supportInterface, "Support transition": .support, "Support ironing": .supportInterface, "Prime tower": .purgeTower,
        // Cura
        "WALL-OUTER": .externalWall, "WALL-INNER": .wall, "SKIN": .solidInfill, "FILL": .sparseInfill, "SUPPORT": .support,
        "SUPPORT-INTERFACE": .supportInterface, "SKIRT": .skirt, "PRIME-TOWER": .purgeTower,
    ]

    /// Whether its plastic is the model's, not what carries, surrounds or cleans.
    public var isPiece: Bool {
        switch self {
        case .skirt, .support, .supportInterface, .purgeTower, .custom: false
        default: true
        }
    }

    /// For people and scripts: `external_wall`.
    public var name: String {
        "\(self)".reduce(into: "") { text, character in text += character.isUppercase ? "_" + character.lowercased() : String(character) }
    }

    /// Whether it fills an inside that is meant to have gaps.
    public var isSparse: Bool { self == .sparseInfill }
}
