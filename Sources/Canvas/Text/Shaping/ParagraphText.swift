/// The scalars of several runs in one row.
struct ParagraphText {
    let runs: [TextRun]
    let scalars: [Unicode.Scalar]
    /// The same as numbers, as HarfBuzz takes them.
    let values: [UInt32]
    /// The run of each scalar.
    let run: [Int]

    init(_ runs: [TextRun]) {
        var scalars: [Unicode.Scalar] = [], run: [Int] = []
        for (index, piece) in runs.enumerated() {
            for scalar in piece.text.unicodeScalars {
                // A line knows no line ends.
                scalars.append(scalar == "\n" || scalar == "\r" || scalar == "\t" || scalar == "\u{2028}" || scalar == "\u{2029}" ? " " : scalar)
                run.append(index)
            }
        }
        (self.runs, self.scalars, self.run) = (runs, scalars, run)
        values = scalars.map(\.value)
    }

    /// Ranges of scalars that one reader's letter consists of. A border of runs does not part a letter.
    var graphemes: [Range<Int>] {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        var start = 0
        return String(view).map { character in
            let range = start..<start + character.unicodeScalars.count
            start = range.upperBound
            return range
        }
    }
}
