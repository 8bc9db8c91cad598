internal import ImpressionGeometry
public import ImpressionRaster

/// The first input with the second by coverage. Source: Porter and Duff, "Compositing digital images", SIGGRAPH 1984.
public struct CompositeEffect: FilterEffect {
    public enum Rule: Sendable, Hashable {
        case over, `in`, out, atop, xor, lighter
        /// k₁·i₁·i₂ + k₂·i₁ + k₃·i₂ + k₄ of premultiplied values.
        case arithmetic(Float, Float, Float, Float)
    }

    public var rule: Rule

    public init(_ rule: Rule) { self.rule = rule }

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        guard inputs.count == 2 else { return place.blank }
        var result = inputs[1].pixels
        switch rule {
        case .over: result.compose(inputs[0].pixels, place.workers) { a, b in a + b * (1 - a.w) }
        case .in: result.compose(inputs[0].pixels, place.workers) { a, b in a * b.w }
        case .out: result.compose(inputs[0].pixels, place.workers) { a, b in a * (1 - b.w) }
        case .atop: result.compose(inputs[0].pixels, place.workers) { a, b in a * b.w + b * (1 - a.w) }
        case .xor: result.compose(inputs[0].pixels, place.workers) { a, b in a * (1 - b.w) + b * (1 - a.w) }
        case .lighter: result.compose(inputs[0].pixels, place.workers) { a, b in (a + b).clamped(lowerBound: .zero, upperBound: .one) }
        case .arithmetic(let k1, let k2, let k3, let k4):
            result.compose(inputs[0].pixels, place.workers) { a, b in
                let sum = a * b * k1 + a * k2 + b * k3 + SIMD4(repeating: k4)
                let alpha = max(0, min(1, sum.w))
                var cut = sum.clamped(lowerBound: .zero, upperBound: SIMD4(repeating: alpha))
                cut.w = alpha
                return cut
            }
        }
        return result
    }
}
