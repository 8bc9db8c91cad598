internal import ImpressionCanvas
internal import ImpressionGeometry

struct OffsetPrimitive: FilterPrimitiveReader {
    let name = "feOffset"

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive {
        let offset = frame.measured(Point(frame.number(node, "dx", 0), frame.number(node, "dy", 0)))
        return .effect(OffsetEffect(dx: offset.x, dy: offset.y), inputs: [node["in"]])
    }
}
