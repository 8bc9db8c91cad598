internal import ImpressionCanvas
internal import ImpressionGeometry

struct ComponentTransferPrimitive: FilterPrimitiveReader {
    let name = "feComponentTransfer"

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive {
        func curve(_ name: String) -> ComponentTransferEffect.Curve {
            // Of several for one channel the last counts.
            guard let child = node.childElements.filter({ $0.name == name }).last else { return .identity }
            let values = (FilterFrame.numbers(child["tableValues"]) ?? []).map(Float.init)
            func number(_ name: String, _ standard: Double) -> Float { Float(frame.number(child, name, standard)) }
            switch child["type"] {
            case "table": return values.isEmpty ? .identity : .table(values)
            case "discrete": return values.isEmpty ? .identity : .discrete(values)
            case "linear": return .linear(slope: number("slope", 1), intercept: number("intercept", 0))
            case "gamma": return .gamma(amplitude: number("amplitude", 1), exponent: number("exponent", 1), offset: number("offset", 0))
            default: return .identity
            }
        }
        return .effect(ComponentTransferEffect(red: curve("feFuncR"), green: curve("feFuncG"), blue: curve("feFuncB"), alpha: curve("feFuncA")), inputs: [node["in"]])
    }
}
