import ImpressionCanvas
import ImpressionCodecs
public import ImpressionGeometry
import ImpressionMachines
public import ImpressionMeshing
import ImpressionRaster
public import ImpressionTechniques

/// Artwork to a sheet (lithophane, relief), and the sheet to every format that was asked for.
public struct SheetJob: Sendable {
    /// The technique with its settings.
    public var technique: any Technique
    public var input: String
    /// Paths; each one's ending says what is written.
    public var outputs: [String]
    /// A PNG of the piece lit from behind, beside the picture.
    public var proof: String?
    public var tessellation = Tessellation.tolerance(0.02)
    public var print = PrintJobOptions()
    public var options = JobOptions()

    public init(technique: any Technique, input: String, outputs: [String]) {
        self.technique = technique
        self.input = input
        self.outputs = outputs
    }

    /// Makes everything, or throws and leaves no partial file. Files finished before the failure stay.
    public func run() throws(JobError) -> JobReport {
        let kinds = try checkedKinds()
        let profile = try kinds.contains(.gcode) ? print.profile() : nil
        var files = FileWork(options: options)
        options.stages.begin("reading")
        let impression = try impress(&files)
        var body = SheetBody(impression.sheet, name: baseName(input), tessellation: tessellation, options: options)
        for (path, kind) in zip(outputs, kinds) {
            switch kind {
            case .model(let format): try writeModel(&body, format, to: path, &files)
            case .preview: try files.write(path, format: "png", bytes: encodePNG(srgb8(body.preview())))
            case .gcode: try writeGCode(&body, impression, profile, to: path, &files)
            }
        }
        if let proof { try writeProof(impression, to: proof, &files) }
        return files.report
    }

    private func checkedKinds() throws(JobError) -> [OutputKind] {
        guard !outputs.isEmpty || proof != nil else { throw JobError(.usage, "nothing to write: name an output with -o") }
        var kinds: [OutputKind] = []
        for path in outputs {
            guard let kind = OutputKind(path: path) else {
                throw JobError(.usage, "\(path): the ending \"\(fileExtension(path))\" is none of \(OutputKind.endings.joined(separator: ", "))")
            }
            kinds.append(kind)
        }
        return kinds
    }
}
