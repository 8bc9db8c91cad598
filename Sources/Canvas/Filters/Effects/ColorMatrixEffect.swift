internal import ImpressionGeometry
public import ImpressionRaster
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A linear map of colours that are not premultiplied. Source: Filter Effects Module Level 1, section 9.6.
public struct ColorMatrixEffect: FilterEffect {
    /// Columns for red, green, blue, alpha and 1.
    public var columns: [SIMD4<Float>]

    /// - Parameter rows: Twenty numbers, a row after the other; nil for another count.
    public init?(rows: [Double]) {
        guard rows.count == 20 else { return nil }
        let cells = rows.map(Float.init)
        columns = (0..<5).map { SIMD4<Float>(cells[$0], cells[5 + $0], cells[10 + $0], cells[15 + $0]) }
    }

    private init(_ r: [Double], _ g: [Double], _ b: [Double]) {
        columns = []
        for i in 0..<3 { columns.append(SIMD4<Float>(Float(r[i]), Float(g[i]), Float(b[i]), 0)) }
        columns += [SIMD4<Float>(0, 0, 0, 1), SIMD4<Float>.zero]
    }

    /// 0 is grey, 1 as it is.
    public static func saturate(_ s: Double) -> ColorMatrixEffect {
        ColorMatrixEffect([0.213 + 0.787 * s, 0.715 - 0.715 * s, 0.072 - 0.072 * s],
                          [0.213 - 0.213 * s, 0.715 + 0.285 * s, 0.072 - 0.072 * s],
                          [0.213 - 0.213 * s, 0.715 - 0.715 * s, 0.072 + 0.928 * s])
    }

    public static func hueRotate(degrees: Double) -> ColorMatrixEffect {
        let (c, s) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
        return ColorMatrixEffect([0.213 + 0.787 * c - 0.213 * s, 0.715 - 0.715 * c - 0.715 * s, 0.072 - 0.072 * c + 0.928 * s],
                                 [0.213 - 0.213 * c + 0.143 * s, 0.715 + 0.285 * c + 0.140 * s, 0.072 - 0.072 * c - 0.283 * s],
                                 [0.213 - 0.213 * c - 0.787 * s, 0.715 - 0.715 * c + 0.715 * s, 0.072 + 0.928 * c + 0.072 * s])
    }

    public static let luminanceToAlpha: ColorMatrixEffect = {
        var effect = ColorMatrixEffect([0, 0, 0], [0, 0, 0], [0, 0, 0])
        effect.columns = [SIMD4(0, 0, 0, 0.2125), SIMD4(0, 0, 0, 0.7154), SIMD4(0, 0, 0, 0.0721), SIMD4(0, 0, 0, 0), SIMD4(0, 0, 0, 0)]
        return effect
    }()

    /// CSS's `sepia()`; 1 is all of it.
    public static func sepia(_ amount: Double) -> ColorMatrixEffect {
        let k = 1 - amount
        return ColorMatrixEffect([0.393 + 0.607 * k, 0.769 - 0.769 * k, 0.189 - 0.189 * k], [0.349 - 0.349 * k, 0.686 + 0.314 * k, 0.168 - 0.168 * k],
                                 [0.272 - 0.272 * k, 0.534 - 0.534 * k, 0.131 + 0.869 * k])
    }

    /// CSS's `grayscale()`; 1 is all grey.
    public static func grayscale(_ amount: Double) -> ColorMatrixEffect {
        let k = 1 - amount
        return ColorMatrixEffect([0.2126 + 0.7874 * k, 0.7152 - 0.7152 * k, 0.0722 - 0.0722 * k], [0.2126 - 0.2126 * k, 0.7152 + 0.2848 * k, 0.0722 - 0.0722 * k],
                                 [0.2126 - 0.2126 * k, 0.7152 - 0.7152 * k, 0.0722 + 0.9278 * k])
    }

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        guard let input = inputs.first else { return place.blank }
        let (r, g, b, a, one) = (columns[0], columns[1], columns[2], columns[3], columns[4])
        return input.pixels.mapColors(place.workers) { c in r * c.x + g * c.y + b * c.z + a * c.w + one }
    }
}
