import ImpressionCanvas
import ImpressionTechniques

extension DrawingImpression: TechniqueResult {
    var statistics: [(name: String, value: JSON)] {
        [("size_mm", .array([.number(artwork.width), .number(artwork.height)]))] + figures.map { ($0.name, .integer($0.count)) }
    }

    func product(_ setting: ResultSetting) -> any Product { DrawingProduct(options: setting.options, content: artwork) }
}

/// A drawing and nothing else.
struct DrawingProduct: Product {
    let noun = "a drawing"
    let options: JobOptions
    let content: Artwork

    func drawing() -> Artwork? { content }
}
