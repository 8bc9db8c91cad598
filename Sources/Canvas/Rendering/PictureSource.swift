internal import ImpressionGeometry
internal import ImpressionRaster

/// A raster under a map, sampled; beyond its edges it repeats, or its edge goes on.
struct PictureSource: PixelSource {
    enum Edge { case held, repeated }

    private let pixels: Raster<PixelValue>
    /// From pixels of the result to those of the raster.
    private let back: Transform
    private let isSmooth: Bool
    private let edge: Edge

    init?(_ pixels: Raster<PixelValue>, _ map: Transform, isSmooth: Bool, edge: Edge) {
        guard let back = map.inverse, !pixels.isEmpty else { return nil }
        (self.pixels, self.back, self.isSmooth, self.edge) = (pixels, back, isSmooth, edge)
    }

    func fill(_ row: inout [PixelValue], count: Int, x: Int, y: Int) {
        let start = back(Point(Double(x) + 0.5, Double(y) + 0.5))
        let step = back.displaced(Point(1, 0))
        for i in 0..<count {
            let p = start + step * Double(i)
            row[i] = isSmooth ? cubic(p) : nearest(p)
        }
    }

    private func index(_ v: Int, _ n: Int) -> Int {
        switch edge {
        case .held: return min(max(v, 0), n - 1)
        case .repeated:
            let r = v % n
            return r < 0 ? r + n : r
        }
    }

    /// Cuts places that no raster has to what an `Int` holds.
    private func whole(_ v: Double) -> Int { v.isFinite ? Int(max(-1e9, min(1e9, v.rounded(.down)))) : 0 }

    private func nearest(_ p: Point) -> PixelValue { pixels[index(whole(p.x), pixels.width), index(whole(p.y), pixels.height)] }

    /// Catmull–Rom; on a pixel's centre it is that pixel.
    private func cubic(_ p: Point) -> PixelValue {
        let (px, py) = (p.x - 0.5, p.y - 0.5)
        let (ix, iy) = (whole(px), whole(py))
        let (fx, fy) = (Float(px - Double(ix)), Float(py - Double(iy)))
        let (wx, wy) = (Self.weights(fx), Self.weights(fy))
        var sum = PixelValue.zero
        for j in 0..<4 {
            let row = pixels.row(index(iy + j - 1, pixels.height))
            var line = PixelValue.zero
            for i in 0..<4 { line += row[index(ix + i - 1, pixels.width)] * wx[i] }
            sum += line * wy[j]
        }
        let alpha = min(max(sum.w, 0), 1)
        // The kernel overshoots; a colour stays below its coverage.
        sum.replace(with: 0, where: sum .< 0)
        sum.replace(with: alpha, where: sum .> alpha)
        return sum
    }

    private static func weights(_ t: Float) -> PixelValue {
        let (t2, t3) = (t * t, t * t * t)
        return PixelValue(-0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1, -1.5 * t3 + 2 * t2 + 0.5 * t, 0.5 * t3 - 0.5 * t2)
    }
}

extension Raster where Pixel == PixelValue {
    /// A smaller copy, each pixel the mean of the area that it stands for.
    func reduced(width newWidth: Int, height newHeight: Int) -> Raster<PixelValue> {
        guard newWidth < width || newHeight < height, newWidth > 0, newHeight > 0 else { return self }
        let across = AreaTaps(from: width, to: newWidth), down = AreaTaps(from: height, to: newHeight)
        var result = Raster(width: newWidth, height: newHeight, filledWith: .zero)
        var line = [PixelValue](repeating: .zero, count: width)
        for y in 0..<newHeight {
            for x in 0..<width { line[x] = .zero }
            for (source, weight) in down.taps(y) {
                let row = row(source)
                for x in 0..<width { line[x] += row[x] * weight }
            }
            for x in 0..<newWidth {
                var sum = PixelValue.zero
                for (source, weight) in across.taps(x) { sum += line[source] * weight }
                result.pixels[y * newWidth + x] = sum
            }
        }
        return result
    }
}

/// Which source pixels a larger pixel covers, and by what share.
private struct AreaTaps {
    private var first: [Int] = []
    private var weights: [[Float]] = []

    init(from n: Int, to m: Int) {
        let scale = Double(n) / Double(m)
        for i in 0..<m {
            let (low, high) = (Double(i) * scale, Double(i + 1) * scale)
            let start = Int(low), end = Swift.min(n, Int(high.rounded(.up)))
            first.append(start)
            weights.append((start..<Swift.max(end, start + 1)).map { Float((Swift.min(high, Double($0 + 1)) - Swift.max(low, Double($0))) / scale) })
        }
    }

    func taps(_ i: Int) -> some Sequence<(Int, Float)> { zip(first[i]..., weights[i]) }
}
