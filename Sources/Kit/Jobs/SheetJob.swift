import ImpressionCanvas
import ImpressionCodecs
import ImpressionGeometry
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
    /// What goes to standard output (`-`), and to every path whose ending this format has: `stl-ascii` makes every `.stl` a text.
    public var format: String?
    /// A PNG of the piece lit from behind, beside the picture.
    public var proof: String?
    public var proofSource = ProofSource.field
    public var tessellation = Tessellation.tolerance(0.02)
    public var print = PrintJobOptions()
    public var options = JobOptions()

    public enum ProofSource: String, Sendable { case field, gcode }

    public init(technique: any Technique, input: String, outputs: [String]) {
        self.technique = technique
        self.input = input
        self.outputs = outputs
    }

    /// A job by the technique's name. Each setting goes to the technique if it knows the name, else to the print.
    public init(technique name: String, input: String, outputs: [String], settings: [(key: String, value: String)]) throws(JobError) {
        do throws(TechniqueError) {
            var technique: any Technique = try Techniques.named(name).init()
            var rest: [(key: String, value: String)] = []
            for (key, value) in settings {
                if technique.has(key) { try technique.set(key, to: value) } else { rest.append((key, value)) }
            }
            self.init(technique: technique, input: input, outputs: outputs)
            print.settings = rest
        } catch { throw JobError(.usage, error.description) }
    }

    /// - Parameter text: mm, or `grid` for every sample.
    public mutating func setTolerance(_ text: String) throws(JobError) {
        if text == "grid" { return tessellation = .grid }
        guard let value = Quantity.length(text), (0.0001...10).contains(value) else {
            throw JobError(.usage, "--tolerance \(text) is not a length from 0.0001 to 10 mm, or grid")
        }
        tessellation = .tolerance(value)
    }

    /// - Parameter source: `field` for the thickness as designed, `gcode` for the lines that the printer lays.
    public mutating func setProof(_ path: String?, from source: String) throws(JobError) {
        guard let source = ProofSource(rawValue: source) else { throw JobError(.usage, "--proof-from \(source) is neither field nor gcode") }
        if let path, fileExtension(path) != "png" { throw JobError(.usage, "--proof \(path): a proof is a .png") }
        (proof, proofSource) = (path, source)
    }

    /// Makes everything, or throws and leaves no partial file. Files finished before the failure stay.
    public func run() throws(JobError) -> JobReport {
        let kinds = try checkedKinds()
        let needsProfile = kinds.contains(.gcode) || !print.settings.isEmpty || proof != nil && proofSource == .gcode
        let resolved = try needsProfile ? checkedProfile() : nil, profile = resolved?.profile
        var files = FileWork(options: options)
        if let resolved { files.report.warn(passedOver: resolved.notes) }
        options.stages.begin("reading")
        let impression = try impress(&files)
        let light = impression.light
        if proof != nil, light == nil { throw JobError(.usage, "--proof: a \(type(of: technique).name) is not looked through") }
        var body = SheetBody(impression.sheet, name: baseName(input), tessellation: tessellation, options: options)
        for (path, kind) in zip(outputs, kinds) {
            switch kind {
            case .model(let format): try writeModel(&body, format, to: path, &files)
            case .preview:
                _ = body.mesh()
                try files.write(path, format: "png", bytes: encodePNG(srgb8(body.preview())))
            case .gcode: try writeGCode(&body, profile, to: path, &files)
            }
        }
        if let proof, let light { try writeProof(impression.sheet, light, profile, to: proof, &files) }
        return files.report
    }

    /// A name that neither the technique nor the print knows is answered with the nearest of both.
    private func checkedProfile() throws(JobError) -> (profile: PrintProfile, notes: [String]) {
        let names = type(of: technique).settings.map(\.name)
        for (key, _) in print.settings where !PrintProfile.knows(key) {
            let near = nearestWord(to: key, among: names + PrintProfile.names)
            throw JobError(.configuration, "unknown setting '\(key)'" + (near.map { "; did you mean '\($0)'?" } ?? ""))
        }
        let resolved = try print.resolved()
        return (resolved.profile, resolved.notes)
    }

    private func checkedKinds() throws(JobError) -> [OutputKind] {
        guard !outputs.isEmpty || proof != nil else { throw JobError(.usage, "nothing to write: name an output with -o") }
        var kinds: [OutputKind] = []
        for path in outputs { kinds.append(try OutputKind(path: path, format: format)) }
        return kinds
    }
}

// MARK: - Steps

extension SheetJob {
    private func impress(_ files: inout FileWork) throws(JobError) -> SheetImpression {
        let artwork = try artwork(&files)
        options.stages.begin("impressing")
        let output: any Sendable
        do throws(TechniqueError) {
            output = try technique.impressed(artwork, workers: options.workers)
        } catch { throw JobError(error.isUsage ? .usage : .data, error.description) }
        guard let impression = output as? SheetImpression else {
            throw JobError(.usage, "\(type(of: technique).name) does not make a body")
        }
        for note in impression.notes { files.report.diagnostics.append(Diagnostic(.warning, note.code, note.message)) }
        let field = impression.sheet.field
        files.report.statistics += [
            ("samples", .array([.integer(field.columns), .integer(field.rows)])),
            ("size_mm", .array([.number(field.width), .number(field.depth)])),
            ("thickness_mm", .array([.number(Double(field.heights.pixels.min() ?? 0)), .number(Double(field.heights.pixels.max() ?? 0))])),
        ]
        return impression
    }

    private func artwork(_ files: inout FileWork) throws(JobError) -> Artwork {
        if technique.readsHeightMaps {
            return Artwork(heightMap: try files.heightMap(input), width: standardWidth)
        }
        let decoded = try files.picture(input)
        return Artwork(picture: decoded.picture, width: standardWidth)
    }

    private func writeModel(_ body: inout SheetBody, _ format: ModelFormat, to path: String, _ files: inout FileWork) throws(JobError) {
        let mesh = body.mesh()
        guard !mesh.triangles.isEmpty else { throw JobError(.data, "\(input): nothing is left of the piece: its outline cuts everything away") }
        var model = Model(mesh, name: body.name)
        if format == .threeMF { model.thumbnail = encodePNG(srgb8(body.preview(width: 400, height: 300, background: .zero))) }
        options.stages.begin("writing \(format.rawValue)")
        try files.write(path, format: format.rawValue) { file throws(JobError) in
            try model.write(as: format, workers: options.workers) { bytes throws(JobError) in try file.add(bytes) }
        }
        files.report.set("triangles", .integer(mesh.triangles.count))
        files.report.set("mesh_volume_mm3", .number(mesh.volume))
    }

    private func writeProof(_ sheet: Sheet, _ light: SheetLight, _ profile: PrintProfile?, to path: String, _ files: inout FileWork) throws(JobError) {
        options.stages.begin("proving")
        let field = sheet.field
        let thickness = switch proofSource {
        case .field: field.heights
        case .gcode: try SheetPrint(profile: needed(profile), options: options).depositedThickness(of: sheet)
        }
        let proof = light.proof(of: thickness, pitch: field.pitch, workers: options.workers)
        try files.write(path, format: "png", bytes: encodePNG(opaque: srgb8(proof.picture)))
        files.report.set("proof_delta_e00", .number(proof.meanDeltaE00))
        files.report.set("proof_ssim", .number(proof.structuralSimilarity))
    }
}

/// mm; what a piece measures when nobody says.
private let standardWidth = 100.0
