/// Where progress may be told in one layer's text.
struct ProgressMarks {
    /// Time that has passed before the layer, s.
    var start: Double
    var marks: [(offset: Int, elapsed: Double)]
}

/// Puts M73 lines where the percentage or the minutes left change.
struct ProgressLines {
    private let dialect: any Dialect
    private let total: Double
    private let isWanted: Bool
    private var last: (percent: Int, minutes: Int)?

    init(dialect: any Dialect, total: Double, isWanted: Bool) {
        (self.dialect, self.total, self.isWanted) = (dialect, total, isWanted)
    }

    mutating func inserted(into bytes: [UInt8], at layer: ProgressMarks) -> [UInt8] {
        guard isWanted, total > 0 else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var done = 0
        for mark in layer.marks {
            guard let line = line(at: layer.start + mark.elapsed) else { continue }
            result += bytes[done..<mark.offset]
            result += line
            done = mark.offset
        }
        return done == 0 ? bytes : result + bytes[done...]
    }

    /// 100 per cent is left to the last line of the file.
    private mutating func line(at elapsed: Double) -> [UInt8]? {
        let now = (percent: min(99, Int(100 * elapsed / total)), minutes: Int((max(0, total - elapsed) / 60).rounded()))
        if let last, last == now { return nil }
        last = now
        return dialect.progress(percent: now.percent, minutes: now.minutes).map { Array(($0 + "\n").utf8) }
    }
}
