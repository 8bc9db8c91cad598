public import ImpressionGeometry

/// Mean structural similarity of two pictures of code values 0 … 1, over square windows of seven pixels.
///
/// −1 … 1; 1 where they are equal. Rasters of different size, or smaller than a window, give nil.
/// Source: Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility to structural similarity",
/// IEEE Transactions on Image Processing 13(4), 2004; K₁ = 0.01, K₂ = 0.03, even windows, sample covariance.
public func structuralSimilarity(_ a: Raster<Float>, _ b: Raster<Float>, workers: Workers = .one) -> Double? {
    let radius = 3
    guard a.width == b.width, a.height == b.height, a.width > 2 * radius, a.height > 2 * radius else { return nil }
    let meanA = a.boxMean(radius: radius, workers: workers)
    let meanB = b.boxMean(radius: radius, workers: workers)
    let squareA = product(a, a, workers).boxMean(radius: radius, workers: workers)
    let squareB = product(b, b, workers).boxMean(radius: radius, workers: workers)
    let mixed = product(a, b, workers).boxMean(radius: radius, workers: workers)
    let sample: Float = 49.0 / 48
    let (c1, c2): (Float, Float) = (0.0001, 0.0009)
    let sums = workers.map(a.height - 2 * radius) { index -> Double in
        let y = index + radius
        let (ma, mb, sa, sb, ab) = (meanA.row(y), meanB.row(y), squareA.row(y), squareB.row(y), mixed.row(y))
        var sum = 0.0
        for x in radius..<a.width - radius {
            let varianceA = sample * (sa[x] - ma[x] * ma[x])
            let varianceB = sample * (sb[x] - mb[x] * mb[x])
            let covariance = sample * (ab[x] - ma[x] * mb[x])
            let above = (2 * ma[x] * mb[x] + c1) * (2 * covariance + c2)
            let below = (ma[x] * ma[x] + mb[x] * mb[x] + c1) * (varianceA + varianceB + c2)
            sum += Double(above / below)
        }
        return sum
    }
    return sums.reduce(0, +) / Double((a.width - 2 * radius) * (a.height - 2 * radius))
}

private func product(_ a: Raster<Float>, _ b: Raster<Float>, _ workers: Workers) -> Raster<Float> {
    var result = a
    result.updateRows(workers) { y, line in
        let other = b.row(y)
        for x in 0..<line.count { line[x] *= other[x] }
    }
    return result
}
