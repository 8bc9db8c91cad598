internal import ImpressionCanvas
internal import ImpressionGeometry

struct CompositePrimitive: FilterPrimitiveReader {
    let name = "feComposite"

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive {
        func k(_ name: String) -> Float { Float(frame.number(node, name, 0)) }
        let rule: CompositeEffect.Rule = switch node["operator"] {
        case "in": .in
        case "out": .out
        case "atop": .atop
        case "xor": .xor
        case "lighter": .lighter
        case "arithmetic": .arithmetic(k("k1"), k("k2"), k("k3"), k("k4"))
        default: .over
        }
        return .effect(CompositeEffect(rule), inputs: [node["in"], node["in2"]])
    }
}
