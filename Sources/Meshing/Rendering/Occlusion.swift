import ImpressionGeometry
import ImpressionRaster

/// Darkens what lies behind its surroundings, as if less sky reached it.
///
/// Source: Luft, Colditz and Deussen, "Image enhancement by unsharp masking the depth buffer", SIGGRAPH 2006.
func darkenHollows(of picture: inout LinearPicture, _ seen: Visibility, _ samples: Int, _ strength: Float, _ workers: Workers) {
    let width = picture.width, height = picture.height
    // Depth in pixels, so that a hollow as deep as the blur is wide darkens fully.
    let unit = seen.depthRange * seen.scale / Float(samples)
    var depth = Raster<Float>(width: width, height: height, filledWith: 0)
    var mask = depth
    for y in 0..<height {
        for x in 0..<width {
            let key = seen.keys[y * samples * seen.width + x * samples]
            guard key != Visibility.nothing else { continue }
            depth[x, y] = Visibility.depth(key) * unit
            mask[x, y] = 1
        }
    }
    var shade = [Float](repeating: 1, count: width * height)
    for radius in [max(1, min(width, height) / 120), max(2, min(width, height) / 28)] {
        let sums = depth.boxMean(radius: radius, workers: workers).boxMean(radius: radius, workers: workers)
        let weights = mask.boxMean(radius: radius, workers: workers).boxMean(radius: radius, workers: workers)
        let reach = 1 / (1.2 * Float(radius))
        workers.updateRuns(of: &shade, length: width) { y, row in
            for x in 0..<width where mask[x, y] > 0 {
                let behind = (depth[x, y] - sums[x, y] / max(weights[x, y], 1e-6)) * reach
                row[x] *= 1 - strength * 0.6 * max(0, min(1, behind))
            }
        }
    }
    picture.updateRows(workers) { y, row in
        for x in 0..<width {
            let s = shade[y * width + x]
            row[x] *= SIMD4(s, s, s, 1)
        }
    }
}
