internal import CLCMS2

/// An ICC profile and the ways from its code values to linear BT.709 light, relative colorimetric with black point compensation.
struct ICCProfile: ~Copyable {
    private let handle: cmsHPROFILE

    /// nil where lcms2 cannot open it.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let handle = cmsOpenProfileFromMem(bytes.baseAddress, UInt32(clamping: bytes.count)) else { return nil }
        self.handle = handle
    }

    /// RGB with the white, red, green and blue (x and y of each) and the gamma stated; nil where lcms2 sees no colour space in them.
    init?(chromaticities c: [Double], gamma: Double) {
        var white = cmsCIExyY(x: c[0], y: c[1], Y: 1)
        var primaries = cmsCIExyYTRIPLE(Red: .init(x: c[2], y: c[3], Y: 1), Green: .init(x: c[4], y: c[5], Y: 1), Blue: .init(x: c[6], y: c[7], Y: 1))
        guard let curve = cmsBuildGamma(nil, gamma) else { return nil }
        defer { cmsFreeToneCurve(curve) }
        var curves: [OpaquePointer?] = [curve, curve, curve]
        guard let handle = cmsCreateRGBProfile(&white, &primaries, &curves) else { return nil }
        self.handle = handle
    }

    deinit { cmsCloseProfile(handle) }

    /// A transform of rows of `layout`; nil where the profile is not made for it.
    func transform(from layout: Light.Layout, hasAlpha: Bool, sampleBytes: Int) -> ProfileTransform? {
        let type: (channels: UInt32, space: UInt32)
        switch (layout, cmsGetColorSpace(handle)) {
        case (.gray, cmsSigGrayData): type = (1, UInt32(PT_GRAY))
        case (.rgb, cmsSigRgbData): type = (3, UInt32(PT_RGB))
        case (.cmyk, cmsSigCmykData), (.invertedCMYK, cmsSigCmykData): type = (4, UInt32(PT_CMYK))
        default: return nil
        }
        let flavour: UInt32 = layout == .invertedCMYK ? 1 : 0
        let transform = transform(format: type.space << 16 | flavour << 13 | (hasAlpha ? 1 : 0) << 7 | type.channels << 3 | UInt32(sampleBytes))
        // A profile may be well formed and yet lead nowhere.
        let black = [UInt8](repeating: 0, count: 16), white = [UInt8](repeating: 255, count: 16)
        guard let transform, transform.isFinite(at: black), transform.isFinite(at: white) else { return nil }
        return transform
    }

    /// The light of grey code values 0 … 1; nil where this is no profile of greys.
    func light(ofGrays codes: [Float]) -> [Float]? {
        guard cmsGetColorSpace(handle) == cmsSigGrayData, let transform = transform(format: Self.floats | UInt32(PT_GRAY) << 16 | 1 << 3) else { return nil }
        let light = transform.light(codes, pixels: codes.count)
        let grays = codes.indices.map { light[3 * $0 + 1] }
        return grays.allSatisfy(\.isFinite) ? grays : nil
    }

    /// The three curves at `codes`, one after another, and the primaries; nil where the profile is not made of just these.
    ///
    /// lcms2 itself is asked whether curves and primaries say the same as its own transform.
    func curvesAndPrimaries(_ codes: [Float]) -> ([Float], Light.Primaries)? {
        guard cmsGetColorSpace(handle) == cmsSigRgbData, cmsIsMatrixShaper(handle) != 0,
              let transform = transform(format: Self.floats | UInt32(PT_RGB) << 16 | 3 << 3),
              let red = cmsReadTag(handle, cmsSigRedTRCTag), let green = cmsReadTag(handle, cmsSigGreenTRCTag), let blue = cmsReadTag(handle, cmsSigBlueTRCTag)
        else { return nil }
        let curves = [red, green, blue].map { OpaquePointer($0) }
        let unit = transform.light([1, 0, 0, 0, 1, 0, 0, 0, 1], pixels: 3)
        func colour(_ i: Int) -> SIMD4<Float> { SIMD4(unit[3 * i], unit[3 * i + 1], unit[3 * i + 2], 0) }
        let primaries = Light.Primaries(red: colour(0), green: colour(1), blue: colour(2))
        let probes: [Float] = [0, 0, 0, 1, 1, 1, 0.5, 0.5, 0.5, 0.02, 0.3, 0.9, 0.8, 0.1, 0.05, 0.25, 0.75, 0.6]
        let expected = transform.light(probes, pixels: probes.count / 3)
        for i in stride(from: 0, to: probes.count, by: 3) {
            let (r, g, b) = (cmsEvalToneCurveFloat(curves[0], probes[i]), cmsEvalToneCurveFloat(curves[1], probes[i + 1]), cmsEvalToneCurveFloat(curves[2], probes[i + 2]))
            let error = primaries.red * r + primaries.green * g + primaries.blue * b - SIMD4(expected[i], expected[i + 1], expected[i + 2], 0)
            // A NaN fails this too.
            guard (error * error).sum() < 1e-7 else { return nil }
        }
        let light = curves.flatMap { curve in codes.map { cmsEvalToneCurveFloat(curve, $0) } }
        return light.allSatisfy(\.isFinite) ? (light, primaries) : nil
    }

    private static let floats = UInt32(1) << 22 | 4

    private func transform(format: UInt32) -> ProfileTransform? {
        let standard = [0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06]
        guard let linear = ICCProfile(chromaticities: standard, gamma: 1) else { return nil }
        let target = Self.floats | UInt32(PT_RGB) << 16 | 3 << 3
        let flags = UInt32(cmsFLAGS_BLACKPOINTCOMPENSATION)
        return cmsCreateTransform(handle, format, linear.handle, target, UInt32(INTENT_RELATIVE_COLORIMETRIC), flags).map { ProfileTransform($0) }
    }
}

/// An lcms2 transform to linear BT.709 floats.
final class ProfileTransform {
    private let handle: cmsHTRANSFORM

    init(_ handle: cmsHTRANSFORM) { self.handle = handle }
    deinit { cmsDeleteTransform(handle) }

    func apply(_ row: UnsafeRawBufferPointer, width: Int, to target: inout [Float]) {
        target.withUnsafeMutableBytes { cmsDoTransform(handle, row.baseAddress, $0.baseAddress, UInt32(width)) }
    }

    func light(_ codes: [Float], pixels: Int) -> [Float] {
        var light = [Float](repeating: 0, count: 3 * pixels)
        codes.withUnsafeBytes { apply($0, width: pixels, to: &light) }
        return light
    }

    func isFinite(at code: [UInt8]) -> Bool {
        var light: [Float] = [0, 0, 0]
        code.withUnsafeBytes { apply($0, width: 1, to: &light) }
        return light.allSatisfy(\.isFinite)
    }
}
