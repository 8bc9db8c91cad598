/// Where the samples of a slicing grid lie: node (0, 0) at the origin, rows towards greater y.
///
/// A row is stored as whole strips of 32 nodes, so that work can skip strips where nothing happens.
struct GridFrame: Sendable, Equatable {
    static let strip = 32

    let columns: Int
    let rows: Int
    /// Distances between neighbouring nodes, mm; nearly but not always the same.
    let pitchX: Double
    let pitchY: Double

    /// Strips in a row.
    var strips: Int { (columns + Self.strip - 1) / Self.strip }
    var stride: Int { strips * Self.strip }
    var count: Int { stride * rows }
    var width: Double { Double(columns - 1) * pitchX }
    var depth: Double { Double(rows - 1) * pitchY }
    var pitch: Double { max(pitchX, pitchY) }

    /// The columns of a strip that exist.
    func columns(ofStrip strip: Int) -> Range<Int> { strip * Self.strip..<min(columns, (strip + 1) * Self.strip) }
}

/// Values at the nodes of a frame, with their least and greatest in each strip.
/// Where a strip's range tells enough, its values are not looked at and need not be set.
struct StripField: Sendable {
    let frame: GridFrame
    /// Row after row, `frame.stride` apart.
    var values: [Float]
    /// Least and greatest value of each strip, `frame.strips` a row.
    var ranges: [SIMD2<Float>]

    /// Values are whatever memory held; set a strip before its range says that it matters.
    init(unset frame: GridFrame) {
        self.frame = frame
        let count = frame.count, strips = frame.strips * frame.rows
        values = .init(unsafeUninitializedCapacity: count) { $1 = count }
        ranges = .init(repeating: SIMD2(-.infinity, -.infinity), count: strips)
    }

    init(frame: GridFrame, values: [Float]) {
        self.init(unset: frame)
        self.values = values
        for y in 0..<frame.rows {
            for strip in 0..<frame.strips { measure(y, strip) }
        }
    }

    /// The least of all values.
    var least: Double { Double(ranges.reduce(.infinity) { min($0, $1.x) }) }

    /// The value at a node, also where only its strip's range is known.
    @inline(__always)
    subscript(node: Int) -> Float {
        let range = ranges[node / GridFrame.strip]
        return range.x == range.y ? range.x : values[node]
    }

    /// Takes a strip's range from its values.
    mutating func measure(_ y: Int, _ strip: Int) {
        ranges[y * frame.strips + strip] = range(y, strip)
    }

    private func range(_ y: Int, _ strip: Int) -> SIMD2<Float> {
        let columns = frame.columns(ofStrip: strip), start = y * frame.stride
        let line = values.span.extracting(start + columns.lowerBound..<start + columns.upperBound)
        var low = Float.infinity, high = -Float.infinity
        for x in 0..<line.count {
            low = line[x] < low ? line[x] : low
            high = line[x] > high ? line[x] : high
        }
        return SIMD2(low, high)
    }
}
