import ImpressionCodecs

/// Meshes, in any of the model formats; a path with `{n}` or `{part}` gets a file for each part (see ``PartPattern``).
struct ModelOutput: OutputKind {
    static let all: [any OutputKind] = ModelFormat.allCases.map { ModelOutput(format: $0) }

    let format: ModelFormat

    var name: String { format.rawValue }
    var summary: String { format.summary }
    var endings: [String] { [format.fileExtension] }

    func write(_ product: inout any Product, to path: String, _ files: inout FileWork) throws(JobError) {
        let pattern = PartPattern(path)
        guard var model = try pattern == nil && !format.holdsParts ? product.wholeModel() : product.model() else { throw unfit(product, path) }
        let options = product.options
        if format.fileExtension == "3mf", model.thumbnail.isEmpty, let picture = try product.thumbnail(width: 400, height: 300) {
            model.thumbnail = encodePNG(srgb8(picture))
        }
        options.stages.begin("writing \(name)")
        if let pattern {
            for (object, path) in zip(model.objects, pattern.paths(model.objects.map(\.name))) {
                try write(Model(objects: [object], metadata: model.metadata), to: path, options, &files)
            }
        } else {
            try write(model, to: path, options, &files)
        }
        files.report.set("triangles", .integer(model.triangleCount))
    }

    private func write(_ model: Model, to path: String, _ options: JobOptions, _ files: inout FileWork) throws(JobError) {
        try files.write(path, format: name) { file throws(JobError) in
            try model.write(as: format, workers: options.workers) { bytes throws(JobError) in try file.add(bytes) }
        }
    }
}
