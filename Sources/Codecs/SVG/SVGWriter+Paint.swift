internal import ImpressionCanvas
internal import ImpressionGeometry

extension SVGWriter {
    /// A paint as attributes name it.
    enum Named {
        case none
        case color(Color)
        case reference(Int)
    }

    /// Writes what a paint refers to.
    ///
    /// - Parameter map: From the paint's space to user space, for the digits that it needs.
    mutating func defined(_ paint: Paint, _ map: Transform) -> Named {
        let extra = Self.digits(map.greatestScale)
        switch paint {
        case .color(let color): return .color(color)
        case .linear(let gradient):
            let name = open("linearGradient", "gradientUnits")
            for (key, value) in [("x1", gradient.start.x), ("y1", gradient.start.y), ("x2", gradient.end.x), ("y2", gradient.end.y)] as [(StaticString, Double)] {
                attribute(key, value, extraDecimals: extra)
            }
            ramp(gradient.ramp, "linearGradient")
            return .reference(name)
        case .radial(let gradient):
            let name = open("radialGradient", "gradientUnits")
            for (key, value) in [("cx", gradient.center.x), ("cy", gradient.center.y), ("r", gradient.radius), ("fx", gradient.focus.x), ("fy", gradient.focus.y)] as [(StaticString, Double)] {
                attribute(key, value, extraDecimals: extra)
            }
            if gradient.focusRadius != 0 { attribute("fr", gradient.focusRadius, extraDecimals: extra) }
            ramp(gradient.ramp, "radialGradient")
            return .reference(name)
        case .pattern(let pattern): return .reference(write(pattern, extra))
        }
    }

    mutating func paint(_ name: StaticString, _ paint: Named, _ opacity: Float) {
        var opacity = opacity
        switch paint {
        case .none: attribute(name, "none")
        case .color(let color):
            // Black is what fills are anyway.
            if color.hexadecimal != "#000000" || name.description != "fill" { attribute(name, color.hexadecimal) }
            opacity *= color.alpha
        case .reference(let id): attribute(name, "url(#p\(id))")
        }
        if opacity < 1 { share(name.description == "fill" ? "fill-opacity" : "stroke-opacity", opacity) }
    }

    private mutating func open(_ element: StaticString, _ units: StaticString) -> Int {
        let name = identifier()
        sink.append("<defs><")
        sink.append(element)
        attribute("id", "p\(name)")
        attribute(units, "userSpaceOnUse")
        return name
    }

    private mutating func ramp(_ ramp: ColorRamp, _ element: StaticString) {
        matrix("gradientTransform", ramp.transform)
        switch ramp.spread {
        case .pad: break
        case .reflect: attribute("spreadMethod", "reflect")
        case .repeat: attribute("spreadMethod", "repeat")
        }
        sink.append(">")
        for stop in ramp.stops {
            sink.append("<stop")
            share("offset", stop.offset)
            attribute("stop-color", stop.color.hexadecimal)
            if stop.color.alpha < 1 { share("stop-opacity", stop.color.alpha) }
            sink.append("/>")
        }
        sink.append("</")
        sink.append(element)
        sink.append("></defs>\n")
    }

    private mutating func write(_ pattern: Pattern, _ extra: Int) -> Int {
        let name = open("pattern", "patternUnits")
        for (key, value) in [("x", pattern.tile.min.x), ("y", pattern.tile.min.y), ("width", pattern.tile.width), ("height", pattern.tile.height)] as [(StaticString, Double)] {
            attribute(key, value, extraDecimals: extra)
        }
        matrix("patternTransform", pattern.transform)
        sink.append(">\n")
        for element in pattern.elements { write(element, .identity) }
        sink.append("</pattern></defs>\n")
        return name
    }
}

extension Paint {
    /// Whether it looks the same in every space.
    var isPlain: Bool { if case .color = self { true } else { false } }
}

extension Color {
    /// `#RRGGBB`; alpha is left out.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef")
        return "#" + [red, green, blue].map { value in
            let code = value.isFinite ? Int((max(0, min(1, value)) * 255).rounded()) : 0
            return "\(digits[code >> 4])\(digits[code & 15])"
        }.joined()
    }
}
