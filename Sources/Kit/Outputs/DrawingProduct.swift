import ImpressionCanvas
import ImpressionCodecs
import ImpressionRaster
import ImpressionTechniques

/// A vector drawing: as a model its visible colours are extruded.
struct DrawingProduct: Product {
    let noun = "a drawing"
    let options: JobOptions
    private var solid: SolidProduct

    init(_ artwork: Artwork, _ path: String, options: JobOptions) throws(JobError) {
        self.options = options
        let impression: SolidImpression
        do throws(TechniqueError) {
            impression = try Extrusion().impress(artwork, workers: options.workers)
        } catch { throw JobError(.data, "\(path): \(error)") }
        solid = SolidProduct(impression: impression, setting: ResultSetting(name: baseName(path), origin: path, options: options))
    }

    var notes: [(code: String, message: String)] { solid.impression.notes }
    mutating func model() throws(JobError) -> Model? { try solid.model() }
    mutating func picture() throws(JobError) -> LinearPicture? { try solid.picture() }
    mutating func thumbnail(width: Int, height: Int) throws(JobError) -> LinearPicture? { try solid.thumbnail(width: width, height: height) }
}
