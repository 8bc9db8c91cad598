import ImpressionRaster

/// Reads a picture row by row, upright and from the top, as linear light: for those who need not keep it whole.
///
/// A PNG takes one row of memory; other formats are read whole first.
///
/// - Parameters:
///   - begin: Takes width and height, before any row.
///   - add: Takes each row with its place.
public func readPictureRows(_ bytes: [UInt8], limits: PictureLimits = .init(), begin: (Int, Int) -> Void, add: (Int, Span<SIMD4<Float>>) -> Void) throws(PictureError) {
    guard PictureFormat(of: bytes) == .png else {
        let picture = try readPicture(bytes, limits: limits).picture
        begin(picture.width, picture.height)
        for y in 0..<picture.height { add(y, picture.row(y)) }
        return
    }
    var reader = try PNGReader(bytes, limits: limits)
    let (light, _) = reader.light()
    let width = reader.width
    var pixels = [SIMD4<Float>](repeating: .zero, count: width), scratch = [Float](repeating: 0, count: 3 * width)
    begin(width, reader.height)
    try reader.rows { y, row in
        pixels.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { light.convert(row, width: width, scratch: &scratch, to: base, step: 1) }
        }
        add(y, pixels.span)
    }
}
