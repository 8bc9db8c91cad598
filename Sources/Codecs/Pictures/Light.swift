internal import CLCMS2
internal import ImpressionRaster
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Turns a row of stored samples into premultiplied linear light.
///
/// sRGB and plain gammas go through a table with one entry a code value; profiles and chromaticities through lcms2.
struct Light {
    enum Layout { case gray, rgb, cmyk, invertedCMYK }

    private let layout: Layout
    private let hasAlpha: Bool
    /// Bytes a sample: 1 or 2.
    private let sampleBytes: Int
    private let table: [Float]
    private let transform: Transform?

    /// - Parameter gamma: Exponent from code value to light; nil means the sRGB curve.
    init(layout: Layout, hasAlpha: Bool, sampleBytes: Int, gamma: Double?, transform: Transform? = nil) {
        (self.layout, self.hasAlpha, self.sampleBytes, self.transform) = (layout, hasAlpha, sampleBytes, transform)
        let top = sampleBytes == 1 ? 255 : 65535
        table = (0...top).map { code in
            let value = Double(code) / Double(top)
            if let gamma { return Float(pow(value, gamma)) }
            return Float(value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
        }
    }

    /// Writes one row of `width` pixels to every `step`-th place of `target` from `start` on.
    func convert(_ row: UnsafeRawBufferPointer, width: Int, scratch: inout [Float], to target: UnsafeMutablePointer<SIMD4<Float>>, step: Int) {
        if let transform {
            transform.apply(row, width: width, to: &scratch)
            let scratch = scratch.span
            for x in 0..<width {
                let a = alpha(row, x)
                target[x &* step] = SIMD4(scratch[3 &* x], scratch[3 &* x &+ 1], scratch[3 &* x &+ 2], 1) * a
            }
            return
        }
        if sampleBytes == 1 {
            convert(row.bindMemory(to: UInt8.self), top: 255, width: width, to: target, step: step)
        } else {
            convert(row.bindMemory(to: UInt16.self), top: 65535, width: width, to: target, step: step)
        }
    }

    private func alpha(_ row: UnsafeRawBufferPointer, _ x: Int) -> Float {
        guard hasAlpha else { return 1 }
        let channels = layout == .gray ? 2 : 4
        let i = x * channels + channels - 1
        return sampleBytes == 1 ? Float(row[i]) / 255 : Float(row.loadUnaligned(fromByteOffset: 2 * i, as: UInt16.self)) / 65535
    }

    @inline(__always)
    private func convert<Sample: FixedWidthInteger>(_ row: UnsafeBufferPointer<Sample>, top: Float, width: Int, to target: UnsafeMutablePointer<SIMD4<Float>>, step: Int) {
        let light = table.span
        switch (layout, hasAlpha) {
        case (.gray, false):
            for x in 0..<width {
                let y = light[Int(row[x])]
                target[x &* step] = SIMD4(y, y, y, 1)
            }
        case (.gray, true):
            for x in 0..<width {
                let y = light[Int(row[2 &* x])]
                target[x &* step] = SIMD4(y, y, y, 1) * (Float(row[2 &* x &+ 1]) / top)
            }
        case (.rgb, false):
            for x in 0..<width {
                target[x &* step] = SIMD4(light[Int(row[3 &* x])], light[Int(row[3 &* x &+ 1])], light[Int(row[3 &* x &+ 2])], 1)
            }
        case (.rgb, true):
            for x in 0..<width {
                let a = Float(row[4 &* x &+ 3]) / top
                target[x &* step] = SIMD4(light[Int(row[4 &* x])], light[Int(row[4 &* x &+ 1])], light[Int(row[4 &* x &+ 2])], 1) * a
            }
        case (.cmyk, _), (.invertedCMYK, _):
            // Without a profile each ink passes its share of the light that black lets through.
            let inverted = layout == .invertedCMYK
            for x in 0..<width {
                var ink = SIMD4(Float(row[4 &* x]), Float(row[4 &* x &+ 1]), Float(row[4 &* x &+ 2]), Float(row[4 &* x &+ 3])) / top
                if !inverted { ink = 1 - ink }
                let code = ink * ink.w * top + 0.5
                target[x &* step] = SIMD4(light[Int(code.x)], light[Int(code.y)], light[Int(code.z)], 1)
            }
        }
    }

    /// An lcms2 transform to linear BT.709.
    final class Transform {
        private let handle: cmsHTRANSFORM

        /// nil where the profile is broken or not made for `layout`.
        init?(profile bytes: UnsafeRawBufferPointer, layout: Layout, hasAlpha: Bool, sampleBytes: Int) {
            guard let profile = cmsOpenProfileFromMem(bytes.baseAddress, UInt32(clamping: bytes.count)) else { return nil }
            defer { cmsCloseProfile(profile) }
            let space = cmsGetColorSpace(profile)
            let channels: UInt32
            let type: UInt32
            switch layout {
            case .gray where space == cmsSigGrayData: (channels, type) = (1, UInt32(PT_GRAY))
            case .rgb where space == cmsSigRgbData: (channels, type) = (3, UInt32(PT_RGB))
            case .cmyk where space == cmsSigCmykData, .invertedCMYK where space == cmsSigCmykData: (channels, type) = (4, UInt32(PT_CMYK))
            default: return nil
            }
            let flavour: UInt32 = layout == .invertedCMYK ? 1 : 0
            let format = type << 16 | flavour << 13 | (hasAlpha ? 1 : 0) << 7 | channels << 3 | UInt32(sampleBytes)
            guard let handle = Self.make(from: profile, format: format) else { return nil }
            self.handle = handle
        }

        /// From RGB with stated primaries and one gamma.
        init?(chromaticities c: [Double], gamma: Double, hasAlpha: Bool, sampleBytes: Int) {
            var white = cmsCIExyY(x: c[0], y: c[1], Y: 1)
            var primaries = cmsCIExyYTRIPLE(Red: .init(x: c[2], y: c[3], Y: 1), Green: .init(x: c[4], y: c[5], Y: 1), Blue: .init(x: c[6], y: c[7], Y: 1))
            guard let curve = cmsBuildGamma(nil, gamma) else { return nil }
            defer { cmsFreeToneCurve(curve) }
            var curves: [OpaquePointer?] = [curve, curve, curve]
            guard let profile = cmsCreateRGBProfile(&white, &primaries, &curves) else { return nil }
            defer { cmsCloseProfile(profile) }
            let format = UInt32(PT_RGB) << 16 | (hasAlpha ? 1 : 0) << 7 | 3 << 3 | UInt32(sampleBytes)
            guard let handle = Self.make(from: profile, format: format) else { return nil }
            self.handle = handle
        }

        deinit { cmsDeleteTransform(handle) }

        private static func make(from profile: cmsHPROFILE, format: UInt32) -> cmsHTRANSFORM? {
            var white = cmsCIExyY(x: 0.3127, y: 0.3290, Y: 1)
            var primaries = cmsCIExyYTRIPLE(Red: .init(x: 0.64, y: 0.33, Y: 1), Green: .init(x: 0.30, y: 0.60, Y: 1), Blue: .init(x: 0.15, y: 0.06, Y: 1))
            guard let curve = cmsBuildGamma(nil, 1) else { return nil }
            defer { cmsFreeToneCurve(curve) }
            var curves: [OpaquePointer?] = [curve, curve, curve]
            guard let linear = cmsCreateRGBProfile(&white, &primaries, &curves) else { return nil }
            defer { cmsCloseProfile(linear) }
            let floats = UInt32(1) << 22 | UInt32(PT_RGB) << 16 | 3 << 3 | 4
            return cmsCreateTransform(profile, format, linear, floats, UInt32(INTENT_RELATIVE_COLORIMETRIC), UInt32(cmsFLAGS_BLACKPOINTCOMPENSATION))
        }

        func apply(_ row: UnsafeRawBufferPointer, width: Int, to target: inout [Float]) {
            target.withUnsafeMutableBytes { cmsDoTransform(handle, row.baseAddress, $0.baseAddress, UInt32(width)) }
        }
    }
}
