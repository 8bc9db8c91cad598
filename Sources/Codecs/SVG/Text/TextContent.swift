internal import ImpressionCanvas
internal import ImpressionGeometry

/// A `text` element with white space and lists resolved: its letters in order of reading, each with what is asked of it.
struct TextContent {
    struct Letter {
        var scalar: Unicode.Scalar
        /// Index of the span it belongs to.
        var span: Int
        var x, y: Double?
        var dx = 0.0
        var dy = 0.0
        /// Degrees, clockwise as it is seen.
        var rotation = 0.0
    }

    /// The letters of one text node.
    struct Span {
        /// The element that the letters stand in.
        var node: SVGNode
        var style: SVGStyle
        var text: TextStyle
        var baseline: TextBaseline
        var decorations: [TextDecoration]
        var anchor: TextAnchor
        /// px; nil where the text is as long as it is.
        var textLength: Double?
        var stretchesGlyphs: Bool
        /// Index of the path it runs along.
        var flow: Int?
        /// Marks of Unicode's bidirectional algorithm before and after.
        var opening: [Unicode.Scalar]
        var closing: [Unicode.Scalar]
    }

    /// A `textPath`.
    struct Flow {
        var node: SVGNode
        /// In the coordinates of the text.
        var line: MeasuredPath
        /// px along the path.
        var startOffset: Double
    }

    var letters: [Letter] = []
    var spans: [Span] = []
    var flows: [Flow] = []
    var isVertical = false
    var direction = TextDirection.leftToRight
}

enum TextAnchor: String { case start, middle, end }

/// Which line a letter stands on.
struct TextBaseline {
    enum Shift: Equatable { case none, sub, `super`, by(Double) }

    /// Of the element and of those around it inside of the text.
    var shifts: [Shift] = []
    /// `dominant-baseline` or, over it, `alignment-baseline`.
    var name = "auto"

    /// px upwards, by the metrics of the span's font.
    func height(_ metrics: FontMetrics, isVertical: Bool) -> Double {
        let shifted = shifts.reduce(0) { sum, shift in
            switch shift {
            case .none: sum
            case .sub: sum - metrics.subscriptShift
            case .super: sum + metrics.superscriptShift
            case .by(let length): sum + length
            }
        }
        return isVertical ? shifted : shifted - alignment(metrics)
    }

    /// Where the named line lies above the alphabetic one.
    private func alignment(_ metrics: FontMetrics) -> Double {
        switch name {
        case "before-edge", "text-before-edge", "text-top": metrics.ascent
        case "middle": metrics.xHeight / 2
        case "central", "center": (metrics.ascent + metrics.descent) / 2
        case "after-edge", "text-after-edge", "ideographic", "text-bottom": metrics.descent
        case "hanging": metrics.ascent * 0.8
        case "mathematical": metrics.ascent / 2
        default: 0
        }
    }
}

/// A line with the text, painted as the element that declares it.
struct TextDecoration {
    enum Line: String, CaseIterable { case underline, overline, lineThrough = "line-through" }

    var line: Line
    /// The element whose fill and stroke it has.
    var style: SVGStyle
}
