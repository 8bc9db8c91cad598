internal import ImpressionCanvas
internal import ImpressionGeometry

struct ColorMatrixPrimitive: FilterPrimitiveReader {
    let name = "feColorMatrix"

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive {
        let numbers = FilterFrame.numbers(node["values"]) ?? []
        let effect: ColorMatrixEffect? = switch node["type"] ?? "matrix" {
        case "saturate": .saturate(max(0, min(1, numbers.first ?? 1)))
        case "hueRotate": .hueRotate(degrees: numbers.first ?? 0)
        case "luminanceToAlpha": .luminanceToAlpha
        default: ColorMatrixEffect(rows: numbers)
        }
        guard let effect else { return .off(input: node["in"]) }
        return .effect(effect, inputs: [node["in"]])
    }
}
