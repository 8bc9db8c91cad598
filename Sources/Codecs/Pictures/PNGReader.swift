internal import CodecShims
internal import ImpressionRaster

/// Reads PNG by libpng, row by row where the picture is not interlaced.
struct PNGReader: ~Copyable {
    private let reader: OpaquePointer?
    private(set) var info = impression_png_info()
    /// The file, at a place that does not move while libpng reads on.
    private let bytes: UnsafeMutableBufferPointer<UInt8>

    init(_ file: [UInt8], limits: PictureLimits) throws(PictureError) {
        bytes = .allocate(capacity: file.count)
        _ = bytes.initialize(fromContentsOf: file)
        var reader: OpaquePointer?
        var info = impression_png_info()
        let status = impression_png_open(&reader, bytes.baseAddress, bytes.count, UInt64(max(0, limits.maxPixels)), &info)
        self.reader = reader
        self.info = info
        if status == 2 { throw .tooLarge(width: Int(info.width), height: Int(info.height), limit: limits.maxPixels) }
        if status != 0 { throw .damaged(.png, reason: message(&info.message)) }
    }

    deinit {
        impression_png_close(reader)
        bytes.deallocate()
    }

    var width: Int { Int(info.width) }
    var height: Int { Int(info.height) }
    var hasAlpha: Bool { info.channels == 2 || info.channels == 4 }
    var isGray: Bool { info.channels < 3 }
    private var stride: Int { width * Int(info.channels) * Int(info.sample_bytes) }

    /// Hands every row, expanded to whole bytes, to `body`.
    mutating func rows(_ body: (Int, UnsafeRawBufferPointer) -> Void) throws(PictureError) {
        var info = info
        let (reader, stride, height) = (reader, stride, height)
        var failed = false
        let all = info.interlaced != 0
        var buffer = [UInt8](repeating: 0, count: all ? stride * height : stride)
        buffer.withUnsafeMutableBufferPointer { buffer in
            if all { failed = impression_png_rows(reader, buffer.baseAddress, stride, &info) != 0 }
            for y in 0..<height where !failed {
                if !all { failed = impression_png_row(reader, buffer.baseAddress, &info) != 0 }
                let start = all ? y * stride : 0
                if !failed { body(y, UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[start..<start + stride])) }
            }
        }
        failed = failed || impression_png_finish(reader, &info) != 0
        if failed { throw .damaged(.png, reason: message(&info.message)) }
    }

    /// How the stored samples become light: iCCP before sRGB before cHRM and gAMA before the sRGB that is assumed.
    func light() -> (Light, DecodedPicture.ColourSource) {
        let layout: Light.Layout = isGray ? .gray : .rgb
        let size = Int(info.sample_bytes)
        func plain(_ gamma: Double?) -> Light { Light(layout: layout, hasAlpha: hasAlpha, sampleBytes: size, gamma: gamma) }
        if let profile = info.profile {
            let bytes = UnsafeRawBufferPointer(start: profile, count: info.profile_length)
            if let light = Light(profile: bytes, layout: layout, hasAlpha: hasAlpha, sampleBytes: size) { return (light, .profile) }
        }
        if info.has_srgb != 0 { return (plain(nil), .sRGB) }
        guard info.has_gamma != 0, info.gamma > 0.01, info.gamma < 100 else { return (plain(nil), .assumedSRGB) }
        if !isGray, info.has_chromaticities != 0, let light = chromaticLight() { return (light, .chromaticities) }
        return (plain(1 / info.gamma), .gamma)
    }

    /// nil for the primaries of sRGB, which need no matrix.
    private func chromaticLight() -> Light? {
        let c = info.chromaticities
        let stated = [c.0, c.1, c.2, c.3, c.4, c.5, c.6, c.7]
        let standard = [0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06]
        if zip(stated, standard).allSatisfy({ abs($0 - $1) < 0.001 }) { return nil }
        return Light(chromaticities: stated, gamma: 1 / info.gamma, hasAlpha: hasAlpha, sampleBytes: Int(info.sample_bytes))
    }
}

/// The text in a C message buffer.
func message<Tuple>(_ tuple: inout Tuple) -> String {
    withUnsafeBytes(of: &tuple) { buffer in String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self) }
}
