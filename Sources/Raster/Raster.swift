public import ImpressionGeometry

/// A rectangle of pixels, rows from top to bottom unless its owner says otherwise.
@frozen
public struct Raster<Pixel: BitwiseCopyable & Sendable>: Sendable {
    public let width: Int
    public let height: Int
    /// Row after row, `width · height` of them.
    public var pixels: [Pixel]

    @inlinable
    public init(width: Int, height: Int, filledWith pixel: Pixel) {
        precondition(width >= 0 && height >= 0, "a raster cannot have a negative size")
        self.width = width
        self.height = height
        pixels = .init(repeating: pixel, count: width * height)
    }

    /// Adopts pixels that are already in row order.
    @inlinable
    public init(width: Int, height: Int, pixels: [Pixel]) {
        precondition(width >= 0 && height >= 0 && pixels.count == width * height, "pixels do not fill the raster")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    @inlinable public var isEmpty: Bool { pixels.isEmpty }

    /// One pixel. In a loop take `row(_:)` first: index arithmetic with overflow checks blocks vectorising.
    @inlinable
    public subscript(x: Int, y: Int) -> Pixel {
        get { pixels[y * width + x] }
        set { pixels[y * width + x] = newValue }
    }

    @inlinable
    @_lifetime(borrow self)
    public func row(_ y: Int) -> Span<Pixel> {
        let all = pixels.span
        return all.extracting(y * width..<(y + 1) * width)
    }

    /// Hands every row to `body`, several at a time.
    @inlinable
    public mutating func updateRows(_ workers: Workers = .one, _ body: (Int, inout MutableSpan<Pixel>) -> Void) {
        workers.updateRuns(of: &pixels, length: width, body)
    }

    /// Each pixel through `transform`.
    @inlinable
    public func map<Other>(_ transform: (Pixel) -> Other) -> Raster<Other> {
        Raster<Other>(width: width, height: height, pixels: pixels.map(transform))
    }
}

extension Raster: Equatable where Pixel: Equatable {}

/// Linear light, red, green, blue with BT.709 primaries and D65 white, and coverage; premultiplied by coverage.
/// 1 is the display's white. Values may leave 0 … 1.
public typealias LinearPicture = Raster<SIMD4<Float>>
