internal import ImpressionCanvas
internal import ImpressionGeometry

struct FloodPrimitive: FilterPrimitiveReader {
    let name = "feFlood"

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive {
        .effect(FloodEffect(frame.style.floodColor), inputs: [])
    }
}

extension SVGStyle {
    /// `flood-color` with `flood-opacity`.
    var floodColor: Color {
        let flood = self[.floodColor].flatMap { parseColor($0, current: self.color) } ?? .black
        return flood.faded(by: self[.floodOpacity].flatMap { SVGReader.share($0) } ?? 1)
    }
}
