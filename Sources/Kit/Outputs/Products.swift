import ImpressionCodecs
import ImpressionMeshing
import ImpressionRaster

/// A model file's content.
struct ModelProduct: Product {
    let noun = "a model"
    let options: JobOptions
    let content: Model

    func model() -> Model? { content }
    func picture() -> LinearPicture? { content.picture(ShadedView.three(), workers: options.workers) }
    func thumbnail(width: Int, height: Int) -> LinearPicture? { content.picture([.corner(width: width, height: height)], workers: options.workers) }
    func printPlan() throws(JobError) -> PrintPlan? { throw JobError(.usage, "models become G-code by impression slice") }
}

/// A picture and nothing else.
struct PictureProduct: Product {
    let noun = "a picture"
    let options: JobOptions
    let content: LinearPicture

    func picture() -> LinearPicture? { content }
}
