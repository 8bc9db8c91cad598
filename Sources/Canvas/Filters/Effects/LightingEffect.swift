internal import ImpressionGeometry
public import ImpressionRaster
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The input's coverage as a surface under a light. Source: Filter Effects Module Level 1, sections 9.12 and 9.19.
public struct LightingEffect: FilterEffect {
    public enum Reflection: Sendable, Hashable {
        case diffuse(constant: Double)
        case specular(constant: Double, exponent: Double)
    }

    public enum Light: Sendable, Hashable {
        /// Degrees.
        case distant(azimuth: Double, elevation: Double)
        /// In user space.
        case point(SIMD3<Double>)
        /// In user space; the cone's half angle in degrees, nil for none.
        case spot(at: SIMD3<Double>, to: SIMD3<Double>, exponent: Double, cone: Double?)
    }

    public var reflection: Reflection
    public var light: Light
    public var surfaceScale: Double
    public var color: Color

    public init(_ reflection: Reflection, light: Light, surfaceScale: Double, color: Color) {
        (self.reflection, self.light, self.surfaceScale, self.color) = (reflection, light, surfaceScale, color)
    }

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        guard let input = inputs.first, place.width > 1, place.height > 1 else { return place.blank }
        let heights = input.pixels.map(\.w)
        let beam = LightBeam(light, place)
        let color = place.color(Color(color.red, color.green, color.blue))
        var result = place.blank
        result.updateRows(place.workers) { y, row in
            for x in 0..<row.count {
                let normal = heights.normal(x, y, surfaceScale)
                let (direction, strength) = beam.at(SIMD3(Double(x), Double(y), Double(heights[x, y]) * surfaceScale))
                row[x] = lit(normal, direction, color * Float(strength))
            }
        }
        return result
    }

    private func lit(_ normal: SIMD3<Double>, _ direction: SIMD3<Double>, _ light: SIMD4<Float>) -> SIMD4<Float> {
        switch reflection {
        case .diffuse(let constant):
            let share = Float(max(0, constant * (normal * direction).sum()))
            var pixel = (light * share).clamped(lowerBound: .zero, upperBound: .one)
            pixel.w = 1
            return pixel
        case .specular(let constant, let exponent):
            let half = direction + SIMD3(0, 0, 1), length = (half * half).sum().squareRoot()
            let cosine = length > 0 ? (normal * half).sum() / length : 0
            let share = Float(cosine <= 0 ? 0 : constant * (exponent == 1 ? cosine : pow(cosine, exponent)))
            var pixel = (light * share).clamped(lowerBound: .zero, upperBound: .one)
            pixel.w = max(pixel.x, pixel.y, pixel.z)
            return pixel
        }
    }
}

/// A light in pixels.
private struct LightBeam: Sendable {
    private let light: LightingEffect.Light
    private let fixed: SIMD3<Double>
    private let axis: SIMD3<Double>

    init(_ light: LightingEffect.Light, _ place: FilterPlace) {
        func pixels(_ p: SIMD3<Double>) -> SIMD3<Double> {
            let q = place.transform(Point(p.x, p.y))
            return SIMD3(q.x, q.y, p.z * ((place.scale.x * place.scale.x + place.scale.y * place.scale.y) / 2).squareRoot())
        }
        self.light = light
        switch light {
        case .distant(let azimuth, let elevation):
            let (a, e) = (azimuth * .pi / 180, elevation * .pi / 180)
            fixed = SIMD3(cos(a) * cos(e), sin(a) * cos(e), sin(e))
            axis = .zero
        case .point(let at):
            fixed = pixels(at)
            axis = .zero
        case .spot(let at, let to, _, _):
            fixed = pixels(at)
            axis = Self.unit(pixels(to) - pixels(at))
        }
    }

    private static func unit(_ v: SIMD3<Double>) -> SIMD3<Double> {
        let length = (v * v).sum().squareRoot()
        return length > 0 ? v / length : .zero
    }

    /// The direction to the light from a place of the surface, and the light's strength there.
    func at(_ surface: SIMD3<Double>) -> (direction: SIMD3<Double>, strength: Double) {
        switch light {
        case .distant: return (fixed, 1)
        case .point: return (Self.unit(fixed - surface), 1)
        case .spot(_, _, let exponent, let cone):
            let direction = Self.unit(fixed - surface), cosine = -(direction * axis).sum()
            guard cosine > 0 else { return (direction, 0) }
            let strength = pow(cosine, exponent)
            if let cone {
                return (direction, cosine < cos(cone.magnitude * .pi / 180) ? 0 : strength)
            }
            return (direction, strength)
        }
    }
}

extension Raster where Pixel == Float {
    /// The surface's normal by Sobel's operator, one-sided at the borders.
    fileprivate func normal(_ x: Int, _ y: Int, _ scale: Double) -> SIMD3<Double> {
        let (left, right) = (Swift.max(0, x - 1), Swift.min(width - 1, x + 1)), (top, bottom) = (Swift.max(0, y - 1), Swift.min(height - 1, y + 1))
        func slope(_ a: Int, _ b: Int, _ value: (Int, Int) -> Float) -> Double {
            // Rows beyond the border are missing: what is left is weighed to the same sum.
            var sum: Float = 0, weight: Float = 0
            for (k, w) in [(-1, Float(1)), (0, 2), (1, 1)] {
                guard let difference = Optional(value(b, k) - value(a, k)), !difference.isNaN else { continue }
                sum += w * difference
                weight += w
            }
            return Double(sum / weight) * 2 / Double(Swift.max(1, b - a))
        }
        let dx = slope(left, right) { column, k in y + k >= 0 && y + k < height ? self[column, y + k] : .nan }
        let dy = slope(top, bottom) { line, k in x + k >= 0 && x + k < width ? self[x + k, line] : .nan }
        let normal = SIMD3(-scale * dx, -scale * dy, 1)
        return normal / (normal * normal).sum().squareRoot()
    }
}
