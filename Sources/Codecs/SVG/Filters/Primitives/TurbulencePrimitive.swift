internal import ImpressionCanvas
internal import ImpressionGeometry

struct TurbulencePrimitive: FilterPrimitiveReader {
    let name = "feTurbulence"

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive {
        let frequency = frame.pair(node, "baseFrequency") ?? .zero
        guard frequency.x >= 0, frequency.y >= 0 else { return .empty }
        let octaves = frame.number(node, "numOctaves", 1), seed = frame.number(node, "seed", 0)
        guard octaves > 0 else { return .empty }
        let effect = TurbulenceEffect(frequency: frequency, octaves: Int(min(octaves, 100)), seed: Int(max(-2e9, min(2e9, seed.rounded(.towardZero)))),
                                      isFractal: node["type"] == "fractalNoise", isStitched: node["stitchTiles"] == "stitch")
        return .effect(effect, inputs: [])
    }
}
