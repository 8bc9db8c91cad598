public import ImpressionGeometry
public import ImpressionRaster
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Fits a picture's tones into the range that a piece can show, all of them: nothing is clipped, black stays the darkest and white the lightest.
///
/// Works on CIE lightness L*. A curve presses the picture into the range that the material can show, shadows more than highlights; around its
/// large tones (an edge-preserving base) contrast is raised again by what the curve took, easing towards black and white so that both are reached exactly.
///
///       shown │       ╭── white        slope at the base 1 + c,
///             │      ╱                 at black and white 1 − c
///        base ┤    ╱
///             │  ╭╯
///             └──┴───┴────── picture
///                  base
///
/// The idea of pressing a base and keeping detail: Durand and Dorsey, "Fast bilateral filtering for the display of high-dynamic-range images",
/// SIGGRAPH 2002; the base: He, Sun and Tang (2013).
public struct ToneMap: Sendable, Equatable, Codable {
    /// Lightness added, −1 … 1.
    public var brightness = 0.0
    /// Contrast around middle grey; 1 leaves it.
    public var contrast = 1.0
    /// Exponent on lightness; above 1 darkens the middle tones.
    public var gamma = 1.0
    public var invert = false
    /// How strongly fine detail is kept against the pressed tones: 0 not at all, 1 at the picture's own contrast.
    public var detail = 1.0
    /// What counts as detail, mm.
    public var detailSize = 4.0

    public init() {}

    /// The luminance each sample should show, `darkest` … 1, of a picture's luminance 0 … 1.
    ///
    /// - Parameters:
    ///   - darkest: What the thickest part shows against the thinnest.
    ///   - pitch: mm a sample.
    public func applied(to luminance: Raster<Float>, darkest: Double, pitch: Double, workers: Workers = .one) -> Raster<Float> {
        var light = adjusted(luminance, workers)
        let floor = Float(Lab.lightness(darkest) / 100)
        let span = 1 - floor
        let radius = max(1, Int((detailSize / pitch).rounded()))
        let base = detail > 0 ? light.edgePreservingBase(radius: radius, epsilon: 0.01, workers: workers) : light
        // With this exponent highlights keep the picture's own contrast (slope 1 at white) and shadows give way.
        let bend = min(2.5, 1 / span)
        let strength = Float(detail)
        light.updateRows(workers) { y, line in
            let base = base.row(y)
            for x in 0..<line.count {
                let around = min(max(base[x], 0), 1)
                // What the curve's slope takes at the base is given back near it; a slope above 2 would turn back at the ends.
                let slope = max(span * bend * pow(around, bend - 1), 0.05)
                let c = min(1, strength * max(0, 1 / slope - 1))
                line[x] = luminanceOf(floor + span * pow(max(0, eased(line[x], around: around, by: c)), bend))
            }
        }
        return light
    }

    /// Lightness 0 … 1 after brightness, contrast, gamma and inversion.
    public func adjusted(_ luminance: Raster<Float>, _ workers: Workers = .one) -> Raster<Float> {
        // A table over the cube root of luminance: lightness is nearly linear in it, and 4096 steps err by less than 1/8000.
        let table = (0...4096).map { step -> Float in
            let root = Double(step) / 4096
            return Float(adjusted(lightness: Lab.lightness(root * root * root) / 100))
        }
        var result = luminance
        result.updateRows(workers) { _, line in
            let table = table.span
            for x in 0..<line.count {
                let place = cbrt(min(max(line[x], 0), 1)) * 4096
                let step = min(Int(place), 4095)
                line[x] = table[step] + (table[step + 1] - table[step]) * (place - Float(step))
            }
        }
        return result
    }

    private func adjusted(lightness: Double) -> Double {
        var l = invert ? 1 - lightness : lightness
        l = pow(min(max(l, 0), 1), gamma)
        return min(max((l - 0.5) * contrast + 0.5 + brightness, 0), 1)
    }
}

/// `l` moved away from `base` by up to the slope 1 + c, with 0 and 1 staying where they are.
private func eased(_ l: Float, around base: Float, by c: Float) -> Float {
    let room = l < base ? base : 1 - base
    guard room > 1e-6 else { return l }
    let u = (l - base).magnitude / room
    let moved = room * u * (1 + c - c * u)
    return l < base ? base - moved : base + moved
}

/// CIE luminance of lightness 0 … 1.
private func luminanceOf(_ lightness: Float) -> Float {
    let l = lightness * 100
    if l <= 8 { return l * 27 / 24389 }
    let root = (l + 16) / 116
    return root * root * root
}

extension ToneMap {
    /// The picture with light and dark swapped in lightness.
    static func inverted(_ luminance: Raster<Float>) -> Raster<Float> {
        var tones = ToneMap()
        tones.invert = true
        return tones.adjusted(luminance).map(luminanceOf)
    }
}
