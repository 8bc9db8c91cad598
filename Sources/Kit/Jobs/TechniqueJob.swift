import ImpressionCanvas
import ImpressionCodecs
import ImpressionGeometry
import ImpressionMachines
public import ImpressionMeshing
public import ImpressionTechniques

/// Artwork through a technique, and the result to every format that was asked for.
public struct TechniqueJob: Sendable {
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
        let needsProfile = kinds.contains(where: \.needsProfile) || !print.settings.isEmpty || proof != nil && proofSource == .gcode
        let resolved = try needsProfile ? checkedProfile() : nil
        var files = FileWork(options: options)
        if let resolved { files.report.warn(passedOver: resolved.notes) }
        options.stages.begin("reading")
        let result = try impressed(&files)
        files.report.warn(result.notes)
        files.report.statistics += result.statistics
        let setting = ResultSetting(name: baseName(input), origin: input, profile: resolved?.profile, events: print.events, tessellation: tessellation, options: options)
        var product = result.product(setting)
        if proof != nil, !product.hasProof { throw JobError(.usage, "--proof: a \(type(of: technique).name) is not looked through") }
        for (path, kind) in zip(outputs, kinds) { try kind.write(&product, to: path, &files) }
        files.report.warn(product.notes)
        for (name, value) in product.statistics { files.report.set(name, value) }
        if let proof { try write(product.proof(from: proofSource), to: proof, &files) }
        return files.report
    }

    private func impressed(_ files: inout FileWork) throws(JobError) -> any TechniqueResult {
        if let technique = technique as? any SecondArtworkTechnique, !technique.secondArtworkPath.isEmpty {
            let artwork = try files.artwork(input, for: technique)
            let path = technique.secondArtworkPath, second = try files.artwork(path, try files.read(path), for: technique)
            return try made { workers throws(TechniqueError) in try technique.impressed(artwork, second: second, workers: workers) }
        }
        guard let technique = technique as? any ScanningTechnique, options.lettering == nil else { return try impressed(try files.artwork(input, for: technique)) }
        let bytes = try files.read(input)
        if PictureFormat(of: bytes) == nil { return try impressed(try files.artwork(input, bytes, for: technique)) }
        return try scanned(technique, bytes, files)
    }

    private func scanned<T: ScanningTechnique>(_ technique: T, _ bytes: [UInt8], _ files: FileWork) throws(JobError) -> any TechniqueResult {
        let (scan, width) = try files.scan(input, bytes, for: technique)
        return try made { workers throws(TechniqueError) in try technique.impress(scan, width: width, workers: workers) }
    }

    /// What the technique makes.
    func impressed(_ artwork: Artwork) throws(JobError) -> any TechniqueResult {
        try made { workers throws(TechniqueError) in try technique.impressed(artwork, workers: workers) }
    }

    private func made(_ impress: (Workers) throws(TechniqueError) -> any Sendable) throws(JobError) -> any TechniqueResult {
        options.stages.begin("impressing")
        let output: any Sendable
        do throws(TechniqueError) { output = try impress(options.workers) } catch { throw JobError(error.isUsage ? .usage : .data, error.description) }
        guard let result = output as? any TechniqueResult else {
            throw JobError(.program, "nothing is known of what a \(type(of: technique).name) makes")
        }
        return result
    }

    private func write(_ proof: Proof?, to path: String, _ files: inout FileWork) throws(JobError) {
        guard let proof else { return }
        try files.write(path, format: "png", bytes: encodePNG(opaque: srgb8(proof.picture)))
        files.report.set("proof_delta_e00", .number(proof.meanDeltaE00))
        files.report.set("proof_ssim", .number(proof.structuralSimilarity))
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

    private func checkedKinds() throws(JobError) -> [any OutputKind] {
        guard !outputs.isEmpty || proof != nil else { throw JobError(.usage, "nothing to write: name an output with -o") }
        var kinds: [any OutputKind] = []
        for path in outputs { kinds.append(try OutputKinds.kind(of: path, format: format)) }
        return kinds
    }
}
