public import ImpressionGeometry
public import ImpressionRaster

extension Mesh {
    /// The mesh as a matt body under a key light from the upper left, a soft sky and a rim, with hollows darkened.
    ///
    /// The picture fits the body with a small margin. Hollows are found in the depth buffer:
    /// Luft, Colditz and Deussen, "Image enhancement by unsharp masking the depth buffer", SIGGRAPH 2006.
    /// - Returns: Premultiplied linear light, row 0 at the top. An empty mesh gives the background.
    public func rendered(_ view: View, workers: Workers = .one) -> LinearPicture {
        let (width, height) = (max(1, view.width) * view.sampling, max(1, view.height) * view.sampling)
        let projected = projected(view, width: width, height: height)
        let buffer = DepthBuffer(self, projected: projected, width: width, height: height, workers: workers)
        let shades = shades(view)
        let hollows = hollows(buffer, workers)
        var picture = LinearPicture(width: max(1, view.width), height: max(1, view.height), filledWith: .zero)
        let background = view.background.map { SIMD4($0, 1) } ?? .zero
        picture.updateRows(workers) { y, line in
            for x in 0..<line.count {
                var sum = SIMD4<Float>.zero
                for sy in y * view.sampling..<(y + 1) * view.sampling {
                    for sx in x * view.sampling..<(x + 1) * view.sampling {
                        let i = sy * width + sx
                        let t = buffer.triangle[i]
                        sum += t < 0 ? background : SIMD4(view.colour * (shades[Int(t)] * hollows[i]), 1)
                    }
                }
                line[x] = sum / Float(view.sampling * view.sampling)
            }
        }
        return picture
    }

    /// Vertices in samples: x to the right, y downwards, z towards the viewer.
    private func projected(_ view: View, width: Int, height: Int) -> [SIMD3<Float>] {
        let (right, up, out) = view.axes
        var points = vertices.map { v in SIMD3((v * right).sum(), -(v * up).sum(), (v * out).sum()) }
        let low = points.reduce(SIMD3(repeating: .infinity)) { pointwiseMin($0, $1) }
        let high = points.reduce(SIMD3(repeating: -.infinity)) { pointwiseMax($0, $1) }
        let size = high - low
        let scale = 0.94 * min(Float(width) / max(size.x, 1e-6), Float(height) / max(size.y, 1e-6))
        let center = (low + high) / 2
        let offset = SIMD3(Float(width) / 2, Float(height) / 2, 0)
        for i in points.indices { points[i] = (points[i] - center) * scale + offset }
        return points
    }

    /// How bright each triangle is.
    private func shades(_ view: View) -> [Float] {
        let (right, up, out) = view.axes
        let key = unit(out * 0.45 - right * 0.75 + up * 0.65)
        let rim = unit(right * 0.9 + up * 0.2 + out * 0.15)
        return triangles.map { t in
            let (a, b, c) = (vertices[Int(t.x)], vertices[Int(t.y)], vertices[Int(t.z)])
            let n = unit(cross(b - a, c - a))
            let sky = 0.26 + 0.12 * (n * up).sum()
            return sky + 0.72 * max(0, (n * key).sum()) + 0.14 * max(0, (n * rim).sum())
        }
    }

    /// Below 1 where a sample lies deeper than its neighbourhood.
    private func hollows(_ buffer: DepthBuffer, _ workers: Workers) -> [Float] {
        let seen = buffer.depth.filter { $0 > -.infinity }
        guard let least = seen.min() else { return .init(repeating: 1, count: buffer.depth.count) }
        let depth = Raster(width: buffer.width, height: buffer.height, pixels: buffer.depth.map { $0 > -.infinity ? $0 : least })
        let reach = max(2, min(buffer.width, buffer.height) / 90)
        let around = depth.boxMean(radius: reach, workers: workers).boxMean(radius: reach, workers: workers)
        return zip(depth.pixels, around.pixels).map { own, mean in
            let below = (mean - own) / Float(2 * reach)
            return 1 - 0.55 * min(max(below, 0), 1) + 0.15 * min(max(-below, 0), 1)
        }
    }
}

private func cross(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> SIMD3<Float> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

private func unit(_ v: SIMD3<Float>) -> SIMD3<Float> {
    let square = (v * v).sum()
    return square > 0 ? v / square.squareRoot() : .zero
}
