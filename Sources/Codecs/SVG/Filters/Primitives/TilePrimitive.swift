internal import ImpressionCanvas
internal import ImpressionGeometry

struct TilePrimitive: FilterPrimitiveReader {
    let name = "feTile"

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive { .effect(TileEffect(), inputs: [node["in"]]) }
}
