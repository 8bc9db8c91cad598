import ImpressionCanvas
import ImpressionCodecs
import ImpressionRaster
import ImpressionTechniques

/// A vector drawing: as a model its visible colours are extruded, as a picture it is drawn.
struct DrawingProduct: Product {
    let noun = "a drawing"
    let options: JobOptions
    private let artwork: Artwork
    private var solid: SolidProduct

    init(_ artwork: Artwork, _ path: String, options: JobOptions) throws(JobError) {
        (self.artwork, self.options) = (artwork, options)
        let impression: SolidImpression
        do throws(TechniqueError) {
            impression = try Extrusion().impress(artwork, workers: options.workers)
        } catch { throw JobError(.data, "\(path): \(error)") }
        solid = SolidProduct(impression: impression, setting: ResultSetting(name: baseName(path), origin: path, options: options))
    }

    var notes: [(code: String, message: String)] { solid.impression.notes }
    mutating func model() throws(JobError) -> Model? { try solid.model() }
    /// As it is drawn, 1024 pixels along its longer side.
    func picture() -> LinearPicture? { LinearPicture(artwork, longest: 1024, workers: options.workers) }
    mutating func thumbnail(width: Int, height: Int) throws(JobError) -> LinearPicture? { try solid.thumbnail(width: width, height: height) }
}
