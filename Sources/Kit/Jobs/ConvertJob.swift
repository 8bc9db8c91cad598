import ImpressionCodecs
import ImpressionMeshing
import ImpressionRaster

/// A model or picture in another format.
public struct ConvertJob: Sendable {
    public var input: String
    public var outputs: [String]
    /// What goes to standard output (`-`), and to every path whose ending this format has.
    public var format: String?
    public var options: JobOptions

    public init(input: String, outputs: [String], format: String? = nil, options: JobOptions) {
        (self.input, self.outputs, self.format, self.options) = (input, outputs, format, options)
    }

    public func run() throws(JobError) -> JobReport {
        var files = FileWork(options: options)
        options.stages.begin("reading")
        let bytes = try files.read(input)
        if PictureFormat(of: bytes) != nil { return try convertPicture(&files) }
        let model = try files.model(input, bytes)
        for path in outputs { try write(model, to: path, &files) }
        files.report.set("triangles", .integer(model.triangleCount))
        return files.report
    }

    private func write(_ model: Model, to path: String, _ files: inout FileWork) throws(JobError) {
        options.stages.begin("writing")
        switch try OutputKind(path: path, format: format) {
        case .model(let format):
            var model = model
            if format == .threeMF, model.thumbnail.isEmpty, let first = model.objects.first {
                model.thumbnail = encodePNG(srgb8(render(first.mesh, view: ShadedView(width: 400, height: 300), workers: options.workers)))
            }
            try files.write(path, format: format.rawValue) { file throws(JobError) in
                try model.write(as: format, workers: options.workers) { bytes throws(JobError) in try file.add(bytes) }
            }
        case .preview:
            let whole = Mesh(joining: model.objects.map(\.mesh))
            try files.write(path, format: "png", bytes: encodePNG(srgb8(contactSheet(whole, workers: options.workers))))
        case .gcode: throw JobError(.usage, "\(path): models are not sliced yet; height maps are (impression slice)")
        }
    }

    private func convertPicture(_ files: inout FileWork) throws(JobError) -> JobReport {
        let decoded = try files.picture(input)
        for path in outputs {
            guard try OutputKind(path: path, format: format) == .preview else { throw JobError(.usage, "\(path): pictures are written as png") }
            try files.write(path, format: "png", bytes: encodePNG(srgb8(decoded.picture)))
        }
        return files.report
    }
}

extension FileWork {
    /// Reads a model, with what its reader got over as diagnostics.
    mutating func model(_ path: String, _ bytes: [UInt8]) throws(JobError) -> Model {
        let model: Model
        do throws(ModelError) {
            model = try Model.read(bytes, as: ModelFormat(fileExtension: fileExtension(path)))
        } catch { throw JobError(.data, "\(path): \(error)") }
        for finding in model.findings {
            switch finding {
            case .miscounted(let announced, let present):
                report.diagnostics.append(Diagnostic(.warning, "miscounted", "\(path) announces \(announced) triangles and holds \(present)"))
            case .degenerate(let count):
                report.diagnostics.append(Diagnostic(.warning, "degenerate", "\(path): \(count) triangles without area were left out"))
            }
        }
        return model
    }
}

extension Mesh {
    /// Several meshes as one.
    init(joining meshes: [Mesh]) {
        self.init()
        for mesh in meshes {
            let first = UInt32(vertices.count)
            vertices += mesh.vertices
            triangles += mesh.triangles.map { $0 &+ SIMD3(repeating: first) }
        }
    }
}
