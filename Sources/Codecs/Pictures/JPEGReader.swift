internal import CodecShims
internal import ImpressionRaster

/// Reads JPEG by libjpeg-turbo, row by row.
func readJPEG(_ bytes: [UInt8], limits: PictureLimits) throws(PictureError) -> DecodedPicture {
    var reader: OpaquePointer?
    var info = impression_jpeg_info()
    defer { impression_jpeg_close(reader) }
    var canvas: PictureCanvas?
    var colour = DecodedPicture.ColourSource.assumedSRGB
    let status = bytes.withUnsafeBufferPointer { buffer -> Int32 in
        let status = impression_jpeg_open(&reader, buffer.baseAddress, buffer.count, UInt64(max(0, limits.maxPixels)), &info)
        guard status == 0 else { return status }
        let (light, source) = jpegLight(info)
        colour = source
        var picture = PictureCanvas(width: Int(info.width), height: Int(info.height), orientation: Int(info.orientation))
        var row = [UInt8](repeating: 0, count: Int(info.width) * Int(info.channels))
        for y in 0..<Int(info.height) {
            let status = row.withUnsafeMutableBufferPointer { impression_jpeg_row(reader, $0.baseAddress, &info) }
            guard status == 0 else { return status }
            row.withUnsafeBytes { picture.add($0, y: y, by: light) }
        }
        canvas = picture
        return 0
    }
    if status == 2 { throw .tooLarge(width: Int(info.width), height: Int(info.height), limit: limits.maxPixels) }
    guard status == 0, let canvas else { throw .damaged(.jpeg, reason: message(&info.message)) }
    return DecodedPicture(picture: canvas.finish(), format: .jpeg, bitDepth: 8, isGray: info.channels == 1, hasAlpha: false, colour: colour,
                          pixelsPerMillimetre: info.pixels_per_metre > 0 ? info.pixels_per_metre / 1000 : nil)
}

private func jpegLight(_ info: impression_jpeg_info) -> (Light, DecodedPicture.ColourSource) {
    let layout: Light.Layout = info.channels == 1 ? .gray : info.channels == 3 ? .rgb : info.inverted != 0 ? .invertedCMYK : .cmyk
    if let profile = info.profile {
        let bytes = UnsafeRawBufferPointer(start: profile, count: info.profile_length)
        if let light = Light(profile: bytes, layout: layout, hasAlpha: false, sampleBytes: 1) { return (light, .profile) }
    }
    return (Light(layout: layout, hasAlpha: false, sampleBytes: 1), info.channels == 4 ? .plainCMYK : .assumedSRGB)
}
