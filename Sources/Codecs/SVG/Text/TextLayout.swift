internal import ImpressionCanvas
internal import ImpressionGeometry

/// Places a text's letters: chunk by chunk, each shaped as one line, anchored, and set along its line or path.
///
/// Source: SVG 1.1, sections 10.5 to 10.15; SVG 2, section 11.5.
struct TextLayout {
    /// Letters that are placed as one, with the way from their own coordinates (origin on the baseline, y down) to those of the text.
    struct Placed {
        var cluster: ShapedText.Cluster
        var span: Int
        var chunk: Int
        var transform: Transform
        /// Box of the letters in their own coordinates.
        var cell: Box
        /// Whether it stands off the line of the letter before it.
        var isMoved: Bool
        /// From the line's coordinates at the letter's start, along and across, to those of the text: where decorations lie.
        var line: Transform
    }

    private let content: TextContent
    private let shaper: TextShaper
    private(set) var placed: [Placed] = []
    private(set) var missing: [Unicode.Scalar] = []
    /// Metrics of each span's first font.
    private(set) var metrics: [Int: FontMetrics] = [:]
    private var last = Point.zero
    private var chunkCount = 0

    init(_ content: TextContent, _ shaper: TextShaper) throws(FontError) {
        (self.content, self.shaper) = (content, shaper)
        for letters in Self.chunks(content) { try set(letters) }
    }

    /// A letter with a place of its own begins a chunk, and so does a path's beginning and end.
    private static func chunks(_ content: TextContent) -> [Range<Int>] {
        var chunks: [Range<Int>] = [], start = 0
        for i in content.letters.indices.dropFirst() {
            let letter = content.letters[i]
            let isMark = letter.scalar.properties.generalCategory == .nonspacingMark || letter.scalar.properties.generalCategory == .enclosingMark
            let changesFlow = content.spans[letter.span].flow != content.spans[content.letters[i - 1].span].flow
            if changesFlow || (letter.x != nil || letter.y != nil) && !isMark {
                chunks.append(start..<i)
                start = i
            }
        }
        if start < content.letters.count { chunks.append(start..<content.letters.count) }
        return chunks
    }

    // MARK: One chunk

    private mutating func set(_ letters: Range<Int>) throws(FontError) {
        let line = TextChunk(content, letters)
        var shaped = try shaper.shape(line.runs, direction: content.direction)
        missing += shaped.missing
        for (run, own) in zip(line.runSpans, shaped.runMetrics) { metrics[run] = own }
        line.stretch(&shaped, content)
        let first = content.letters[letters.lowerBound], span = content.spans[first.span]
        let length = shaped.width
        let shift = Self.anchorShift(span.anchor, content.direction) * length
        if let flow = span.flow {
            follow(content.flows[flow], shaped, line, offset: shift + ((content.isVertical ? first.y : first.x) ?? 0))
        } else {
            let origin = Point(first.x ?? last.x, first.y ?? last.y)
            setLine(shaped, line, origin, shift)
        }
        chunkCount += 1
    }

    private static func anchorShift(_ anchor: TextAnchor, _ direction: TextDirection) -> Double {
        switch anchor {
        case .start: direction == .leftToRight ? 0 : -1
        case .middle: -0.5
        case .end: direction == .leftToRight ? -1 : 0
        }
    }

    private mutating func setLine(_ shaped: ShapedText, _ line: TextChunk, _ origin: Point, _ shift: Double) {
        // Along the line and across it: on a vertical line that is down and to the left.
        let toText = content.isVertical ? .translation(origin.x, origin.y) * Transform(0, 1, -1, 0, 0, 0) : Transform.translation(origin.x, origin.y)
        var (along, across) = (shift, 0.0)
        for cluster in shaped.clusters {
            let index = line.letter(of: cluster), letter = content.letters[index]
            along += content.isVertical ? letter.dy : letter.dx
            across += content.isVertical ? -letter.dx : letter.dy
            let transform = toText * .translation(along, across - height(of: letter.span) + middle(of: cluster, letter.scalar)) * .rotation(.degrees(letter.rotation))
            let isMoved = letter.dx != 0 || letter.dy != 0 || letter.rotation != 0
            append(cluster, index, transform, isMoved: isMoved)
            along += cluster.advance
        }
        last = toText(Point(along, across))
    }

    private mutating func follow(_ flow: TextContent.Flow, _ shaped: ShapedText, _ line: TextChunk, offset: Double) {
        var (along, across) = (flow.startOffset + offset, 0.0)
        for cluster in shaped.clusters {
            let index = line.letter(of: cluster), letter = content.letters[index]
            along += letter.dx
            across += letter.dy
            let half = cluster.advance / 2
            if let place = flow.line.place(at: along + half) {
                let transform = .translation(place.point.x, place.point.y) * .rotation(Angle(radians: place.angle))
                    * .translation(-half, across - height(of: letter.span) + middle(of: cluster, letter.scalar)) * .rotation(.degrees(letter.rotation))
                append(cluster, index, transform, isMoved: true)
                last = place.point + Transform.rotation(Angle(radians: place.angle)).displaced(Point(half, 0))
            }
            along += cluster.advance
        }
    }

    /// How far a letter that lies on a vertical line is moved across it, so that its middle is on the line.
    private func middle(of cluster: ShapedText.Cluster, _ scalar: Unicode.Scalar) -> Double {
        content.isVertical && !isUpright(scalar) ? (cluster.metrics.ascent + cluster.metrics.descent) / 2 : 0
    }

    private func height(of span: Int) -> Double {
        content.spans[span].baseline.height(metrics[span] ?? .zero, isVertical: content.isVertical)
    }

    private mutating func append(_ cluster: ShapedText.Cluster, _ letter: Int, _ transform: Transform, isMoved: Bool) {
        let line = transform
        var transform = transform
        let cell = Box(min: Point(0, -cluster.metrics.ascent), max: Point(max(0, cluster.advance), -cluster.metrics.descent))
        if content.isVertical {
            // The middle of an upright letter comes to the middle of the line, and its top to where the line comes from.
            if isUpright(content.letters[letter].scalar) {
                let half = cluster.width / 2, middle = (cluster.metrics.ascent + cluster.metrics.descent) / 2
                transform = transform * .translation(half, 0) * Transform(0, -1, 1, 0, 0, 0) * .translation(-half, middle)
            }
        }
        placed.append(Placed(cluster: cluster, span: content.letters[letter].span, chunk: chunkCount, transform: transform, cell: cell, isMoved: isMoved, line: line))
    }
}
