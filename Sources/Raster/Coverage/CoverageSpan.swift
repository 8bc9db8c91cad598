/// A run of pixels in one row that share a coverage. Rows and pixels that are not covered have none.
@frozen
public struct CoverageSpan: Sendable, Hashable, BitwiseCopyable {
    public var y: Int32
    public var x: Int32
    /// Pixels, at least 1.
    public var length: Int32
    /// Share of each pixel that is covered, above 0 and at most 1.
    public var coverage: Float

    @inlinable
    public init(y: Int32, x: Int32, length: Int32, coverage: Float) {
        self.y = y
        self.x = x
        self.length = length
        self.coverage = coverage
    }

    /// Coverage in 255 steps, rounded.
    @inlinable public var byte: UInt8 { UInt8(coverage * 255 + 0.5) }
}

extension Raster<UInt8> {
    /// The coverage of spans in 255 steps; everything else is 0. Spans beyond the raster are cut off.
    public init(width: Int, height: Int, covering spans: [CoverageSpan]) {
        self.init(width: width, height: height, filledWith: 0)
        for span in spans where span.y >= 0 && Int(span.y) < height {
            let (low, high) = (max(0, Int(span.x)), min(width, Int(span.x) + Int(span.length)))
            let (row, byte) = (Int(span.y) * width, span.byte)
            if low < high { for i in row + low..<row + high { pixels[i] = byte } }
        }
    }
}

extension Raster<Float> {
    /// The coverage of spans; everything else is 0. Spans beyond the raster are cut off.
    public init(width: Int, height: Int, covering spans: [CoverageSpan]) {
        self.init(width: width, height: height, filledWith: 0)
        for span in spans where span.y >= 0 && Int(span.y) < height {
            let (low, high) = (max(0, Int(span.x)), min(width, Int(span.x) + Int(span.length)))
            let row = Int(span.y) * width
            if low < high { for i in row + low..<row + high { pixels[i] = span.coverage } }
        }
    }
}
