public import ImpressionGeometry
public import ImpressionRaster
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A Gaussian blur; outside of the picture it is empty.
public struct BlurEffect: FilterEffect {
    /// Standard deviations in user space; along one of them that is zero nothing is blurred.
    public var deviation: Point

    public init(_ deviation: Point) { self.deviation = deviation }

    public var reach: Point { deviation * 3 }

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        guard let input = inputs.first else { return place.blank }
        return input.pixels.blurred(deviation.x * place.scale.x, deviation.y * place.scale.y, place.workers)
    }
}

extension Raster where Pixel == SIMD4<Float> {
    /// Blurred by a Gaussian across and down, standard deviations in pixels. O(pixels) from two pixels on.
    func blurred(_ sigmaX: Double, _ sigmaY: Double, _ workers: Workers) -> Raster {
        var result = self
        for (sigma, isDown) in [(sigmaX, false), (sigmaY, true)] where sigma > 0 && sigma.isFinite && !isEmpty {
            if isDown { result = result.transposed(workers) }
            result.blurRows(sigma, workers)
            if isDown { result = result.transposed(workers) }
        }
        return result
    }

    /// Three boxes for large deviations, as the standard describes; the Gaussian itself for small ones.
    private mutating func blurRows(_ sigma: Double, _ workers: Workers) {
        guard sigma >= 2 else {
            let kernel = Self.gaussian(sigma)
            return updateRows(workers) { _, row in Self.convolve(&row, kernel) }
        }
        // Wider than the picture twice, every pixel sees all of it.
        let d = Swift.min(Int((Swift.min(sigma, 1e6) * 3 * (2 * Double.pi).squareRoot() / 4 + 0.5).rounded(.down)), 4 * width + 2)
        // A window of even size is taken once to the left and once to the right, then one of d + 1 in the middle.
        let windows = d % 2 == 1 ? [(d / 2, d / 2), (d / 2, d / 2), (d / 2, d / 2)] : [(d / 2, d / 2 - 1), (d / 2 - 1, d / 2), (d / 2, d / 2)]
        updateRows(workers) { _, row in
            for (left, right) in windows { Self.box(&row, left, right) }
        }
    }

    private static func gaussian(_ sigma: Double) -> [Float] {
        let reach = Int((sigma * 3.5).rounded(.up))
        let weights = (-reach...reach).map { exp(-0.5 * Double($0 * $0) / (sigma * sigma)) }
        let sum = weights.reduce(0, +)
        return weights.map { Float($0 / sum) }
    }

    private static func convolve(_ row: inout MutableSpan<Pixel>, _ kernel: [Float]) {
        let reach = kernel.count / 2, count = row.count
        var padded = [Pixel](repeating: .zero, count: count + 2 * reach)
        for x in 0..<count { padded[x + reach] = row[x] }
        for x in 0..<count {
            var sum = Pixel.zero
            for k in 0..<kernel.count { sum += padded[x + k] * kernel[k] }
            row[x] = sum
        }
    }

    /// The mean of a window around each pixel, by a running sum.
    private static func box(_ row: inout MutableSpan<Pixel>, _ left: Int, _ right: Int) {
        let count = row.count, weight = 1 / Float(left + right + 1)
        var source = [Pixel](repeating: .zero, count: count)
        for x in 0..<count { source[x] = row[x] }
        var sum = Pixel.zero
        for x in 0..<Swift.min(right, count) { sum += source[x] }
        for x in 0..<count {
            if x + right < count { sum += source[x + right] }
            row[x] = pointwiseMax(sum * weight, Pixel(repeating: 0))
            if x - left >= 0 { sum -= source[x - left] }
        }
    }

    /// Rows become columns.
    func transposed(_ workers: Workers) -> Raster {
        var result = Raster(width: height, height: width, filledWith: .zero)
        let source = pixels
        let (columns, rows) = (width, height)
        result.updateRows(workers) { x, line in
            for y in 0..<rows { line[y] = source[y * columns + x] }
        }
        return result
    }
}
