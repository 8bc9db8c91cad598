/// How boundaries go on where two areas touch at a corner, each with two opposite pixels.
///
/// Source: Selinger, "Potrace: a polygon-based tracing algorithm", 2003, §2.1.2. Its turns to the left and to the right are left out:
/// here each boundary is walked once for both of its sides, so a side to turn to would mean nothing.
public enum TurnPolicy: String, Sendable, Codable, CaseIterable {
    /// Joins what is rarer nearby, so that thin lines stay whole.
    case minority
    /// Joins what is more frequent nearby.
    case majority
    /// Joins the dark area; of colours, the one that comes later in the palette.
    case dark
    /// Joins the light area; of colours, the one that comes earlier.
    case light
}

extension LabelMap {
    /// Pixels to each side of a corner that count as nearby.
    private static let reach = 5

    /// Which of two labels is joined at a lattice point.
    func joined(_ a: UInt8, _ b: UInt8, at corner: Int, _ policy: TurnPolicy) -> UInt8 {
        switch policy {
        case .dark: return max(a, b)
        case .light: return min(a, b)
        case .minority, .majority:
            let (x, y) = (corner % stride, corner / stride)
            var difference = 0
            for row in max(0, y + 1 - Self.reach)..<min(height + 2, y + 1 + Self.reach) {
                for column in max(0, x + 1 - Self.reach)..<min(stride, x + 1 + Self.reach) {
                    let label = cells[row * stride + column]
                    difference += label == a ? 1 : label == b ? -1 : 0
                }
            }
            if difference == 0 { return max(a, b) }
            return (difference < 0) == (policy == .minority) ? a : b
        }
    }
}
