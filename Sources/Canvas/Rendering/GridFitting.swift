internal import ImpressionGeometry

/// Edges along the pixels' rows and columns come to lie on quarters of a pixel: frames and bars get even, crisp sides, and what nearly ends on a
/// whole pixel leaves no faint line beside it. Renderers that sample four by four points a pixel see the same edges. All others stay where they are.
extension PixelContours {
    /// Pixels. Shorter edges are left alone: they may be chords of a curve.
    private static let shortest = 8.0
    /// Pixels. Edges this close to a row or column are along it.
    private static let straightness = 1e-4

    /// Moves long edges along x or y by at most an eighth of a pixel. Lines thinner than a pixel keep their exact place, and so their weight.
    mutating func fitToGrid() {
        var start = 0
        for end in ends {
            fit(start..<end)
            start = end
        }
    }

    private mutating func fit(_ run: Range<Int>) {
        var box = Box.empty
        var isFitted = false
        for i in run {
            box.add(points[i])
            isFitted = isFitted || Self.alignment(points[i], points[i + 1 == run.upperBound ? run.lowerBound : i + 1]) != nil
        }
        guard isFitted, min(box.width, box.height) >= 1 else { return }
        let first = points[run.lowerBound]
        var current = first
        for i in run {
            let j = i + 1 == run.upperBound ? run.lowerBound : i + 1
            let next = j == run.lowerBound ? first : points[j]
            switch Self.alignment(current, next) {
            case .column: (points[i].x, points[j].x) = (Self.quarter(current.x), Self.quarter(next.x))
            case .row: (points[i].y, points[j].y) = (Self.quarter(current.y), Self.quarter(next.y))
            case nil: break
            }
            current = next
        }
    }

    private enum Alignment { case row, column }

    @inline(__always)
    private static func alignment(_ a: Point, _ b: Point) -> Alignment? {
        let (x, y) = (abs(a.x - b.x), abs(a.y - b.y))
        if x <= straightness, y >= shortest { return .column }
        return y <= straightness && x >= shortest ? .row : nil
    }

    /// What lies half way between two quarters goes to the greater.
    private static func quarter(_ v: Double) -> Double { (4 * v + 0.5 + straightness).rounded(.down) / 4 }
}
