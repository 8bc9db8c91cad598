import ImpressionCodecs
public import ImpressionGeometry
public import ImpressionMeshing
public import ImpressionTechniques

/// An impression that is a body: on its way to a mesh or to G-code.
public struct Plate: Sendable {
    public let impression: SheetImpression

    public init(_ impression: SheetImpression) { self.impression = impression }

    /// - Parameter tolerance: Greatest vertical error, mm.
    public func mesh(tolerance: Double, workers: Workers = .all) -> Mesh {
        impression.sheet.mesh(.tolerance(tolerance), workers: workers)
    }
}

extension Mesh {
    /// Writes the format that the path's ending names; an existing file is replaced only when asked.
    public func write(to path: String, overwrite: Bool = false) throws(JobError) {
        guard let kind = OutputKinds.kind(of: path) as? ModelOutput else {
            throw JobError(.usage, "\(path): the ending \"\(fileExtension(path))\" is no model format")
        }
        var options = JobOptions()
        options.overwrite = overwrite
        var files = FileWork(options: options)
        var product: any Product = ModelProduct(options: options, content: Model(self, name: baseName(path)))
        try kind.write(&product, to: path, &files)
    }
}
