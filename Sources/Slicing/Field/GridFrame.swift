/// Where the samples of a slicing grid lie: node (0, 0) at the origin, rows towards greater y.
///
/// Rows are stored `stride` values apart, a few more than columns, so that eight values can be read at any node.
struct GridFrame: Sendable, Equatable {
    let columns: Int
    let rows: Int
    /// Distances between neighbouring nodes, mm; nearly but not always the same.
    let pitchX: Double
    let pitchY: Double

    var stride: Int { columns + 15 & ~7 }
    var count: Int { stride * rows }
    var width: Double { Double(columns - 1) * pitchX }
    var depth: Double { Double(rows - 1) * pitchY }
}
