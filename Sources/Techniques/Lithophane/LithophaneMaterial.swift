#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Plastics whose light curve is known well enough to start from. A measured wedge (`--wedge`) is always better.
public enum LithophaneMaterial: String, Sendable, Codable, CaseIterable {
    case whitePLA = "white-pla"
    case naturalPLA = "natural-pla"
    case whiteResin = "white-resin"

    /// No wedge of these was measured: the tables come from Kubelka and Munk's slab over an even lamp, with scattering and absorption
    /// typical of pigmented white PLA, of unpigmented PLA and of white resin: 3.2 mm against 0.8 mm darkens to 10 %, 24 % and 15 %.
    ///
    /// Source: Kubelka, "New contributions to the optics of intensely light-scattering materials", J. Opt. Soc. Am. 38(5), 1948, eq. 27.
    public var curve: TransmittanceCurve {
        let (scattering, absorption) = switch self {
        case .whitePLA: (5.0, 0.080)
        case .naturalPLA: (1.2, 0.030)
        case .whiteResin: (3.5, 0.060)
        }
        let steps = stride(from: 0.0, through: 10, by: 0.25).map { t in
            (thickness: t, transmittance: slabTransmittance(scattering: scattering, absorption: absorption, thickness: t))
        }
        return TransmittanceCurve(wedge: steps) ?? TransmittanceCurve(absorption: scattering)
    }
}

private func slabTransmittance(scattering s: Double, absorption k: Double, thickness t: Double) -> Double {
    let a = (s + k) / s
    let b = (a * a - 1).squareRoot()
    return t <= 0 ? 1 : b / (a * sinh(b * s * t) + b * cosh(b * s * t))
}
