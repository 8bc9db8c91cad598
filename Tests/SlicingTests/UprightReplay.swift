import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster
import ImpressionSlicing

/// Measures deposited lines without knowing how they came about.
struct UprightReplay {
    let layer: LayerPaths

    struct Segment {
        var a: Point, b: Point, width: Double
        var length: Double { a.distance(to: b) }
    }

    /// Of the body: skirt and brim left out.
    var segments: [Segment] {
        layer.paths.filter { $0.role != .skirt && $0.role != .brim }.flatMap { path in
            (0..<(path.isClosed ? path.count : path.count - 1)).map { j in
                let i = path.start + j, k = path.start + (j + 1) % path.count
                return Segment(a: Point(layer.x[i], layer.y[i]), b: Point(layer.x[k], layer.y[k]), width: Double(layer.width[i] + layer.width[k]) / 2)
            }
        }
    }

    var volume: Double { segments.reduce(0) { $0 + $1.length * beadArea(width: $1.width, height: layer.height) } }

    /// Plastic by place along x, mm of thickness: each bin's volume over its length and the layer's height.
    func thickness(from low: Double, to high: Double, bins: Int) -> [Double] {
        var sums = [Double](repeating: 0, count: bins)
        let bin = (high - low) / Double(bins)
        for s in segments where abs(s.a.x - s.b.x) > 1e-9 {
            let area = s.length * beadArea(width: s.width, height: layer.height) / layer.height
            let from = min(s.a.x, s.b.x), to = max(s.a.x, s.b.x)
            let first = max(0, Int((from - low) / bin)), last = min(bins - 1, Int((to - low) / bin))
            guard first <= last else { continue }
            for i in first...last {
                let covered = min(to, low + Double(i + 1) * bin) - max(from, low + Double(i) * bin)
                if covered > 0 { sums[i] += area * covered / (to - from) }
            }
        }
        return sums.map { $0 / bin }
    }

    var bodyWidths: [Float] { layer.paths.filter { $0.role != .skirt && $0.role != .brim }.flatMap { layer.width[$0.start..<$0.start + $0.count] } }
}

extension HeightField {
    /// Samples of `thickness(x, y)`, mm.
    static func sampled(columns: Int, rows: Int, pitch: Double, outline: ((Double, Double) -> Double)? = nil,
                        _ thickness: (Double, Double) -> Double) -> HeightField {
        func raster(_ f: (Double, Double) -> Double) -> Raster<Float> {
            Raster(width: columns, height: rows, pixels: (0..<rows).flatMap { y in (0..<columns).map { Float(f(Double($0) * pitch, Double(y) * pitch)) } })
        }
        return HeightField(heights: raster(thickness), pitch: pitch, outline: outline.map(raster))
    }
}

extension UprightSlicer {
    var extrudedVolume: Double { (0..<layerCount).reduce(0) { $0 + UprightReplay(layer: layer($1)).volume } }
}
