internal import ImpressionGeometry
public import ImpressionRaster

/// The first input's pixels fetched from where the second input's colours point.
public struct DisplacementEffect: FilterEffect {
    public enum Channel: String, Sendable { case red = "R", green = "G", blue = "B", alpha = "A" }

    /// In user space.
    public var scale: Double
    public var x, y: Channel

    public init(scale: Double, x: Channel, y: Channel) { (self.scale, self.x, self.y) = (scale, x, y) }

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        guard inputs.count == 2, scale.isFinite else { return place.blank }
        let (source, map) = (inputs[0].pixels, inputs[1].pixels)
        let (sx, sy) = (Float(max(-1e6, min(1e6, scale * place.scale.x))), Float(max(-1e6, min(1e6, scale * place.scale.y))))
        var result = place.blank
        result.updateRows(place.workers) { y, row in
            let shift = map.row(y)
            for x in 0..<row.count {
                let colour = shift[x], plain = colour.w > 0 ? SIMD4(colour.x / colour.w, colour.y / colour.w, colour.z / colour.w, colour.w) : .zero
                let fromX = Float(x) + sx * (Self.value(plain, self.x) - 0.5), fromY = Float(y) + sy * (Self.value(plain, self.y) - 0.5)
                let (px, py) = (Int(fromX.rounded()), Int(fromY.rounded()))
                if px >= 0, py >= 0, px < source.width, py < source.height { row[x] = source[px, py] }
            }
        }
        return result
    }

    private static func value(_ pixel: SIMD4<Float>, _ channel: Channel) -> Float {
        switch channel {
        case .red: pixel.x
        case .green: pixel.y
        case .blue: pixel.z
        case .alpha: pixel.w
        }
    }
}
