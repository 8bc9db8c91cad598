internal import ImpressionCanvas
internal import ImpressionGeometry

struct DropShadowPrimitive: FilterPrimitiveReader {
    let name = "feDropShadow"

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive {
        let offset = frame.measured(Point(frame.number(node, "dx", 2), frame.number(node, "dy", 2)))
        let given = node["stdDeviation"] == nil ? Point(2, 2) : frame.pair(node, "stdDeviation") ?? .zero
        let deviation = given.x >= 0 && given.y >= 0 ? frame.measured(given) : .zero
        return .effect(DropShadowEffect(offset: offset, deviation: deviation, color: frame.style.floodColor), inputs: [node["in"]])
    }
}
