internal import ImpressionCanvas

/// Letters that are set as one line.
struct TextChunk {
    private(set) var runs: [TextRun] = []
    /// The span of each run.
    private(set) var runSpans: [Int] = []
    /// The letter of each scalar of the runs; marks of direction belong to the letter beside them.
    private var letters: [Int] = []

    init(_ content: TextContent, _ range: Range<Int>) {
        var start = range.lowerBound
        while start < range.upperBound {
            let index = content.letters[start].span, span = content.spans[index]
            var end = start
            while end < range.upperBound, content.letters[end].span == index { end += 1 }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: span.opening)
            text.append(contentsOf: content.letters[start..<end].map(\.scalar))
            text.append(contentsOf: span.closing)
            letters += Array(repeating: start, count: span.opening.count) + Array(start..<end) + Array(repeating: end - 1, count: span.closing.count)
            runs.append(TextRun(String(text), span.text))
            runSpans.append(index)
            start = end
        }
    }

    /// The first letter of a cluster.
    func letter(of cluster: ShapedText.Cluster) -> Int { letters[min(letters.count - 1, cluster.scalars.lowerBound)] }

    /// `textLength`, by the element that the letters stand in.
    func stretch(_ shaped: inout ShapedText, _ content: TextContent) {
        var done: Set<SVGNode> = []
        for index in runSpans {
            let span = content.spans[index]
            guard let target = span.textLength, done.insert(span.node).inserted else { continue }
            let own = shaped.clusters.indices.filter { content.spans[content.letters[letter(of: shaped.clusters[$0])].span].node == span.node }
            let width = own.reduce(0) { $0 + shaped.clusters[$1].advance }
            if span.stretchesGlyphs {
                guard width > 0 else { continue }
                for i in own { shaped.clusters[i].stretch(by: target / width) }
            } else if own.count > 1 {
                let gap = (target - width) / Double(own.count - 1)
                for i in own.dropLast() { shaped.clusters[i].advance += gap }
            }
        }
    }
}

extension ShapedText.Cluster {
    fileprivate mutating func stretch(by factor: Double) {
        advance *= factor
        width *= factor
        stretch *= factor
    }
}
