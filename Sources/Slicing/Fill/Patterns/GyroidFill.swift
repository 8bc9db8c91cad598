import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The gyroid: sin x cos y + sin y cos z + sin z cos x = 0, whose section at a height is a family of waves.
///
/// Where |sin z| ≤ |cos z| the equation A cos y + B sin y = C has for every x two solutions a period, else the same holds with x and y exchanged;
/// waves are sampled so that their chords leave them by less than a hundredth of a line's width.
///
/// Source: Schoen, "Infinite periodic minimal surfaces without self-intersections", NASA TN D-5541, 1970; the level set of von Schnering and Nesper, 1991.
public struct GyroidFill: FillPattern {
    public static let name = "gyroid"
    public static let summary = "Waves of a surface that is strong in all directions"
    public init() {}

    public func lines(in area: FillArea) -> [FillLine] {
        guard area.isFillable else { return [] }
        // 3.0915 of surface a cube of one period, seen in sections as π/4 of that, on average over the heights.
        let period = 3.0915 * .pi / 4 * area.pitch, unit = period / (2 * .pi)
        let frame = area.frame(), box = frame.bounds(of: area.region).expanded(by: period)
        let phase = area.z / unit, (sz, cz) = (sin(phase), cos(phase))
        let isUpright = abs(sz) > abs(cz)
        let (along, across) = isUpright ? (box.min.y...box.max.y, box.min.x...box.max.x) : (box.min.x...box.max.x, box.min.y...box.max.y)
        let periods = Int((across.lowerBound / period).rounded(.down)) - 1...Int((across.upperBound / period).rounded(.up)) + 1
        // A wave bends by at most about 1 / unit: a step s leaves s² / 8 unit.
        let step = max(unit / 16, min(unit / 3, (8 * unit * area.lineWidth / 100).squareRoot()))
        let steps = Int(((along.upperBound - along.lowerBound) / step).rounded(.up))
        guard periods.count < 100_000, steps < 1_000_000 else { return [] }
        var lines: [[Point]] = []
        for sign in [-1.0, 1.0] {
            let wave = (0...steps).map { i in
                let u = along.lowerBound + step * Double(i)
                return (u, unit * Self.wave(u / unit, sz, cz, isUpright: isUpright, sign))
            }
            for k in periods {
                let offset = Double(k) * period
                lines.append(wave.map { u, v in frame.world(isUpright ? Point(v + offset, u) : Point(u, v + offset)) })
            }
        }
        return area.filled(with: lines)
    }

    /// One solution, continuous in u.
    private static func wave(_ u: Double, _ sz: Double, _ cz: Double, isUpright: Bool, _ sign: Double) -> Double {
        // isUpright: sin x cos u + cos x sin z = −sin u cos z; else: cos y sin u + sin y cos z = −sin z cos u.
        let (s, c, right) = isUpright ? (cos(u), sz, -sin(u) * cz) : (cz, sin(u), -sz * cos(u))
        let length = (s * s + c * c).squareRoot()
        // c cos v + s sin v = length · cos(v − atan2(s, c)). s keeps its sign where c changes its own, or the other way round: no jump.
        let turn = isUpright ? .pi / 2 - atan2(c, s) : atan2(s, c)
        let bend = acos(max(-1, min(1, right / max(length, 1e-12))))
        return continuous(turn, isUpright ? sz : cz, isUpright) + sign * bend
    }

    /// Brings the angle of a vector whose one component has a fixed sign to the half plane of that sign.
    private static func continuous(_ turn: Double, _ fixed: Double, _ isUpright: Bool) -> Double {
        var turn = turn
        if isUpright {
            // The cosine's sign is fixed: −π/2 … π/2, or half a turn from there.
            let low = fixed >= 0 ? -Double.pi / 2 : .pi / 2
            while turn < low { turn += 2 * .pi }
            while turn >= low + 2 * .pi { turn -= 2 * .pi }
        } else {
            // The sine's sign is fixed: 0 … π, or −π … 0.
            let low = fixed >= 0 ? 0 : -Double.pi
            while turn < low { turn += 2 * .pi }
            while turn >= low + 2 * .pi { turn -= 2 * .pi }
        }
        return turn
    }
}
