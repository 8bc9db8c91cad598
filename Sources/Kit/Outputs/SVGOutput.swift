import ImpressionCodecs

/// Drawings as SVG.
struct SVGOutput: OutputKind {
    let name = "svg"
    let summary = "a drawing: paths, paints and pictures on a page in mm"
    let endings = ["svg"]

    func write(_ product: inout any Product, to path: String, _ files: inout FileWork) throws(JobError) {
        guard let drawing = try product.drawing() else { throw unfit(product, path) }
        product.options.stages.begin("writing \(name)")
        try files.write(path, format: name, bytes: encodeSVG(drawing))
    }
}
