internal import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Colours by share: piecewise linear in code values, opacity apart from colour, as the standard says.
struct RampTable: Sendable {
    private let offsets: [Float]
    private let colors: [PixelValue]
    /// Change of colour per share, from each stop to the next.
    private let slopes: [PixelValue]
    private let spread: ColorRamp.Spread
    private let space: ColorSpace

    init(_ ramp: ColorRamp, _ space: ColorSpace) {
        offsets = ramp.stops.map(\.offset)
        colors = ramp.stops.map { PixelValue($0.color.red, $0.color.green, $0.color.blue, $0.color.alpha) }
        var slopes: [PixelValue] = []
        for i in offsets.indices.dropLast() {
            let width = offsets[i + 1] - offsets[i]
            slopes.append(width > 0 ? (colors[i + 1] - colors[i]) / width : .zero)
        }
        (self.slopes, spread, self.space) = (slopes + [.zero], ramp.spread, space)
    }

    /// - Parameter segment: The stop found last; neighbours lie close.
    @inline(__always)
    func color(at share: Float, _ segment: inout Int) -> PixelValue {
        var t = share
        switch spread {
        case .pad: break
        case .repeat: t -= t.rounded(.down)
        case .reflect:
            t = (t - 2 * (t / 2).rounded(.down))
            if t > 1 { t = 2 - t }
        }
        let last = offsets.count - 1
        while segment < last, t >= offsets[segment + 1] { segment += 1 }
        while segment > 0, t < offsets[segment] { segment -= 1 }
        let straight = t < offsets[segment] ? colors[segment] : colors[segment] + slopes[segment] * (t - offsets[segment])
        guard space.isLinear else { return ColorSpace.premultiplied(straight) }
        return space.value(Color(straight.x, straight.y, straight.z, alpha: straight.w))
    }
}

struct LinearSource: PixelSource {
    private let ramp: RampTable
    /// share = a·x + b·y + c at a pixel's place.
    private let a, b, c: Double

    /// - Parameter map: From the gradient's space to pixels; nil where it is flat.
    init?(_ gradient: LinearGradient, _ map: Transform, _ space: ColorSpace) {
        guard let back = map.inverse else { return nil }
        let d = gradient.end - gradient.start
        let k = 1 / d.squaredLength
        guard k.isFinite else { return nil }
        ramp = RampTable(gradient.ramp, space)
        a = (back.a * d.x + back.b * d.y) * k
        b = (back.c * d.x + back.d * d.y) * k
        c = ((back.e - gradient.start.x) * d.x + (back.f - gradient.start.y) * d.y) * k
    }

    func fill(_ row: inout [PixelValue], count: Int, x: Int, y: Int) {
        let start = a * (Double(x) + 0.5) + b * (Double(y) + 0.5) + c
        var segment = 0
        for i in 0..<count { row[i] = ramp.color(at: Float(start + a * Double(i)), &segment) }
    }
}

/// Source: the pencil of circles of HTML's canvas and SVG 2: of all circles through a place the one with the greatest share and a radius not below zero.
struct RadialSource: PixelSource {
    private let ramp: RampTable
    private let back: Transform
    private let focus: Point
    private let focusRadius: Double
    private let toCenter: Point
    private let growth: Double
    private let quadratic: Double

    init?(_ gradient: RadialGradient, _ map: Transform, _ space: ColorSpace) {
        guard let back = map.inverse else { return nil }
        ramp = RampTable(gradient.ramp, space)
        self.back = back
        (focus, focusRadius) = (gradient.focus, gradient.focusRadius)
        (toCenter, growth) = (gradient.center - gradient.focus, gradient.radius - gradient.focusRadius)
        quadratic = toCenter.squaredLength - growth * growth
    }

    func fill(_ row: inout [PixelValue], count: Int, x: Int, y: Int) {
        var p = back(Point(Double(x) + 0.5, Double(y) + 0.5)) - focus
        let step = back.displaced(Point(1, 0))
        var segment = 0
        let start = p
        for i in 0..<count {
            p = start + step * Double(i)
            row[i] = share(p).map { ramp.color(at: Float($0), &segment) } ?? .zero
        }
    }

    /// p is seen from the focus.
    @inline(__always)
    private func share(_ p: Point) -> Double? {
        if toCenter.x == 0 && toCenter.y == 0 { return growth != 0 ? (p.length - focusRadius) / growth : p.length < focusRadius ? 0 : 1 }
        let b = p.dot(toCenter) + focusRadius * growth
        let c = p.squaredLength - focusRadius * focusRadius
        if quadratic.magnitude < 1e-12 * growth * growth {
            guard b != 0 else { return nil }
            let t = c / (2 * b)
            return focusRadius + t * growth >= 0 ? t : nil
        }
        let discriminant = b * b - quadratic * c
        guard discriminant >= 0 else { return nil }
        let root = discriminant.squareRoot()
        let (s, t) = ((b + root) / quadratic, (b - root) / quadratic)
        let (high, low) = (max(s, t), min(s, t))
        if focusRadius + high * growth >= 0 { return high }
        return focusRadius + low * growth >= 0 ? low : nil
    }
}
