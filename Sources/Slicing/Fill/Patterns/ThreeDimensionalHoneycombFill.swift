import ImpressionGeometry

/// Cells of fourteen faces, six squares and eight hexagons, that fill space: layers show octagons and squares that grow into one another.
///
/// At a height the cells' traces are squares that stand on a corner, joined corner to corner by straight pieces. Even layers draw rows of them, each as two
/// waves that mirror one another, odd layers columns.
///
///      ╱╲    ╱╲
///     ╱  ╲__╱  ╲__      the half diagonal of the squares goes from a quarter of the period to a half and back
///     ╲  ╱‾‾╲  ╱‾‾
///      ╲╱    ╲╱
///
/// Source of the cell: Thomson, "On the division of space with minimum partitional area", Philosophical Magazine 24, 1887.
public struct ThreeDimensionalHoneycombFill: FillPattern {
    public static let name = "3dhoneycomb"
    public static let summary = "Cells of squares and hexagons, strong in all directions"
    public init() {}

    /// Length of lines on an area of one period squared, in periods, on average over the heights: 2 (1/4 + 2 √2 · 3/8).
    static let length = 0.5 + 1.5 * 2.0.squareRoot()

    public func lines(in area: FillArea) -> [FillLine] {
        guard area.isFillable else { return [] }
        let period = Self.length * area.pitch, half = min(area.spacing / 2, period / 8)
        let frame = area.frame(turnedBy: area.layer % 2 == 0 ? .zero : .degrees(90)), box = frame.bounds(of: area.region)
        // How far up in the period, and which of the two squares is there.
        let share = area.z / period - (area.z / period).rounded(.down), isShifted = share < 0.25 || share > 0.75
        let diagonal = period * (0.25 + (isShifted ? min(share, 1 - share) : abs(share - 0.5))), phase = isShifted ? period / 2 : 0
        func steps(_ range: ClosedRange<Double>) -> ClosedRange<Int>? {
            let low = ((range.lowerBound - phase) / period).rounded(.down) - 1, high = ((range.upperBound - phase) / period).rounded(.up) + 1
            return high - low < 1e5 ? Int(low)...Int(high) : nil
        }
        guard let columns = steps(box.min.x...box.max.x), let rows = steps(box.min.y...box.max.y) else { return [] }
        var lines: [[Point]] = []
        for row in rows {
            let y = Double(row) * period + phase
            for side in [-1.0, 1.0] {
                lines.append(columns.flatMap { column -> [Point] in
                    let x = Double(column) * period + phase
                    return [Point(x - diagonal, y + side * half), Point(x, y + side * (diagonal + half)), Point(x + diagonal, y + side * half)].map { frame.world($0) }
                })
            }
        }
        return area.filled(with: lines)
    }
}
