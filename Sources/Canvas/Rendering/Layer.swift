internal import ImpressionGeometry
internal import ImpressionRaster

/// Pixels of a rectangle, row after row, empty at first.
struct Layer: Sendable {
    let box: PixelBox
    var pixels: [PixelValue]

    init(_ box: PixelBox, filledWith value: PixelValue = .zero) {
        self.box = box
        pixels = .init(repeating: value, count: box.width * box.height)
    }
}

/// How much of each pixel of a rectangle shows, 0 … 1.
struct CoverageMap {
    let box: PixelBox
    var values: [Float]

    init(_ box: PixelBox, filledWith value: Float) {
        self.box = box
        values = .init(repeating: value, count: box.width * box.height)
    }

    mutating func multiply(by other: CoverageMap) {
        for i in values.indices { values[i] *= other.values[i] }
    }

    /// Covers what either covers.
    mutating func unite(with other: CoverageMap) {
        for i in values.indices { values[i] += other.values[i] * (1 - values[i]) }
    }
}

extension Layer {
    /// Lays another layer on this one. Both stand in the same picture; the other's box lies inside of this one's.
    mutating func compose(_ upper: Layer, opacity: Float, through cover: CoverageMap?, _ blend: BlendMode, isSum: Bool = false) {
        let width = upper.box.width
        for y in 0..<upper.box.height {
            let target = (upper.box.minY - box.minY + y) * box.width + upper.box.minX - box.minX
            let source = y * width
            pixels.withUnsafeMutableBufferPointer { below in
                upper.pixels.withUnsafeBufferPointer { above in
                    for x in 0..<width {
                        let k = cover.map { $0.values[source + x] * opacity } ?? opacity
                        if k == 0 { continue }
                        let s = above[source + x] * k
                        below[target + x] = isSum ? s + below[target + x] : Self.composed(s, on: below[target + x], blend)
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func composed(_ s: PixelValue, on d: PixelValue, _ blend: BlendMode) -> PixelValue {
        blend == .normal ? s + d * (1 - s.w) : blend.composed(s, on: d)
    }
}
