public import ImpressionGeometry
import ImpressionRaster

/// What the lines of one layer cover, sampled on a grid: once, twice, or not at all.
///
/// A line covers its true width with half-round ends. Lines that lie side by side overlap by their rounded flanks, which is meant; what is laid
/// twice is counted on the narrower rectangle of the same volume, which neighbours share without overlap.
public struct DepositGrid: Sendable {
    /// What is known of a sample, as bits.
    struct Mark {
        static let covered: UInt8 = 1, once: UInt8 = 2, twice: UInt8 = 4
        static let section: UInt8 = 8, inner: UInt8 = 16, above: UInt8 = 32, below: UInt8 = 64
    }

    let frame: PixelFrame
    var marks: [UInt8]

    /// Bridges are round threads; slicers set them this far apart, and mean it, mm.
    private static let bridgeGap = 0.06
    /// Samples of one layer are no more than this.
    private static let greatestCount = 6_000_000.0

    /// - Parameter pitch: mm; it grows where the box would need too many samples.
    public init(around box: Box, pitch: Double = 0.05) {
        let box = box.isEmpty ? Box(min: .zero, max: Point(1, 1)) : box.expanded(by: 1)
        frame = PixelFrame(around: box, pixelSize: max(pitch, (box.width * box.height / Self.greatestCount).squareRoot()))
        marks = .init(repeating: 0, count: frame.width * frame.height)
    }

    /// mm².
    public var sampleArea: Double { frame.pixelSize * frame.pixelSize }

    public mutating func clear() {
        marks.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }

    /// Adds a line, moved.
    public mutating func add(_ bead: GCodeReplay.Bead, movedBy shift: Point = .zero) {
        let (a, b) = (bead.from + shift, bead.to + shift), length = a.distance(to: b)
        guard length > 0, bead.width > 0, bead.width < 100, bead.height > 0 else { return }
        fill(BeadShape(a, b, width: bead.width + (bead.feature == .bridge ? Self.bridgeGap : 0))) { $0 |= Mark.covered }
        fill(BeadShape(a, b, width: bead.volume / length / bead.height, isRound: false)) { $0 |= $0 & Mark.once != 0 ? Mark.twice : Mark.once }
    }

    private mutating func fill(_ shape: BeadShape, _ mark: (inout UInt8) -> Void) {
        let box = shape.bounds, frame = frame, size = frame.pixelSize
        let (top, bottom) = (row(box.max.y), row(box.min.y))
        guard top <= bottom, frame.width > 0, frame.height > 0 else { return }
        marks.withUnsafeMutableBufferPointer { marks in
            for y in max(0, top)...max(0, bottom) where y < frame.height {
                guard let span = shape.span(y: frame.topLeft.y - (Double(y) + 0.5) * size) else { continue }
                let first = max(0, Self.column(span.left, frame)), last = min(frame.width, Self.column(span.right, frame))
                if first < last { for i in y * frame.width + first..<y * frame.width + last { mark(&marks[i]) } }
            }
        }
    }

    private func row(_ y: Double) -> Int { Int(max(-1, min(Double(frame.height), ((frame.topLeft.y - y) / frame.pixelSize - 0.5).rounded(.up)))) }
    /// The first sample whose middle lies at or beyond `x`.
    private static func column(_ x: Double, _ frame: PixelFrame) -> Int { Int(max(-1, min(Double(frame.width), ((x - frame.topLeft.x) / frame.pixelSize - 0.5).rounded(.up)))) }

    /// Marks the samples whose middle a region holds.
    mutating func mark(_ region: Region, _ bit: UInt8) {
        guard !region.isEmpty else { return }
        var rasterizer = CoverageRasterizer(width: frame.width, height: frame.height)
        for i in 0..<region.contours.count { rasterizer.add(region.contours[i].map { frame.pixels($0.point) }) }
        rasterizer.forEachRow(.nonZero) { y, spans in
            for span in spans where span.coverage >= 0.5 {
                let start = y * frame.width + Int(span.x)
                for i in start..<start + Int(span.length) { marks[i] |= bit }
            }
        }
    }
}
