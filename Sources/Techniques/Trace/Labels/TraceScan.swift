import ImpressionGeometry
import ImpressionRaster

/// What tracing keeps of a picture: a byte a pixel where tones are enough, four where colours count.
public struct TraceScan: PictureScan {
    enum Kind: Sendable { case lightness, clearness, colours }

    let width: Int
    let height: Int
    /// Of the kind that is kept; the other is empty.
    private(set) var tones: Raster<UInt8>
    private(set) var colours: Raster<SIMD4<UInt8>>
    private let kind: Kind
    private let table = Tones()

    init(width: Int, height: Int, _ kind: Kind) {
        (self.width, self.height, self.kind) = (width, height, kind)
        let isColoured = kind == .colours
        tones = Raster(width: isColoured ? 0 : width, height: isColoured ? 0 : height, filledWith: 0)
        colours = Raster(width: isColoured ? width : 0, height: isColoured ? height : 0, filledWith: .zero)
    }

    init(_ picture: LinearPicture, _ kind: Kind, _ workers: Workers) {
        self.init(width: picture.width, height: picture.height, kind)
        let table = table
        switch kind {
        case .lightness: tones.updateRows(workers) { y, row in table.lightness(picture.row(y), &row) }
        case .clearness: tones.updateRows(workers) { y, row in table.clearness(picture.row(y), &row) }
        case .colours: colours.updateRows(workers) { y, row in table.colours(picture.row(y), &row) }
        }
    }

    public mutating func add(_ row: Span<SIMD4<Float>>, y: Int) {
        switch kind {
        case .lightness: tones.update(row: y) { table.lightness(row, &$0) }
        case .clearness: tones.update(row: y) { table.clearness(row, &$0) }
        case .colours: colours.update(row: y) { table.colours(row, &$0) }
        }
    }
}

extension Raster {
    fileprivate mutating func update(row y: Int, _ body: (inout MutableSpan<Pixel>) -> Void) {
        let start = y * width
        pixels.withUnsafeMutableBufferPointer { buffer in
            var span = MutableSpan(_unsafeElements: UnsafeMutableBufferPointer(rebasing: buffer[start..<start + width]))
            body(&span)
        }
    }
}
