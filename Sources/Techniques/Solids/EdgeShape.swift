import ImpressionMeshing

/// How the upper edge of what is raised looks.
public enum EdgeShape: String, Sendable, Codable, CaseIterable {
    case sharp, chamfer, round
    /// Swollen like a cushion.
    case dome
    /// Sloping up to the middle lines, like a roof.
    case roof

    /// - Parameter size: Width of a chamfer, radius of a round, reach of a dome; mm.
    func profile(from low: Double, to high: Double, size: Double) -> WallProfile {
        let size = max(size, 0.01)
        switch self {
        case .sharp: return WallProfile(from: low, to: high)
        case .chamfer: return WallProfile(from: low, to: high, head: .chamfer(width: size, height: min(size, high - low)))
        case .round: return WallProfile(from: low, to: high, head: .round(radius: min(size, high - low)))
        case .dome: return .dome(from: low, wall: (high - low) * 0.25, rise: (high - low) * 0.75, width: size)
        case .roof:
            let wall = (high - low) * 0.25
            return WallProfile([.init(0, low), .init(0, low + wall), .init(-(high - low - wall), high)])
        }
    }
}
