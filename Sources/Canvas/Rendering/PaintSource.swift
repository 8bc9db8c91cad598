internal import ImpressionGeometry
internal import ImpressionRaster

/// Pixels, premultiplied; in sRGB code values, or in linear light where a drawing is composited so.
typealias PixelValue = SIMD4<Float>

/// What an area is covered with, ready to be asked pixel by pixel.
enum PaintSource: Sendable {
    case solid(PixelValue)
    case sampled(any PixelSource)
}

/// Gives colours along rows of pixels.
protocol PixelSource: Sendable {
    /// Does what is put off until an area is drawn, so that only one holds its memory at a time.
    func prepared() -> any PixelSource

    /// Premultiplied colours of the pixels from (x, y) to the right.
    func fill(_ row: inout [PixelValue], count: Int, x: Int, y: Int)
}

extension PixelSource {
    func prepared() -> any PixelSource { self }
}

/// How colours become pixel values.
struct ColorSpace: Sendable {
    var isLinear: Bool

    /// Straight components in, straight out.
    func components(_ c: Color) -> PixelValue {
        isLinear ? PixelValue(SRGB.decoded(c.red), SRGB.decoded(c.green), SRGB.decoded(c.blue), c.alpha) : PixelValue(c.red, c.green, c.blue, c.alpha)
    }

    func value(_ c: Color) -> PixelValue { Self.premultiplied(components(c)) }

    @inline(__always)
    static func premultiplied(_ p: PixelValue) -> PixelValue {
        var result = p * p.w
        result.w = p.w
        return result
    }
}
