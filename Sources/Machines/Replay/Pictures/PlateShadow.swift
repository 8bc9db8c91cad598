import ImpressionGeometry
import ImpressionRaster

/// The soft shadow that low plastic throws on the plate, collected on a coarse grid.
struct PlateShadow: Sendable {
    private let frame: PixelFrame
    private var values: Raster<Float>
    private let ground: Double
    private var soft: Raster<Float>

    /// Plastic higher above the plate than this throws none, mm, as a share of the box.
    private static let reach = 0.25

    init(around box: Box, ground: Double = 0) {
        let size = max(box.width, box.height, 1)
        frame = PixelFrame(around: box.expanded(by: size * 0.2), pixelSize: size / 360)
        values = Raster(width: frame.width, height: frame.height, filledWith: 0)
        (soft, self.ground) = (values, ground)
    }

    mutating func add(_ bead: GCodeReplay.Bead) {
        let share = Float(1 - (bead.z - ground) / (Self.reach * frame.pixelSize * 360))
        let length = bead.from.distance(to: bead.to)
        guard share > 0, length < 1e4 else { return }
        let steps = max(1, Int(length / frame.pixelSize * 1.5))
        for i in 0...steps {
            let p = frame.pixels(bead.from.mix(bead.to, Double(i) / Double(steps)))
            guard p.x >= 0, p.y >= 0, p.x < Double(frame.width), p.y < Double(frame.height) else { continue }
            let at = Int(p.y) * frame.width + Int(p.x)
            values.pixels[at] = max(values.pixels[at], share)
        }
    }

    /// Near and dark, far and faint.
    mutating func soften(_ workers: Workers) {
        let near = values.blurred(sigma: 3, workers: workers), far = values.blurred(sigma: 14, workers: workers)
        soft = Raster(width: values.width, height: values.height, pixels: zip(near.pixels, far.pixels).map { 0.5 * $0 + 0.5 * $1 })
    }

    /// 0 … 1.
    func darkness(at place: Point) -> Float {
        let p = frame.pixels(place) - Point(0.5, 0.5), x = p.x.rounded(.down), y = p.y.rounded(.down)
        guard x >= 0, y >= 0, x < Double(soft.width - 1), y < Double(soft.height - 1) else { return 0 }
        let (i, j, u, v) = (Int(x), Int(y), Float(p.x - x), Float(p.y - y))
        return (soft[i, j] * (1 - u) + soft[i + 1, j] * u) * (1 - v) + (soft[i, j + 1] * (1 - u) + soft[i + 1, j + 1] * u) * v
    }
}
