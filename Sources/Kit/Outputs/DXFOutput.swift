import ImpressionCodecs

/// Outlines of drawings for cutters and CAD.
struct DXFOutput: OutputKind {
    let name = "dxf"
    let summary = "outlines of a drawing as lines and arcs, a layer a colour"
    let endings = ["dxf"]

    func write(_ product: inout any Product, to path: String, _ files: inout FileWork) throws(JobError) {
        guard let drawing = try product.drawing() else { throw unfit(product, path) }
        product.options.stages.begin("writing \(name)")
        let (bytes, pictures, clips) = encodeDXF(drawing)
        if pictures > 0 { files.report.diagnostics.append(Diagnostic(.warning, "pictures-left-out", "\(path): \(pictures) pictures have no outlines and were left out")) }
        if clips > 0 { files.report.diagnostics.append(Diagnostic(.warning, "clips-left-out", "\(path): what \(clips) groups clip or mask is written whole")) }
        try files.write(path, format: name, bytes: bytes)
    }
}
