import ImpressionGeometry

/// The catalogue: every technique by name.
public enum Techniques {
    public static let all: [any Technique.Type] = [
        Lithophane.self,
        Relief.self,
        Trace.self,
        Extrusion.self,
        Sign.self,
        Inlay.self,
        Stamp.self,
        Cutter.self,
        Coin.self,
        Stencil.self,
        Keychain.self,
        PrintingBlock.self,
    ]

    public static func named(_ name: String) throws(TechniqueError) -> any Technique.Type {
        if let found = all.first(where: { $0.name == name }) { return found }
        throw .unknownTechnique(name, suggestion: nearestWord(to: name, among: all.map { $0.name }))
    }
}
