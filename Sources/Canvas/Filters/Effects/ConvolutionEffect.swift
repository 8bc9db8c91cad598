internal import ImpressionGeometry
public import ImpressionRaster

/// A weighted sum of the pixels around each. Source: Filter Effects Module Level 1, section 9.9.
public struct ConvolutionEffect: FilterEffect {
    /// What stands beyond the picture's ends.
    public enum Edge: String, Sendable { case duplicate, wrap, none }

    /// Size of the kernel.
    public var columns, rows: Int
    /// Row after row, `columns · rows` of them.
    public var kernel: [Float]
    public var divisor: Float
    public var bias: Float
    /// The kernel's cell that lies on the pixel.
    public var targetX, targetY: Int
    public var edge: Edge
    /// Whether coverage stays, and colours are reckoned without it.
    public var keepsAlpha: Bool

    public init(columns: Int, rows: Int, kernel: [Float], divisor: Float, bias: Float, targetX: Int, targetY: Int, edge: Edge, keepsAlpha: Bool) {
        (self.columns, self.rows, self.kernel, self.divisor, self.bias) = (columns, rows, kernel, divisor, bias)
        (self.targetX, self.targetY, self.edge, self.keepsAlpha) = (targetX, targetY, edge, keepsAlpha)
    }

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        guard let input = inputs.first, kernel.count == columns * rows, columns > 0, rows > 0, divisor != 0 else { return place.blank }
        let source = keepsAlpha ? input.pixels.map { $0.w > 0 ? SIMD4($0.x / $0.w, $0.y / $0.w, $0.z / $0.w, $0.w) : .zero } : input.pixels
        var result = place.blank
        result.updateRows(place.workers) { y, row in
            for x in 0..<row.count { row[x] = pixel(x, y, source) }
        }
        return result
    }

    private func pixel(_ x: Int, _ y: Int, _ source: Raster<SIMD4<Float>>) -> SIMD4<Float> {
        var sum = SIMD4<Float>.zero
        for j in 0..<rows {
            for i in 0..<columns {
                guard let (px, py) = inside(x - targetX + i, y - targetY + j, source) else { continue }
                // The kernel is turned over, as a convolution has it.
                sum += source[px, py] * kernel[(rows - 1 - j) * columns + columns - 1 - i]
            }
        }
        if keepsAlpha {
            let own = source[x, y].w
            let plain = (sum / divisor + bias).clamped(lowerBound: .zero, upperBound: .one)
            return SIMD4(plain.x * own, plain.y * own, plain.z * own, own)
        }
        let alpha = max(0, min(1, sum.w / divisor + bias))
        var result = (sum / divisor + bias).clamped(lowerBound: .zero, upperBound: SIMD4(repeating: alpha))
        result.w = alpha
        return result
    }

    private func inside(_ x: Int, _ y: Int, _ source: Raster<SIMD4<Float>>) -> (Int, Int)? {
        let (w, h) = (source.width, source.height)
        if x >= 0, y >= 0, x < w, y < h { return (x, y) }
        switch edge {
        case .none: return nil
        case .duplicate: return (max(0, min(w - 1, x)), max(0, min(h - 1, y)))
        case .wrap: return (((x % w) + w) % w, ((y % h) + h) % h)
        }
    }
}
