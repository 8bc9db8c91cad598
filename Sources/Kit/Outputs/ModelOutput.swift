import ImpressionCodecs

/// Meshes, in any of the model formats.
struct ModelOutput: OutputKind {
    static let all: [any OutputKind] = ModelFormat.allCases.map { ModelOutput(format: $0) }

    let format: ModelFormat

    var name: String { format.rawValue }
    var summary: String { format.summary }
    var endings: [String] { [format.fileExtension] }

    func write(_ product: inout any Product, to path: String, _ files: inout FileWork) throws(JobError) {
        guard var model = try product.model() else { throw unfit(product, path) }
        let options = product.options
        if format == .threeMF, model.thumbnail.isEmpty, let picture = try product.thumbnail(width: 400, height: 300) {
            model.thumbnail = encodePNG(srgb8(picture))
        }
        options.stages.begin("writing \(name)")
        try files.write(path, format: name) { file throws(JobError) in
            try model.write(as: format, workers: options.workers) { bytes throws(JobError) in try file.add(bytes) }
        }
        files.report.set("triangles", .integer(model.triangleCount))
    }
}
