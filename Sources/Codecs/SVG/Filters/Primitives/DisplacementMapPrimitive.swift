internal import ImpressionCanvas
internal import ImpressionGeometry

struct DisplacementMapPrimitive: FilterPrimitiveReader {
    let name = "feDisplacementMap"

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive {
        func channel(_ name: String) -> DisplacementEffect.Channel { node[name].flatMap { DisplacementEffect.Channel(rawValue: $0) } ?? .alpha }
        let scale = frame.number(node, "scale", 0)
        let size = frame.measured(Point(scale, scale))
        return .effect(DisplacementEffect(scale: (size.x + size.y) / 2, x: channel("xChannelSelector"), y: channel("yChannelSelector")), inputs: [node["in"], node["in2"]])
    }
}
