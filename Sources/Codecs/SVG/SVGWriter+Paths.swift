internal import ImpressionCanvas
internal import ImpressionGeometry
internal import ImpressionRaster

extension SVGWriter {
    mutating func write(_ path: PaintedPath, _ base: Transform) {
        guard path.fill != nil || path.stroke != nil, !path.path.isEmpty else { return }
        let map = base * path.transform
        // Plain colours allow to write where the points are; other paints and uneven strokes keep their own space.
        let isBaked = map.keepsShapes && path.fill?.paint.isPlain != false && path.stroke?.paint.isPlain != false
        let scale = isBaked ? map.meanScale : 1
        let fill = path.fill.map { defined($0.paint, map) } ?? .none
        let stroke = path.stroke.map { defined($0.paint, map) } ?? .none
        sink.append("<path")
        if !isBaked { matrix("transform", map) }
        paint("fill", fill, path.fill?.opacity ?? 1)
        if path.fill?.rule == .evenOdd { attribute("fill-rule", "evenodd") }
        if let style = path.stroke {
            paint("stroke", stroke, style.opacity)
            write(style.style, scale)
        }
        if path.strokesFirst, path.fill != nil, path.stroke != nil { attribute("paint-order", "stroke") }
        if !path.isSmooth { attribute("shape-rendering", "crispEdges") }
        sink.append(" d=\"")
        data(isBaked ? path.path.transformed(by: map) : path.path, extraDecimals: isBaked ? 0 : Self.digits(map.greatestScale))
        sink.append("\"")
        end("path", name: path.name)
    }

    /// Digits that a space needs more than the page because it is drawn larger.
    static func digits(_ scale: Double) -> Int {
        var (count, rest) = (0, scale)
        while count < 6, rest > 1 { (count, rest) = (count + 1, rest / 10) }
        return count
    }

    private mutating func write(_ style: StrokeStyle, _ scale: Double) {
        attribute("stroke-width", style.width * scale, extraDecimals: 1)
        switch style.cap {
        case .butt: break
        case .square: attribute("stroke-linecap", "square")
        case .round: attribute("stroke-linecap", "round")
        }
        switch style.join {
        case .mitre(let limit): if limit != 4 { attribute("stroke-miterlimit", max(1, limit)) }
        case .mitreClipped(let limit):
            attribute("stroke-linejoin", "miter-clip")
            if limit != 4 { attribute("stroke-miterlimit", max(1, limit)) }
        case .round: attribute("stroke-linejoin", "round")
        case .square, .bevel: attribute("stroke-linejoin", "bevel")
        }
        guard !style.dashes.isEmpty else { return }
        sink.append(" stroke-dasharray=\"")
        for (i, dash) in style.dashes.enumerated() {
            if i > 0 { sink.append(" ") }
            number(dash * scale)
        }
        sink.append("\"")
        if style.dashOffset != 0 { attribute("stroke-dashoffset", style.dashOffset * scale) }
    }

    // MARK: Path data

    /// Steps from point to rounded point, letters only where the verb changes.
    mutating func data(_ path: BezierPath, extraDecimals: Int) {
        var pen = SVGPen(decimals: min(9, decimals + extraDecimals))
        var next = 0
        for verb in path.verbs {
            let count = verb == .cubic ? 3 : verb == .close ? 0 : 1
            pen.add(verb, path.points[next..<next + count], to: &sink)
            next += count
        }
    }
}

/// Writes path data in whole steps of the last digit.
private struct SVGPen {
    let decimals: Int
    private let scale: Double
    private var x = 0, y = 0
    private var startX = 0, startY = 0
    private var letter: UInt8 = 0

    init(decimals: Int) {
        self.decimals = decimals
        scale = ByteSink.powers[decimals]
    }

    mutating func add(_ verb: BezierPath.Verb, _ points: ArraySlice<Point>, to sink: inout ByteSink) {
        switch verb {
        case .move:
            put(sink.bytes.last == UInt8(ascii: "\"") ? "M" : "m", repeats: false, &sink)
            step(points, &sink)
            (startX, startY) = (x, y)
        case .line:
            guard let p = points.first else { return }
            let (u, v) = (units(p.x), units(p.y))
            if v == y, u != x {
                put("h", repeats: true, &sink)
                number(u - x, &sink)
            } else if u == x {
                put("v", repeats: true, &sink)
                number(v - y, &sink)
            } else {
                put("l", repeats: true, &sink)
                number(u - x, &sink)
                number(v - y, &sink)
            }
            (x, y) = (u, v)
        case .cubic:
            put("c", repeats: true, &sink)
            step(points, &sink)
        case .close:
            put("z", repeats: false, &sink)
            (x, y) = (startX, startY)
        }
    }

    private mutating func put(_ new: Character, repeats: Bool, _ sink: inout ByteSink) {
        let byte = new.asciiValue ?? 0
        if repeats, byte == letter { return }
        sink.append(byte)
        letter = byte
    }

    /// All relative to where the pen is; then it is at the last.
    private mutating func step(_ points: ArraySlice<Point>, _ sink: inout ByteSink) {
        var (lastX, lastY) = (x, y)
        for p in points {
            (lastX, lastY) = (units(p.x), units(p.y))
            number(lastX - x, &sink)
            number(lastY - y, &sink)
        }
        (x, y) = (lastX, lastY)
    }

    private func units(_ value: Double) -> Int {
        let scaled = (value * scale).rounded()
        return scaled.isFinite ? Int(max(-1e16, min(1e16, scaled))) : 0
    }

    /// With a blank before it where the number before would run into it.
    private func number(_ units: Int, _ sink: inout ByteSink) {
        if units >= 0, let last = sink.bytes.last, last < UInt8(ascii: "A") { sink.append(" ") }
        if units < 0 { sink.append("-") }
        var (rest, places) = (units.magnitude, decimals)
        while places > 0, rest % 10 == 0 { (rest, places) = (rest / 10, places - 1) }
        let power = UInt(ByteSink.powers[places])
        if rest >= power || places == 0 { sink.append(digits: rest / power) }
        guard places > 0 else { return }
        sink.append(".")
        sink.append(digits: rest % power, padding: places)
    }
}

extension Transform {
    /// Whether circles stay circles.
    var keepsShapes: Bool {
        let error = min(Point(a - d, b + c).length, Point(a + d, b - c).length)
        return error <= 1e-9 * greatestScale
    }
}
