import ImpressionCodecs
import ImpressionMachines
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

/// A sheet (lithophane, relief) and how it is printed.
struct SheetProduct: Product {
    let noun = "a sheet"
    var body: SheetBody
    /// Where it came from, for messages.
    var origin: String
    var profile: PrintProfile?
    var events: [LayerEvent] = []

    var options: JobOptions { body.options }

    mutating func model() throws(JobError) -> Model? {
        let mesh = body.mesh()
        guard !mesh.triangles.isEmpty else { throw JobError(.data, "\(origin): nothing is left of the piece: its outline cuts everything away") }
        return Model(mesh, name: body.name)
    }

    mutating func picture() -> LinearPicture? {
        _ = body.mesh()
        return body.preview()
    }

    mutating func thumbnail(width: Int, height: Int) -> LinearPicture? { body.preview(width: width, height: height, background: .zero) }

    func printPlan() throws(JobError) -> PrintPlan? {
        guard let profile else { throw JobError(.program, "G-code without a print profile") }
        options.stages.begin("slicing")
        let source = SheetPrint(profile: profile, options: options).layers(of: body.sheet).source
        return PrintPlan(name: body.name, source: source, profile: profile, events: events)
    }
}
