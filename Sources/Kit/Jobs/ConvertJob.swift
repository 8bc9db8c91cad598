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
        var product: any Product = PictureFormat(of: bytes) != nil
            ? PictureProduct(options: options, content: try files.picture(input, bytes).picture)
            : ModelProduct(options: options, content: try files.model(input, bytes))
        for path in outputs {
            options.stages.begin("writing")
            try OutputKinds.kind(of: path, format: format).write(&product, to: path, &files)
        }
        return files.report
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
