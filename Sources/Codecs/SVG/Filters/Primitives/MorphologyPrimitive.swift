internal import ImpressionCanvas
internal import ImpressionGeometry

struct MorphologyPrimitive: FilterPrimitiveReader {
    let name = "feMorphology"

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive {
        guard let radius = frame.pair(node, "radius"), radius.x >= 0, radius.y >= 0, radius != .zero else { return .off(input: node["in"]) }
        return .effect(MorphologyEffect(node["operator"] == "dilate" ? .dilate : .erode, radius: frame.measured(radius)), inputs: [node["in"]])
    }
}
