internal import ImpressionCanvas
internal import ImpressionGeometry

/// Lines under, over and through the letters of one span: as long as the letters stand in one row.
struct TextLines {
    private struct Piece {
        var line: Transform
        var length: Double
    }

    private var pieces: [Piece] = []
    private let metrics: FontMetrics
    private let isVertical: Bool

    /// - Parameter placed: The span's letters with their places in the chunk.
    init(_ span: TextContent.Span, _ placed: [(Int, TextLayout.Placed)], _ metrics: FontMetrics, _ isVertical: Bool) {
        (self.metrics, self.isVertical) = (metrics, isVertical)
        guard !span.decorations.isEmpty else { return }
        var last: Int?
        for (index, letter) in placed {
            if let before = last, before + 1 == index, !letter.isMoved, !pieces.isEmpty {
                pieces[pieces.count - 1].length += letter.cluster.advance
            } else {
                pieces.append(Piece(line: letter.line, length: letter.cluster.advance))
            }
            last = index
        }
    }

    func path(_ line: TextDecoration.Line) -> BezierPath {
        // Down from the baseline; a vertical line has its letters' middle there.
        let height = metrics.ascent - metrics.descent
        let middle = switch line {
        case .underline: isVertical ? height / 2 : -metrics.underline
        case .overline: isVertical ? -height / 2 : -metrics.ascent
        case .lineThrough: isVertical ? 0 : -metrics.strikeout
        }
        let half = metrics.underlineThickness / 2
        var path = BezierPath()
        for piece in pieces where piece.length > 0 {
            path.append(BezierPath(Box(min: Point(0, middle - half), max: Point(piece.length, middle + half))).transformed(by: piece.line))
        }
        return path
    }
}
