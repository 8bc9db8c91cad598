import ImpressionCanvas
import ImpressionRaster
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

    /// Pixels along the longer side of a drawing that is written as a picture.
    private static let longest = 2048

    func drawing() -> Artwork? { content }
    func picture() -> LinearPicture? { LinearPicture(content, longest: Self.longest, workers: options.workers) }
}
