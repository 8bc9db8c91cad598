import ImpressionGeometry

/// Hexagons one above the other.
///
/// Each line winds up between two columns of cells; the upright sides, which two lines share, are drawn by both, half a line's distance to either side.
public struct HoneycombFill: FillPattern {
    public static let name = "honeycomb"
    public static let summary = "Hexagons one above the other"
    public init() {}

    public func lines(in area: FillArea) -> [FillLine] {
        guard area.isFillable else { return [] }
        let half = area.spacing / 2, side = Self.side(pitch: area.pitch, half: half), width = 3.0.squareRoot() * side
        let frame = area.frame(), box = frame.bounds(of: area.region)
        let columns = Int((box.min.x / (width / 2)).rounded(.down)) - 1...Int((box.max.x / (width / 2)).rounded(.up)) + 1
        let rows = Int((box.min.y / (3 * side)).rounded(.down)) - 1...Int((box.max.y / (3 * side)).rounded(.up)) + 1
        guard columns.count < 1_000_000, rows.count < 1_000_000 else { return [] }
        let lines = columns.map { column -> [Point] in
            // Between x and the next upright: to the right for half a cell, then back.
            let left = Double(column) * width / 2 + half, right = Double(column + 1) * width / 2 - half
            let flip = column.isMultiple(of: 2)
            var points: [Point] = []
            for row in rows {
                let y = Double(row) * 3 * side
                let (a, b) = flip ? (left, right) : (right, left)
                points += [Point(a, y), Point(a, y + side), Point(b, y + 1.5 * side), Point(b, y + 2.5 * side)]
            }
            return points.map { frame.world($0) }
        }
        return area.filled(with: lines)
    }

    /// The side of cells whose lines, in 3 a of height two uprights and two slants for every half cell's width, lie `pitch` apart on average.
    private static func side(pitch: Double, half: Double) -> Double {
        let free = 4 * half / 3.0.squareRoot() * 1.001
        var low = free, high = free + 100 * pitch
        for _ in 0..<60 {
            let a = (low + high) / 2, across = 3.0.squareRoot() * a / 2 - 2 * half
            let length = 2 * a + 2 * (across * across + a * a / 4).squareRoot(), share = 3 * a * 3.0.squareRoot() * a / 2 / length
            if share < pitch { low = a } else { high = a }
        }
        return high
    }
}
