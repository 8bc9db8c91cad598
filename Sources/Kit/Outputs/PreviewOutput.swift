import ImpressionCodecs

/// The product as a picture.
struct PreviewOutput: OutputKind {
    let name = "png"
    let summary = "a shaded picture of the body, or its proof"
    let endings = ["png"]

    func write(_ product: inout any Product, to path: String, _ files: inout FileWork) throws(JobError) {
        if let heights = try product.heightMap() { return try files.write(path, format: name, bytes: encodePNG(heights)) }
        guard let picture = try product.picture() else { throw unfit(product, path) }
        try files.write(path, format: name, bytes: encodePNG(srgb8(picture)))
    }
}
