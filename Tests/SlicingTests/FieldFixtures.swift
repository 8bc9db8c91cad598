import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster
import ImpressionSlicing

/// Small bodies whose measures are known.
enum Fields {
    static func make(_ columns: Int, _ rows: Int, pitch: Double, outline: ((Double, Double) -> Double)? = nil, height: (Double, Double) -> Double) -> HeightField {
        func sample(_ f: (Double, Double) -> Double) -> Raster<Float> {
            var pixels: [Float] = []
            for y in 0..<rows { for x in 0..<columns { pixels.append(Float(f(Double(x) * pitch, Double(y) * pitch))) } }
            return Raster(width: columns, height: rows, pixels: pixels)
        }
        return HeightField(heights: sample(height), pitch: pitch, outline: outline.map(sample))
    }

    /// 20 × 20 mm unless said otherwise.
    static func block(_ height: Double, side: Int = 201) -> HeightField { make(side, side, pitch: 0.1) { _, _ in height } }
    static var ramp: HeightField { make(201, 101, pitch: 0.1) { x, _ in 0.4 + 0.1 * x } }
    static var steps: HeightField { make(201, 101, pitch: 0.1) { x, _ in 0.6 * (1 + (x / 5.001).rounded(.down)) } }
    static var cone: HeightField { make(201, 201, pitch: 0.1) { x, y in max(0, 5 - ((x - 10) * (x - 10) + (y - 10) * (y - 10)).squareRoot() / 2) } }
    static func disc(radius: Double, height: Double, pitch: Double = 0.1) -> HeightField {
        let side = 2 * Int((radius + 1) / pitch) + 1, middle = Double(side - 1) / 2 * pitch
        return make(side, side, pitch: pitch, outline: { x, y in radius - ((x - middle) * (x - middle) + (y - middle) * (y - middle)).squareRoot() }) { _, _ in height }
    }
    static var ring: HeightField {
        make(201, 201, pitch: 0.1, outline: { x, y in
            let r = ((x - 10) * (x - 10) + (y - 10) * (y - 10)).squareRoot()
            return min(8 - r, r - 5)
        }) { _, _ in 1 }
    }

    /// Hills of many sizes, like a photograph: octaves of value noise that fade as 1 / f.
    static func noise(_ side: Int, pitch: Double, seed: UInt64, least: Double = 0.6, greatest: Double = 2) -> HeightField {
        var random = SplitMix64(seed: seed)
        var sum = [Double](repeating: 0, count: side * side)
        var cells = 3, weight = 1.0
        while cells < side {
            let lattice = (0..<(cells + 2) * (cells + 2)).map { _ in random.unit() }
            for y in 0..<side {
                for x in 0..<side {
                    let u = Double(x) / Double(side) * Double(cells), v = Double(y) / Double(side) * Double(cells)
                    let i = Int(u), j = Int(v), s = u - Double(i), t = v - Double(j), n = cells + 2
                    let low = lattice[j * n + i] * (1 - s) + lattice[j * n + i + 1] * s
                    let high = lattice[(j + 1) * n + i] * (1 - s) + lattice[(j + 1) * n + i + 1] * s
                    sum[y * side + x] += weight * (low * (1 - t) + high * t)
                }
            }
            cells *= 2
            weight *= 0.45
        }
        let low = sum.min()!, high = sum.max()!
        return make(side, side, pitch: pitch) { x, y in
            least + (greatest - least) * (sum[Int((y / pitch).rounded()) * side + Int((x / pitch).rounded())] - low) / (high - low)
        }
    }
}

extension SliceSettings {
    static func plain(_ change: (inout SliceSettings) -> Void = { _ in }) -> SliceSettings {
        var settings = SliceSettings()
        settings.skirtLoops = 0
        change(&settings)
        return settings
    }
}

extension LayerPaths {
    func points(_ path: Path) -> [Point] { (path.start..<path.start + path.count).map { Point(x[$0], y[$0]) } }
    func polyline(_ path: Path) -> Polyline { Polyline(points(path), isClosed: path.isClosed) }
    func paths(_ role: Role) -> [Path] { paths.filter { $0.role == role } }

    /// Deposited volume, mm³.
    func volume(_ counts: (Role) -> Bool = { $0 != .skirt && $0 != .brim }) -> Double {
        var sum = 0.0
        for path in paths where counts(path.role) {
            for i in 0..<(path.isClosed ? path.count : path.count - 1) {
                let a = path.start + i, b = path.start + (i + 1) % path.count
                let length = Point(x[a], y[a]).distance(to: Point(x[b], y[b]))
                sum += length * beadArea(width: Double(width[a] + width[b]) / 2, height: height)
            }
        }
        return sum
    }
}

extension FieldSlicer {
    var layers: [LayerPaths] { (0..<layerCount).map(layer) }
    var depositedVolume: Double { layers.reduce(0) { $0 + $1.volume() } }
}
