import ImpressionGeometry

/// The cubic between two places with given directions that has a given area over its chord, and a given first moment of it.
///
/// Lengths are shares of the chord, which lies from (0, 0) to (1, 0).
///
/// Source: Levien, "Fitting cubic Bézier curves", 2021, for the area and the moment of a cubic by its arms; Newton's method
/// from the arms that are equal and have the area.
struct MomentFit {
    /// Sine and cosine of the angles between the chord and the curve at its ends, positive where the curve lies to the left.
    let s0, c0, s1, c1: Double
    let area, moment: Double

    private var sum: Double { s0 * c1 + c0 * s1 }

    /// Arms of a circle's arc with the mean of both angles.
    var roundArm: Double {
        let cosine = max(0, (c0 + c1) / 2)
        return 2.0 / 3 / (1 + cosine)
    }

    /// Arms that are the same share of the way to where the tangents meet, with the area; nil where these do not meet ahead.
    ///
    /// Source of the share: Selinger, "Potrace: a polygon-based tracing algorithm", 2003, §2.4; kept where the paper keeps it for smooth vertices.
    var evenArms: (Double, Double)? {
        let k = sum
        guard k.magnitude > 1e-3, s0 * k > 0, s1 * k > 0 else { return nil }
        // Lengths of the triangle's sides over the chord, and how much of it the curve covers.
        let (p, q) = (s1 / k, s0 / k)
        let share = area / (0.5 * p * s0)
        let even = max(0.55, min(1, 2 - max(0, 4 - share / 0.3).squareRoot()))
        return (p * even, q * even)
    }

    /// Equal arms with the area, or nil where there are none of a sensible length.
    var equalArm: Double? {
        let (b, k) = (s0 + s1, 20.0 / 3 * area)
        guard b.magnitude > 0.02 else { return nil }
        let root = max(0, b * b - sum * k).squareRoot()
        let arm = k / (b + (b < 0 ? -root : root))
        return arm > 0.15 && arm < 1 ? arm : nil
    }

    /// Both arms, or nil where Newton finds none of a sensible length.
    var arms: (Double, Double)? {
        guard max(s0.magnitude, s1.magnitude) > 0.02 else { return (1.0 / 3, 1.0 / 3) }
        let start = equalArm ?? roundArm
        var (p, q) = (start, start)
        for _ in 0..<8 {
            let f = 0.15 * (2 * p * s0 + 2 * q * s1 - p * q * sum) - area
            let (fp, fq) = (0.15 * (2 * s0 - q * sum), 0.15 * (2 * s1 - p * sum))
            let g = (34 * p * s0 + 50 * q * s1 + 15 * p * p * s0 * c0 - 15 * q * q * s1 * c1 - 33 * p * q * s0 * c1 - 9 * p * q * c0 * s1
                - 9 * p * p * q * sum * c0 + 9 * p * q * q * sum * c1) / 280 - moment
            let gp = (34 * s0 + 30 * p * s0 * c0 - 33 * q * s0 * c1 - 9 * q * c0 * s1 - 18 * p * q * sum * c0 + 9 * q * q * sum * c1) / 280
            let gq = (50 * s1 - 30 * q * s1 * c1 - 33 * p * s0 * c1 - 9 * p * c0 * s1 - 9 * p * p * sum * c0 + 18 * p * q * sum * c1) / 280
            let determinant = fp * gq - fq * gp
            guard determinant.magnitude > 1e-9 else { return nil }
            let (dp, dq) = ((f * gq - fq * g) / determinant, (fp * g - f * gp) / determinant)
            (p, q) = (p - dp, q - dq)
            guard p.magnitude < 3, q.magnitude < 3 else { return nil }
            if dp.magnitude + dq.magnitude < 1e-4 { return p > 0.03 && q > 0.03 && p < 1.2 && q < 1.2 ? (p, q) : nil }
        }
        return nil
    }
}
