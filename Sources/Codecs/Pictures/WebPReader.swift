internal import CWebP
internal import ImpressionRaster

/// Reads still WebP pictures by libwebp, lossy and lossless.
func readWebP(_ bytes: [UInt8], limits: PictureLimits) throws(PictureError) -> DecodedPicture {
    var features = WebPBitstreamFeatures()
    let status = bytes.withUnsafeBufferPointer { WebPGetFeaturesInternal($0.baseAddress, $0.count, &features, WEBP_DECODER_ABI_VERSION) }
    guard status == VP8_STATUS_OK else { throw .damaged(.webp, reason: reason(status)) }
    let (width, height) = (Int(features.width), Int(features.height))
    guard features.has_animation == 0 else { throw .unsupported(.webp, what: "an animation") }
    guard width > 0, height > 0 else { throw .empty(width: width, height: height) }
    guard width <= limits.maxPixels / height else { throw .tooLarge(width: width, height: height, limit: limits.maxPixels) }
    let hasAlpha = features.has_alpha != 0
    let channels = hasAlpha ? 4 : 3
    var samples = [UInt8](repeating: 0, count: width * height * channels)
    let decoded = bytes.withUnsafeBufferPointer { input in
        samples.withUnsafeMutableBufferPointer { output in
            hasAlpha ? WebPDecodeRGBAInto(input.baseAddress, input.count, output.baseAddress, output.count, Int32(width * channels))
                     : WebPDecodeRGBInto(input.baseAddress, input.count, output.baseAddress, output.count, Int32(width * channels))
        }
    }
    guard decoded != nil else { throw .damaged(.webp, reason: "the file ends early or is corrupt") }
    let profiled = profileChunk(bytes).flatMap { range in
        bytes[range].withUnsafeBytes { Light(profile: $0, layout: .rgb, hasAlpha: hasAlpha, sampleBytes: 1) }
    }
    let light = profiled ?? Light(layout: .rgb, hasAlpha: hasAlpha, sampleBytes: 1)
    var canvas = PictureCanvas(width: width, height: height)
    samples.withUnsafeBytes { all in
        for y in 0..<height { canvas.add(UnsafeRawBufferPointer(rebasing: all[y * width * channels..<(y + 1) * width * channels]), y: y, by: light) }
    }
    return DecodedPicture(picture: canvas.finish(), format: .webp, bitDepth: 8, isGray: false, hasAlpha: hasAlpha,
                          colour: profiled == nil ? .assumedSRGB : .profile, pixelsPerMillimetre: nil)
}

/// The bytes of the RIFF chunk that holds an ICC profile.
private func profileChunk(_ bytes: [UInt8]) -> Range<Int>? {
    var at = 12
    while at + 8 <= bytes.count {
        let length = Int(bytes[at + 4]) | Int(bytes[at + 5]) << 8 | Int(bytes[at + 6]) << 16 | Int(bytes[at + 7]) << 24
        guard at + 8 + length <= bytes.count else { return nil }
        if bytes[at..<at + 4].elementsEqual("ICCP".utf8) { return at + 8..<at + 8 + length }
        at += 8 + length + length % 2
    }
    return nil
}

private func reason(_ status: VP8StatusCode) -> String {
    switch status {
    case VP8_STATUS_NOT_ENOUGH_DATA: "the file ends early"
    case VP8_STATUS_UNSUPPORTED_FEATURE: "a feature that libwebp does not know"
    default: "the bit stream is corrupt"
    }
}
