#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// CIELAB under D65, L* 0 … 100.
public struct Lab: Sendable, Equatable {
    public var l: Double
    public var a: Double
    public var b: Double

    public init(l: Double, a: Double, b: Double) {
        self.l = l
        self.a = a
        self.b = b
    }

    /// Of linear BT.709 light. Source: CIE 15:2004, with the primaries of IEC 61966-2-1.
    public init(linear pixel: SIMD4<Float>) {
        let (r, g, b) = (Double(pixel.x), Double(pixel.y), Double(pixel.z))
        let x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
        let y = f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b)
        let z = f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883)
        self.init(l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z))
    }

    /// L* of relative luminance 0 … 1.
    public static func lightness(_ luminance: Double) -> Double { 116 * f(luminance) - 16 }
}

private func f(_ t: Double) -> Double { t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116 }

/// CIEDE2000 colour difference with unit weights.
///
/// Source: Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula: implementation notes, supplementary test data,
/// and mathematical observations", Color Research and Application 30(1), 2005.
public func deltaE00(_ p: Lab, _ q: Lab) -> Double {
    let (c1, c2) = (hypot(p.a, p.b), hypot(q.a, q.b))
    let g = 0.5 * (1 - chromaShare((c1 + c2) / 2))
    let (a1, a2) = (p.a * (1 + g), q.a * (1 + g))
    let (d1, d2) = (hypot(a1, p.b), hypot(a2, q.b))
    let (h1, h2) = (hue(a1, p.b), hue(a2, q.b))
    let grey = d1 * d2 == 0
    var turn = grey ? 0 : h2 - h1
    if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
    let (deltaL, deltaC) = (q.l - p.l, d2 - d1)
    let deltaH = 2 * (d1 * d2).squareRoot() * sin(radians(turn / 2))
    let (meanL, meanC) = ((p.l + q.l) / 2, (d1 + d2) / 2)
    var meanH = h1 + h2
    if !grey { meanH = abs(h1 - h2) <= 180 ? meanH / 2 : meanH < 360 ? (meanH + 360) / 2 : (meanH - 360) / 2 }
    let t = 1 - 0.17 * cos(radians(meanH - 30)) + 0.24 * cos(radians(2 * meanH)) + 0.32 * cos(radians(3 * meanH + 6)) - 0.20 * cos(radians(4 * meanH - 63))
    let off = (meanL - 50) * (meanL - 50)
    let sl = 1 + 0.015 * off / (20 + off).squareRoot()
    let (sc, sh) = (1 + 0.045 * meanC, 1 + 0.015 * meanC * t)
    let bend = (meanH - 275) / 25
    let rt = -2 * chromaShare(meanC) * sin(radians(60 * exp(-bend * bend)))
    let (l, c, h) = (deltaL / sl, deltaC / sc, deltaH / sh)
    return max(0, l * l + c * c + h * h + rt * c * h).squareRoot()
}

/// √(c⁷ / (c⁷ + 25⁷)): how far blue's corrections reach.
private func chromaShare(_ c: Double) -> Double {
    let power = pow(c, 7)
    return (power / (power + 6_103_515_625)).squareRoot()
}

private func hue(_ a: Double, _ b: Double) -> Double {
    if a == 0 && b == 0 { return 0 }
    let degrees = atan2(b, a) * 180 / .pi
    return degrees < 0 ? degrees + 360 : degrees
}

private func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
