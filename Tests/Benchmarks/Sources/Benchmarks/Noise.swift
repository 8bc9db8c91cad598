import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster

/// Photograph-like heights from octaves of smoothed seeded noise, 0.8 to 3.2 mm over 100 mm.
func noiseField(_ n: Int) -> HeightField {
    var random = SplitMix64(seed: 1)
    var sum = Raster<Float>(width: n, height: n, filledWith: 0)
    var (cells, weight): (Int, Float) = (4, 1)
    while cells <= n / 2 {
        let lattice = Raster<Float>(width: cells + 2, height: cells + 2, pixels: (0..<(cells + 2) * (cells + 2)).map { _ in Float(random.unit()) })
        let step = Double(cells) / Double(n - 1)
        let octave = lattice.resampled(to: SampleGrid(originX: 0.5, originY: 0.5, stepX: step, stepY: step, columns: n, rows: n))
        for i in sum.pixels.indices { sum.pixels[i] += weight * octave.pixels[i] }
        cells *= 2
        weight *= 0.62
    }
    let (low, high) = (sum.pixels.min() ?? 0, sum.pixels.max() ?? 1)
    return HeightField(heights: sum.map { 0.8 + 2.4 * ($0 - low) / max(high - low, 1e-6) }, pitch: 100 / Double(n - 1))
}

/// A closed line of `count` random places in a square of 100 mm.
func randomSoup(_ count: Int, seed: UInt64) -> Polyline {
    var random = SplitMix64(seed: seed)
    return Polyline((0..<count).map { _ in Point(100 * random.unit(), 100 * random.unit()) }, isClosed: true)
}
