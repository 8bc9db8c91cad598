internal import ImpressionGeometry
public import ImpressionRaster
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A curve for each of red, green, blue and alpha. Source: Filter Effects Module Level 1, section 9.7.
public struct ComponentTransferEffect: FilterEffect {
    public enum Curve: Sendable, Hashable {
        case identity
        /// Straight from one value to the next; at least one.
        case table([Float])
        /// Steps; at least one.
        case discrete([Float])
        case linear(slope: Float, intercept: Float)
        case gamma(amplitude: Float, exponent: Float, offset: Float)

        func callAsFunction(_ c: Float) -> Float {
            switch self {
            case .identity: return c
            case .table(let values):
                let n = values.count - 1
                guard n > 0, c < 1 else { return values[n] }
                let place = max(0, c) * Float(n), k = Int(place)
                return values[k] + (place - Float(k)) * (values[k + 1] - values[k])
            case .discrete(let values): return values[min(values.count - 1, Int(max(0, min(1, c)) * Float(values.count)))]
            case .linear(let slope, let intercept): return slope * c + intercept
            case .gamma(let amplitude, let exponent, let offset): return amplitude * pow(c, exponent) + offset
            }
        }
    }

    public var red, green, blue, alpha: Curve

    public init(red: Curve = .identity, green: Curve = .identity, blue: Curve = .identity, alpha: Curve = .identity) {
        (self.red, self.green, self.blue, self.alpha) = (red, green, blue, alpha)
    }

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        guard let input = inputs.first else { return place.blank }
        // A curve as 1 025 places: pow is not called per pixel.
        let tables = [red, green, blue, alpha].map { curve in (0...1024).map { max(0, min(1, curve(Float($0) / 1024))) } }
        return input.pixels.mapColors(place.workers) { c in
            SIMD4(tables[0][Self.index(c.x)], tables[1][Self.index(c.y)], tables[2][Self.index(c.z)], tables[3][Self.index(c.w)])
        }
    }

    private static func index(_ c: Float) -> Int { Int(max(0, min(1, c)) * 1024 + 0.5) }
}
