public import ImpressionRaster

/// Reads a PNG, JPEG or WebP picture, or the first of a GIF, into linear light.
///
/// Colour is managed: an embedded profile, PNG's sRGB, gAMA and cHRM chunks and EXIF's orientation are honoured; without them sRGB is assumed.
/// Takes 16 bytes a pixel and one row (the whole picture once more, as stored, for interlaced PNG and for WebP). A file that ends early is
/// refused, never half a picture.
public func readPicture(_ bytes: [UInt8], limits: PictureLimits = .init()) throws(PictureError) -> DecodedPicture {
    switch PictureFormat(of: bytes) {
    case .png: try readPNG(bytes, limits: limits)
    case .jpeg: try readJPEG(bytes, limits: limits)
    case .webp: try readWebP(bytes, limits: limits)
    case .gif: try readGIF(bytes, limits: limits)
    case nil: throw .unknownFormat(firstBytes: Array(bytes.prefix(8)))
    }
}

/// A picture's encoded grey as numbers, for height maps: no colour management, 16-bit precision kept.
public struct HeightMap: Sendable {
    /// 0 … 1, row 0 at the top. Of a coloured picture, its BT.709-weighted sum.
    public var values: Raster<Float>
    /// 0 … 1; nil where the file has no transparency.
    public var alpha: Raster<Float>?

    public init(values: Raster<Float>, alpha: Raster<Float>? = nil) { (self.values, self.alpha) = (values, alpha) }
}

/// Reads the stored code values of a PNG as heights; other formats through their decoded 8-bit values.
public func readHeightMap(_ bytes: [UInt8], limits: PictureLimits = .init()) throws(PictureError) -> HeightMap {
    guard PictureFormat(of: bytes) == .png else { return HeightMap(encoded: try readPicture(bytes, limits: limits)) }
    var reader = try PNGReader(bytes, limits: limits)
    let (width, height, channels, wide) = (reader.width, reader.height, Int(reader.info.channels), reader.info.sample_bytes == 2)
    let hasAlpha = reader.hasAlpha
    var values = Raster<Float>(width: width, height: height, filledWith: 0)
    var alpha = Raster<Float>(width: hasAlpha ? width : 0, height: hasAlpha ? height : 0, filledWith: 0)
    try reader.rows { y, row in
        for x in 0..<width {
            func sample(_ channel: Int) -> Float {
                let i = x * channels + channel
                return wide ? Float(row.loadUnaligned(fromByteOffset: 2 * i, as: UInt16.self)) / 65535 : Float(row[i]) / 255
            }
            values[x, y] = channels < 3 ? sample(0) : 0.2126 * sample(0) + 0.7152 * sample(1) + 0.0722 * sample(2)
            if hasAlpha { alpha[x, y] = sample(channels - 1) }
        }
    }
    return HeightMap(values: values, alpha: hasAlpha ? alpha : nil)
}

extension HeightMap {
    /// Back from light to sRGB code values.
    fileprivate init(encoded decoded: DecodedPicture) {
        values = decoded.picture.map { pixel in
            let light = pixel.w > 0 ? pixel / pixel.w : .zero
            return 0.2126 * encodedSRGB(light.x) + 0.7152 * encodedSRGB(light.y) + 0.0722 * encodedSRGB(light.z)
        }
        alpha = decoded.hasAlpha ? decoded.picture.map(\.w) : nil
    }
}

private func readPNG(_ bytes: [UInt8], limits: PictureLimits) throws(PictureError) -> DecodedPicture {
    var reader = try PNGReader(bytes, limits: limits)
    let (light, colour) = reader.light()
    var canvas = PictureCanvas(width: reader.width, height: reader.height)
    try reader.rows { y, row in canvas.add(row, y: y, by: light) }
    let density = reader.info.pixels_per_metre
    return DecodedPicture(picture: canvas.finish(), format: .png, bitDepth: Int(reader.info.bit_depth), isGray: reader.isGray, hasAlpha: reader.hasAlpha,
                          colour: colour, pixelsPerMillimetre: density > 0 ? density / 1000 : nil)
}
