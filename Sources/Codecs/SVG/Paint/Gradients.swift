internal import ImpressionCanvas
internal import ImpressionGeometry

struct LinearGradientServer: PaintServer {
    let name = "linearGradient"

    func paint(_ node: SVGNode, box: Box, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> ServedPaint {
        let chain = GradientChain(node, &reader)
        guard let frame = chain.frame(box, context, reader) else { return .invalid }
        guard let ramp = chain.ramp(frame, &reader) else { return .invalid }
        guard ramp.stops.count > 1 else { return .paint(.color(ramp.stops[0].color)) }
        let start = Point(frame.length(chain["x1", like: name], .x, "0%"), frame.length(chain["y1", like: name], .y, "0%"))
        let end = Point(frame.length(chain["x2", like: name], .x, "100%"), frame.length(chain["y2", like: name], .y, "0%"))
        // Without a length the last colour covers all.
        guard start != end, (end - start).squaredLength.isFinite else { return .paint(.color(ramp.stops[ramp.stops.count - 1].color)) }
        return .paint(.linear(LinearGradient(from: start, to: end, ramp)))
    }
}

struct RadialGradientServer: PaintServer {
    let name = "radialGradient"

    func paint(_ node: SVGNode, box: Box, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> ServedPaint {
        let chain = GradientChain(node, &reader)
        guard let frame = chain.frame(box, context, reader) else { return .invalid }
        guard let ramp = chain.ramp(frame, &reader) else { return .invalid }
        guard ramp.stops.count > 1 else { return .paint(.color(ramp.stops[0].color)) }
        let center = Point(frame.length(chain["cx", like: name], .x, "50%"), frame.length(chain["cy", like: name], .y, "50%"))
        let radius = frame.length(chain["r", like: name], .other, "50%")
        guard radius > 0, radius.isFinite, (center - .zero).squaredLength.isFinite else { return .paint(.color(ramp.stops[ramp.stops.count - 1].color)) }
        let fx = chain["fx", like: name].map { frame.length($0, .x, "") } ?? center.x
        let fy = chain["fy", like: name].map { frame.length($0, .y, "") } ?? center.y
        let fr = frame.length(chain["fr", like: name], .other, "0%")
        return .paint(.radial(RadialGradient(center: center, radius: radius, focus: Point(fx, fy), focusRadius: max(0, fr), ramp)))
    }
}

/// A gradient and those that it takes attributes and stops from by `href`.
struct GradientChain {
    private let nodes: [SVGNode]

    init(_ node: SVGNode, _ reader: inout SVGReader) {
        nodes = reader.hrefChain(node) { $0 == "linearGradient" || $0 == "radialGradient" }
    }

    /// An attribute of the first that has it; geometry only from gradients of the same kind.
    subscript(name: String, like kind: String) -> String? { nodes.first { $0.name == kind && $0[name] != nil }?[name] }

    subscript(name: String) -> String? { nodes.first { $0[name] != nil }?[name] }

    /// The gradient's coordinates; nil where they are shares of a box without extent.
    func frame(_ box: Box, _ context: SVGContext, _ reader: SVGReader) -> PaintFrame? {
        let units = PaintUnits(self["gradientUnits"]) ?? .box
        guard units == .user || box.width > 0 && box.height > 0 else { return nil }
        let own = parseTransform(self["gradientTransform"] ?? "", units: reader.lengthUnits(context.style), percentOf: context.viewport) ?? .identity
        let transform = about(own, box, units, context, reader)
        return PaintFrame(units: units, transform: units == .box ? .unit(box) * transform : transform, viewport: context.viewport, lengths: reader.lengthUnits(context.style))
    }

    /// The transform about `transform-origin`, which a style may give to gradients too.
    private func about(_ own: Transform, _ box: Box, _ units: PaintUnits, _ context: SVGContext, _ reader: SVGReader) -> Transform {
        guard let text = nodes.first(where: { $0["gradientTransform"] != nil })?["transform-origin"],
              let origin = parseOrigin(text, units: reader.lengthUnits(context.style), percentOf: units == .box ? Point(1, 1) : context.viewport) else { return own }
        return .translation(origin.x, origin.y) * own * .translation(-origin.x, -origin.y)
    }

    /// nil where there are no stops, or where the map is flat.
    func ramp(_ frame: PaintFrame, _ reader: inout SVGReader) -> ColorRamp? {
        guard let owner = nodes.first(where: { $0.childElements.contains { $0.name == "stop" } }), frame.transform.inverse != nil else { return nil }
        var stops: [ColorRamp.Stop] = []
        for node in owner.childElements where node.name == "stop" { stops.append(stop(node, after: stops.last?.offset ?? 0, &reader)) }
        let spread: ColorRamp.Spread = switch self["spreadMethod"] {
        case "reflect": .reflect
        case "repeat": .repeat
        default: .pad
        }
        return ColorRamp(stops, spread: spread, transform: frame.transform)
    }

    private func stop(_ node: SVGNode, after last: Float, _ reader: inout SVGReader) -> ColorRamp.Stop {
        let style = reader.writtenStyle(of: node)
        let offset = node["offset"].flatMap { SVGReader.share(trimmed($0)) } ?? 0
        let color = style[.stopColor].flatMap { parseColor($0, current: style.color) } ?? .black
        let opacity = style[.stopOpacity].flatMap { SVGReader.share($0) } ?? 1
        return ColorRamp.Stop(max(offset, last), color.faded(by: opacity))
    }
}

/// What numbers of a paint server, clip path or mask are measured by.
enum PaintUnits {
    /// Shares of the object's bounding box.
    case box
    /// The user's coordinates.
    case user

    init?(_ text: String?) {
        switch text {
        case "objectBoundingBox": self = .box
        case "userSpaceOnUse": self = .user
        default: return nil
        }
    }
}

/// A paint server's coordinates.
struct PaintFrame {
    var units: PaintUnits
    /// To the painted object's coordinates.
    var transform: Transform
    var viewport: Point
    var lengths: LengthUnits

    /// - Parameter standard: Taken where the text is missing or no length.
    func length(_ text: String?, _ axis: LengthAxis, _ standard: String) -> Double {
        guard let length = text.flatMap({ SVGLength($0) }) ?? SVGLength(standard) else { return 0 }
        if units == .box { return length.unit == .percent ? length.value / 100 : lengths.pixels(length, percentOf: 1) }
        return lengths.pixels(length, percentOf: axis.whole(of: viewport))
    }
}

extension Transform {
    /// From shares of a box to its coordinates.
    static func unit(_ box: Box) -> Transform { Transform(box.width, 0, 0, box.height, box.min.x, box.min.y) }
}

extension SVGReader {
    /// An element and those it leads to by `href`, as long as they are of a kind that fits. A chain that bites its own tail ends there.
    mutating func hrefChain(_ node: SVGNode, fits: (String) -> Bool) -> [SVGNode] {
        var chain = [node]
        while let last = chain.last, last.href != nil, chain.count < 256 {
            guard let next = target(of: last) else { break }
            guard !chain.contains(next) else {
                note(.reference, "\(next.label) leads back to itself by href")
                break
            }
            guard fits(next.name) else { break }
            chain.append(next)
        }
        return chain
    }
}
