internal import ImpressionCanvas
internal import ImpressionGeometry

struct BlendPrimitive: FilterPrimitiveReader {
    let name = "feBlend"

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive {
        .effect(BlendEffect(node["mode"].flatMap { BlendMode(rawValue: $0) } ?? .normal), inputs: [node["in"], node["in2"]])
    }
}
