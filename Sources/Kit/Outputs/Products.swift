import ImpressionCodecs
import ImpressionMeshing
import ImpressionRaster

/// A model file's content.
struct ModelProduct: Product {
    let noun = "a model"
    let options: JobOptions
    let content: Model

    func model() -> Model? { content }
    func picture() -> LinearPicture? { contactSheet(Mesh(joining: content.objects.map(\.mesh)), workers: options.workers) }
    func thumbnail(width: Int, height: Int) -> LinearPicture? {
        content.objects.first.map { render($0.mesh, view: ShadedView(width: width, height: height), workers: options.workers) }
    }
    func printPlan() throws(JobError) -> PrintPlan? { throw JobError(.usage, "models become G-code by impression slice") }
}

/// A picture and nothing else.
struct PictureProduct: Product {
    let noun = "a picture"
    let options: JobOptions
    let content: LinearPicture

    func picture() -> LinearPicture? { content }
}
