#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// How much light a plastic lets through by its thickness: falling, and known between the points of a measured wedge.
///
/// Between its points the logarithm of the transmittance follows a monotone cubic; beyond the last it goes on as an exponential.
/// Source: Fritsch and Carlson, "Monotone piecewise cubic interpolation", SIAM J. Numer. Anal. 17(2), 1980.
public struct TransmittanceCurve: Sendable, Equatable {
    /// mm, rising, at least two.
    public let thickness: [Double]
    /// Natural logarithms, falling.
    private let logarithms: [Double]
    private let slopes: [Double]

    /// - Parameter wedge: Thickness in mm and transmittance 0 < T ≤ 1 of at least two steps. nil where thicknesses do not rise or transmittances do not fall.
    public init?(wedge: [(thickness: Double, transmittance: Double)]) {
        guard wedge.count >= 2, wedge.allSatisfy({ $0.thickness >= 0 && $0.transmittance > 0 && $0.transmittance <= 1 && $0.thickness.isFinite }) else { return nil }
        for (a, b) in zip(wedge, wedge.dropFirst()) where b.thickness <= a.thickness || b.transmittance >= a.transmittance { return nil }
        thickness = wedge.map(\.thickness)
        logarithms = wedge.map { log($0.transmittance) }
        slopes = monotoneSlopes(thickness, logarithms)
    }

    /// Beer and Lambert's law: T = exp(−µ t).
    /// - Parameter absorption: µ, 1/mm, above 0.
    public init(absorption: Double) {
        thickness = [0, 1]
        logarithms = [0, -absorption]
        slopes = [-absorption, -absorption]
    }

    /// T at a thickness, mm.
    public func transmittance(_ t: Double) -> Double { exp(logTransmittance(t)) }

    private func logTransmittance(_ t: Double) -> Double {
        let last = thickness.count - 1
        if t <= thickness[0] { return min(0, logarithms[0] + slopes[0] * (t - thickness[0])) }
        if t >= thickness[last] { return logarithms[last] + slopes[last] * (t - thickness[last]) }
        let i = (thickness.firstIndex { $0 > t } ?? last) - 1
        let h = thickness[i + 1] - thickness[i]
        let u = (t - thickness[i]) / h
        let (u2, u3) = (u * u, u * u * u)
        return (2 * u3 - 3 * u2 + 1) * logarithms[i] + (u3 - 2 * u2 + u) * h * slopes[i]
            + (3 * u2 - 2 * u3) * logarithms[i + 1] + (u3 - u2) * h * slopes[i + 1]
    }

    /// The thickness in `span` that lets `transmittance` through; the nearer end where none does.
    public func thickness(for transmittance: Double, in span: ClosedRange<Double>) -> Double {
        let wanted = log(max(transmittance, 1e-300))
        var (low, high) = (span.lowerBound, span.upperBound)
        if wanted >= logTransmittance(low) { return low }
        if wanted <= logTransmittance(high) { return high }
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if logTransmittance(middle) > wanted { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}

private func monotoneSlopes(_ x: [Double], _ y: [Double]) -> [Double] {
    let last = x.count - 1
    var secants: [Double] = []
    for i in 0..<last { secants.append((y[i + 1] - y[i]) / (x[i + 1] - x[i])) }
    var slopes = [secants[0]]
    for i in 1..<max(1, last) { slopes.append((secants[i - 1] + secants[i]) / 2) }
    slopes.append(secants[last - 1])
    for i in 0..<last {
        let a: Double = slopes[i] / secants[i]
        let b: Double = slopes[i + 1] / secants[i]
        let length: Double = (a * a + b * b).squareRoot()
        if length > 3 {
            slopes[i] = 3 * a / length * secants[i]
            slopes[i + 1] = 3 * b / length * secants[i]
        }
    }
    return slopes
}
