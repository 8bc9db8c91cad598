internal import ImpressionCanvas
internal import ImpressionGeometry

struct GaussianBlurPrimitive: FilterPrimitiveReader {
    let name = "feGaussianBlur"

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive {
        guard let deviation = frame.pair(node, "stdDeviation"), deviation.x >= 0, deviation.y >= 0, deviation != .zero else { return .off(input: node["in"]) }
        return .effect(BlurEffect(frame.measured(deviation)), inputs: [node["in"]])
    }
}
