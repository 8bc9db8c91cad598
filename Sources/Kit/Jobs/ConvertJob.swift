import ImpressionCodecs
import ImpressionMeshing
import ImpressionRaster

/// A model, picture or drawing in another format; a drawing's visible colours become a model's parts.
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
        var product = try product(bytes, &files)
        for path in outputs {
            options.stages.begin("writing")
            try OutputKinds.kind(of: path, format: format).write(&product, to: path, &files)
        }
        files.report.warn(product.notes)
        return files.report
    }

    private func product(_ bytes: [UInt8], _ files: inout FileWork) throws(JobError) -> any Product {
        if PictureFormat(of: bytes) != nil { return PictureProduct(options: options, content: try files.picture(input, bytes).picture) }
        guard isSVG(bytes) else { return ModelProduct(options: options, content: try files.model(input, bytes)) }
        return DrawingProduct(try files.drawing(input, bytes), ResultSetting(name: baseName(input), origin: input, options: options))
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
