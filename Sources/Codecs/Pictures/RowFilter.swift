/// PNG's five row filters and the usual choice between them. Source: W3C PNG (third edition) §9 and §12.7.
///
///     corner  up          above, row
///     left    here        each with one pixel of zeros in front, so that every byte has its neighbours
struct RowFilter {
    private let step: Int
    private var above: [UInt8]
    private var current: [UInt8]
    private var best: [UInt8]
    private var candidate: [UInt8]

    init(stride: Int, bytesPerPixel: Int) {
        step = bytesPerPixel
        above = .init(repeating: 0, count: stride + bytesPerPixel)
        current = above
        best = .init(repeating: 0, count: stride)
        candidate = best
    }

    /// Appends the filter that leaves the least sum of absolute differences, then the row as it leaves it.
    mutating func add(_ row: [UInt8], to filtered: inout [UInt8]) {
        current.replaceSubrange(step..., with: row)
        var (least, chosen) = (UInt64.max, UInt8(0))
        for filter in 0...4 as ClosedRange<UInt8> {
            let sum = apply(filter)
            guard sum < least else { continue }
            (least, chosen) = (sum, filter)
            swap(&best, &candidate)
        }
        filtered.append(chosen)
        filtered += best
        swap(&above, &current)
    }

    /// Fills the candidate; returns the sum of its bytes as signed magnitudes.
    private mutating func apply(_ filter: UInt8) -> UInt64 {
        switch filter {
        case 1: Self.fill(&candidate, current, above, step) { left, _, _ in left }
        case 2: Self.fill(&candidate, current, above, step) { _, up, _ in up }
        case 3: Self.fill(&candidate, current, above, step) { left, up, _ in UInt8(truncatingIfNeeded: (UInt16(left) &+ UInt16(up)) &>> 1) }
        case 4: Self.fill(&candidate, current, above, step, paeth)
        default: Self.fill(&candidate, current, above, step) { _, _, _ in 0 }
        }
        return magnitude()
    }

    @inline(__always)
    private static func fill(_ candidate: inout [UInt8], _ current: [UInt8], _ above: [UInt8], _ step: Int,
                             _ predicted: (_ left: UInt8, _ up: UInt8, _ corner: UInt8) -> UInt8) {
        let count = candidate.count
        var target = candidate.mutableSpan
        let (row, rowAbove) = (current.span, above.span)
        let (here, left) = (row.extracting(step..<step + count), row.extracting(0..<count))
        let (up, corner) = (rowAbove.extracting(step..<step + count), rowAbove.extracting(0..<count))
        for i in 0..<count { target[i] = here[i] &- predicted(left[i], up[i], corner[i]) }
    }

    private func magnitude() -> UInt64 {
        let bytes = candidate.span
        var total: UInt64 = 0
        // 32 bits hold the sum of 2²⁴ magnitudes, and vectorise.
        for start in stride(from: 0, to: bytes.count, by: 1 << 24) {
            let piece = bytes.extracting(start..<min(start + (1 << 24), bytes.count))
            var sum: UInt32 = 0
            for i in 0..<piece.count { sum &+= UInt32(Int8(bitPattern: piece[i]).magnitude) }
            total += UInt64(sum)
        }
        return total
    }
}

/// The neighbour nearest to left + up − corner; left before up before corner.
@inline(__always)
private func paeth(_ left: UInt8, _ up: UInt8, _ corner: UInt8) -> UInt8 {
    let (a, b, c) = (Int16(left), Int16(up), Int16(corner))
    let (toLeft, toUp) = (abs(b &- c), abs(a &- c))
    let toCorner = abs(a &+ b &- c &- c)
    let other = toUp <= toCorner ? up : corner
    return toLeft <= toUp && toLeft <= toCorner ? left : other
}
