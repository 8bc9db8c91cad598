/// Where two segments cross, rounded to the lattice exactly.
enum Crossing {
    /// The pixel of the point that parts `s` in the ratio of the opposite signed heights `a` and `b` of its ends,
    /// and whether the point is the pixel's centre.
    @inline(__always)
    static func pixel(of s: Segment, _ a: Int64, _ b: Int64) -> (LatticePoint, isExact: Bool) {
        let share = Double(a) / (Double(a) - Double(b))
        let (x, isExactX) = coordinate(s.ax, s.dx, share, a, b)
        let (y, isExactY) = coordinate(s.ay, s.dy, share, a, b)
        return (LatticePoint(x, y), isExactX && isExactY)
    }

    /// `origin + d·a/(a − b)`, halves rounded up.
    @inline(__always)
    private static func coordinate(_ origin: Int32, _ d: Int64, _ share: Double, _ a: Int64, _ b: Int64) -> (Int32, Bool) {
        if d == 0 { return (origin, true) }
        let step = Double(d) * share
        let whole = Int64(step), part = step - Double(whole)
        let down = part < 0 ? whole &- 1 : whole
        let rest = part < 0 ? part + 1 : part
        // |step| < 2³¹ carries an error below 2⁻¹⁹: only what falls nearer than that to a decision is computed exactly.
        if rest > 0x1p-18 && rest < 1 - 0x1p-18 && (rest - 0.5).magnitude > 0x1p-18 {
            return (Int32(truncatingIfNeeded: Int64(origin) &+ down &+ (rest > 0.5 ? 1 : 0)), false)
        }
        return exactCoordinate(origin, d, a, b)
    }

    @inline(never)
    private static func exactCoordinate(_ origin: Int32, _ d: Int64, _ a: Int64, _ b: Int64) -> (Int32, Bool) {
        // a and b differ in sign, and a − b is a cross product of two segments: it fits Int64.
        var divisor = Int128(a) - Int128(b)
        var dividend = Int128(d) * Int128(a)
        if divisor < 0 { (divisor, dividend) = (-divisor, -dividend) }
        var (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        if remainder < 0 { (quotient, remainder) = (quotient - 1, remainder + divisor) }
        let up: Int64 = remainder * 2 >= divisor ? 1 : 0
        return (Int32(truncatingIfNeeded: Int64(origin) + Int64(quotient) + up), remainder == 0)
    }
}
