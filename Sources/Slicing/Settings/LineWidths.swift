/// Widths of lines by their purpose, mm; 0 takes `SliceSettings.lineWidth`.
///
/// The first layer has its own width, whatever the purpose.
public struct LineWidths: Sendable, Equatable, Codable {
    public var externalWall = 0.0
    public var wall = 0.0
    public var sparseInfill = 0.0
    public var solidInfill = 0.0
    public var topSolidInfill = 0.0
    public var support = 0.0

    public init() {}
}

extension SliceSettings {
    /// Supports with the width of their lines.
    var ownSupport: SupportSettings {
        var own = support
        if widths.support > 0 { own.lineWidth = widths.support }
        return own
    }

    /// Width of a role's lines above the first layer, mm.
    public func lineWidth(of role: Role) -> Double {
        let own = switch role {
        case .externalWall: widths.externalWall
        case .wall, .overhangWall: widths.wall
        case .sparseInfill: widths.sparseInfill
        case .solidInfill: widths.solidInfill
        case .topSolidInfill: widths.topSolidInfill
        case .bridge: nozzleDiameter
        case .ironing: widths.topSolidInfill
        case .support, .supportInterface: widths.support
        case .gapFill, .skirt, .brim, .purgeTower: 0.0
        }
        return own > 0 ? own : lineWidth
    }
}
