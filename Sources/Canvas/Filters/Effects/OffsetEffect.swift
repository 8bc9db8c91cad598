internal import ImpressionGeometry
public import ImpressionRaster

/// The input moved, by whole pixels.
public struct OffsetEffect: FilterEffect {
    /// In user space.
    public var dx, dy: Double

    public init(dx: Double, dy: Double) { (self.dx, self.dy) = (dx, dy) }

    public var inheritsSubregion: Bool { true }

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        guard let input = inputs.first else { return place.blank }
        return input.pixels.moved(dx * place.scale.x, dy * place.scale.y)
    }
}

extension Raster where Pixel == SIMD4<Float> {
    /// Moved by whole pixels, rounded; what comes in is empty.
    func moved(_ dx: Double, _ dy: Double) -> Raster {
        guard dx.magnitude < 1e6, dy.magnitude < 1e6 else { return Raster(width: width, height: height, filledWith: .zero) }
        let (dx, dy) = (Int(dx.rounded(.towardZero)), Int(dy.rounded(.towardZero)))
        if dx == 0, dy == 0 { return self }
        var result = Raster(width: width, height: height, filledWith: .zero)
        let (left, right) = (Swift.max(0, dx), Swift.min(width, width + dx))
        guard left < right else { return result }
        result.updateRows { y, target in
            guard y - dy >= 0, y - dy < height else { return }
            let source = row(y - dy)
            for x in left..<right { target[x] = source[x - dx] }
        }
        return result
    }
}
