public import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension Raster where Pixel == Float {
    /// Blurred by a Gaussian of standard deviation `sigma` pixels, cut at 3 σ, edges held. The sum of an even picture is kept.
    ///
    /// O(pixels · sigma).
    public func blurred(sigma: Double, workers: Workers = .one) -> Raster<Float> {
        guard sigma > 0.05, !isEmpty else { return self }
        let reach = Int((3 * sigma).rounded(.up))
        var kernel = (-reach...reach).map { Float(exp(-0.5 * Double($0 * $0) / (sigma * sigma))) }
        let sum = kernel.reduce(0, +)
        kernel = kernel.map { $0 / sum }
        var across = self
        across.updateRows(workers) { y, target in
            let source = row(y)
            var padded = [Float](repeating: 0, count: width + 2 * reach)
            for x in 0..<padded.count { padded[x] = source[Swift.min(Swift.max(x - reach, 0), width - 1)] }
            for x in 0..<width { target[x] = 0 }
            let line = padded.span
            for (i, weight) in kernel.enumerated() { Self.add(line.extracting(i..<i + width), weight, to: &target) }
        }
        var result = self
        result.updateRows(workers) { y, target in
            for x in 0..<width { target[x] = 0 }
            for (i, weight) in kernel.enumerated() {
                Self.add(across.row(Swift.min(Swift.max(y + i - reach, 0), height - 1)), weight, to: &target)
            }
        }
        return result
    }

    private static func add(_ source: Span<Float>, _ weight: Float, to target: inout MutableSpan<Float>) {
        for x in 0..<target.count { target[x] += weight * source[x] }
    }
}
