internal import ImpressionCanvas
internal import ImpressionGeometry

struct LightingPrimitive: FilterPrimitiveReader {
    let name: String

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive {
        guard let source = node.childElements.first(where: { Self.lights.contains($0.name) }) else { return .empty }
        let reflection: LightingEffect.Reflection
        if name == "feDiffuseLighting" {
            let constant = frame.number(node, "diffuseConstant", 1)
            reflection = .diffuse(constant: max(0, constant))
        } else {
            let exponent = frame.number(node, "specularExponent", 1)
            guard (1...128).contains(exponent) else { return .empty }
            reflection = .specular(constant: max(0, frame.number(node, "specularConstant", 1)), exponent: exponent)
        }
        let color = frame.style[.lightingColor].flatMap { parseColor($0, current: frame.style.color) } ?? .white
        return .effect(LightingEffect(reflection, light: light(source, frame), surfaceScale: frame.number(node, "surfaceScale", 1), color: color), inputs: [node["in"]])
    }

    private static let lights: Set<String> = ["feDistantLight", "fePointLight", "feSpotLight"]

    private func light(_ node: SVGNode, _ frame: FilterFrame) -> LightingEffect.Light {
        switch node.name {
        case "feDistantLight": return .distant(azimuth: frame.number(node, "azimuth", 0), elevation: frame.number(node, "elevation", 0))
        case "fePointLight": return .point(frame.place(node, "x", "y", "z"))
        default:
            let exponent = frame.number(node, "specularExponent", 1)
            let cone = FilterFrame.numbers(node["limitingConeAngle"])?.first
            return .spot(at: frame.place(node, "x", "y", "z"), to: frame.place(node, "pointsAtX", "pointsAtY", "pointsAtZ"), exponent: exponent > 0 ? exponent : 1, cone: cone)
        }
    }
}
