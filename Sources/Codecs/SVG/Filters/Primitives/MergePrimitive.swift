internal import ImpressionCanvas
internal import ImpressionGeometry

struct MergePrimitive: FilterPrimitiveReader {
    let name = "feMerge"

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive {
        let inputs = node.childElements.filter { $0.name == "feMergeNode" }.map { $0["in"] }
        return inputs.isEmpty ? .empty : .effect(MergeEffect(), inputs: inputs)
    }
}
