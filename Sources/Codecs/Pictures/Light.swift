internal import ImpressionRaster
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Turns a row of stored samples into premultiplied linear light.
///
/// Curves become tables with one entry a code value, primaries a matrix; only profiles that are more than curves and primaries go through lcms2.
struct Light {
    enum Layout { case gray, rgb, cmyk, invertedCMYK }

    private let layout: Layout
    private let hasAlpha: Bool
    /// Bytes a sample: 1 or 2.
    private let sampleBytes: Int
    /// Light of each code value; red, green and blue one after another where their curves differ.
    private let table: [Float]
    /// The light of one unit of red, green and blue in BT.709; nil where that is what they are.
    private let primaries: Primaries?
    private let transform: ProfileTransform?

    struct Primaries { var red, green, blue: SIMD4<Float> }

    /// - Parameter gamma: Exponent from code value to light; nil means the sRGB curve.
    init(layout: Layout, hasAlpha: Bool, sampleBytes: Int, gamma: Double? = nil) {
        (self.layout, self.hasAlpha, self.sampleBytes, primaries, transform) = (layout, hasAlpha, sampleBytes, nil, nil)
        let top = Self.top(sampleBytes)
        table = (0...top).map { code in
            let value = Double(code) / Double(top)
            if let gamma { return Float(pow(value, gamma)) }
            return Float(value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
        }
    }

    /// nil where the profile is broken or not made for `layout`.
    init?(profile bytes: UnsafeRawBufferPointer, layout: Layout, hasAlpha: Bool, sampleBytes: Int) {
        guard let profile = ICCProfile(bytes) else { return nil }
        self.init(profile, layout: layout, hasAlpha: hasAlpha, sampleBytes: sampleBytes)
    }

    /// From RGB with stated primaries (white, red, green, blue; x and y of each) and one gamma; nil where these make no colour space.
    init?(chromaticities: [Double], gamma: Double, hasAlpha: Bool, sampleBytes: Int) {
        guard let profile = ICCProfile(chromaticities: chromaticities, gamma: gamma) else { return nil }
        self.init(profile, layout: .rgb, hasAlpha: hasAlpha, sampleBytes: sampleBytes)
    }

    private init?(_ profile: borrowing ICCProfile, layout: Layout, hasAlpha: Bool, sampleBytes: Int) {
        (self.layout, self.hasAlpha, self.sampleBytes) = (layout, hasAlpha, sampleBytes)
        let codes = (0...Self.top(sampleBytes)).map { Float($0) / Float(Self.top(sampleBytes)) }
        if layout == .gray, let light = profile.light(ofGrays: codes) {
            (table, primaries, transform) = (light, nil, nil)
        } else if layout == .rgb, let (light, colours) = profile.curvesAndPrimaries(codes) {
            (table, primaries, transform) = (light, colours, nil)
        } else {
            guard let transform = profile.transform(from: layout, hasAlpha: hasAlpha, sampleBytes: sampleBytes) else { return nil }
            (table, primaries, self.transform) = ([], nil, transform)
        }
    }

    private static func top(_ sampleBytes: Int) -> Int { sampleBytes == 1 ? 255 : 65535 }

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
        case (.rgb, _):
            let channels = hasAlpha ? 4 : 3
            // Where the three share a curve, all start at 0.
            let curve = light.count > Int(top) + 1 ? Int(top) + 1 : 0
            for x in 0..<width {
                let i = channels &* x
                let (r, g, b) = (light[Int(row[i])], light[curve &+ Int(row[i &+ 1])], light[2 &* curve &+ Int(row[i &+ 2])])
                var pixel = SIMD4(r, g, b, 1)
                if let primaries {
                    pixel = primaries.red * r + primaries.green * g + primaries.blue * b
                    pixel.w = 1
                }
                target[x &* step] = hasAlpha ? pixel * (Float(row[i &+ 3]) / top) : pixel
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
}
