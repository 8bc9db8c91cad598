import ImpressionCodecs
import ImpressionMachines
import ImpressionMeshing

/// Whether a file of G-code may be printed, and whether it makes what it should.
public struct CheckJob: Sendable {
    public var input: String
    /// The machine whose room counts; without one the bed is not looked at.
    public var printer: String?
    public var only: [String] = []
    public var skipped: [String] = []
    /// Models that the lines should make.
    public var models: [String] = []
    /// How the models were brought onto the plate.
    public var placement = Placement()
    /// The picture that the piece should show.
    public var artwork: ArtworkComparison?
    /// mm; nil takes what the file says, else 1.75.
    public var filamentDiameter: Double?
    /// What a comparison must reach, 0 … 1; nil takes its own least.
    public var failUnder: Double?
    public var options: JobOptions

    public init(input: String, options: JobOptions) { (self.input, self.options) = (input, options) }

    /// Of a model's layers together.
    private static let leastOverlap = 0.97
    /// One layer may lie this much below: where a thin edge begins there is little to cover.
    private static let layerAllowance = 0.07
    /// Shares of the sections' area, and of their volume.
    private static let greatestDoubled = 0.1, volumeAllowance = 0.05

    /// The report, and whether every rule holds.
    public func run() throws(JobError) -> (report: JobReport, holds: Bool) {
        for name in only + skipped where !CheckRules.names.contains(name) {
            throw JobError(.usage, "no rule is called '\(name)'; there are \(CheckRules.names.joined(separator: ", "))")
        }
        var files = FileWork(options: options), check = GCodeCheck()
        check.rules = CheckRules.names.filter { (only.isEmpty || only.contains($0)) && !skipped.contains($0) }
        if let printer {
            do throws(SettingError) { check.settings.printer = try Printers.named(printer) } catch { throw JobError(.configuration, error.description) }
        } else {
            check.rules.removeAll { $0 == "bed" }
        }
        check.settings.filamentDiameter = filamentDiameter
        let bytes = try files.gcode(input, try files.read(input)).text
        let result = check.run(bytes)
        guard result.statistics.beads > 0 else { throw JobError(.data, "\(input): draws no line") }
        for finding in result.findings {
            let place = finding.line > 0 ? ":\(finding.line)" : ""
            files.report.diagnostics.append(Diagnostic(.error, finding.rule, "\(input)\(place): \(finding.message)"))
        }
        files.report.set("layers", .integer(result.statistics.layers))
        files.report.set("filament_mm", .number(result.statistics.filament))
        files.report.set("height_mm", .number(result.statistics.greatestZ))
        files.report.set("rules", .object(result.counts.map { ($0.rule, .integer($0.count)) }))
        if !models.isEmpty { try compareModels(bytes, &files) }
        if let artwork { try artwork.compare(bytes, input, leastSimilarity: failUnder, &files) }
        let holds = !files.report.diagnostics.contains { $0.severity == .error }
        files.report.set("holds", .bool(holds))
        return (files.report, holds)
    }

    private func compareModels(_ bytes: [UInt8], _ files: inout FileWork) throws(JobError) {
        var meshes: [Mesh] = [], replay = GCodeReplay()
        replay.filamentDiameter = filamentDiameter
        for path in models {
            let model = try files.model(path, try files.read(path))
            guard model.triangleCount > 0 else { throw JobError(.data, "\(path): holds no triangles") }
            meshes.append(placement.prepared([PlatePart(mesh: Mesh(joining: model.objects.map(\.mesh)))])[0].mesh)
        }
        let result = ModelComparison(models: meshes, workers: options.workers).compare(bytes, replay)
        let worst = result.worst
        files.report.set("sections", .object([
            ("objects", .integer(result.objects)), ("overlap", .number(result.overlap)), ("worst_overlap", .number(worst?.overlap ?? 1)),
            ("worst_z_mm", .number(worst?.z ?? 0)), ("missing", .number(result.missingShare)), ("outside", .number(result.outsideShare)),
            ("doubled", .number(result.doubledShare)), ("volume_mm3", .number(result.volume)), ("section_volume_mm3", .number(result.solidVolume)),
        ]))
        for message in faults(of: result) { files.report.diagnostics.append(Diagnostic(.error, "sections", "\(input): \(message)")) }
    }

    /// What the comparison with a model does not allow.
    private func faults(of result: ModelComparison.Result) -> [String] {
        let least = failUnder ?? Self.leastOverlap, leastOfLayer = max(0, least - Self.layerAllowance)
        var found: [String] = []
        if result.overlap < least { found.append("the lines make \(percent(result.overlap)) of the model's sections, least \(percent(least))") }
        if let worst = result.worst, worst.overlap < leastOfLayer {
            found.append("at \(millimetres(worst.z)) mm the lines make \(percent(worst.overlap)) of the section: \(millimetres(worst.missing)) mm² are missing, \(millimetres(worst.outside)) mm² lie outside")
        }
        if result.doubledShare > Self.greatestDoubled { found.append("\(percent(result.doubledShare)) of the sections are laid twice, most \(percent(Self.greatestDoubled))") }
        let share = result.volume / max(result.solidVolume, 1e-9)
        if result.isSolid, abs(share - 1) > Self.volumeAllowance {
            found.append("the plastic is \(percent(share)) of the model's volume")
        } else if !result.isSolid, share > 1 + Self.volumeAllowance {
            found.append("the plastic is \(percent(share)) of the model's volume though it is hollow")
        }
        return found
    }
}

/// With two decimals at most.
func millimetres(_ value: Double) -> String { JSON.number((value * 100).rounded() / 100).text }
/// With one decimal.
func percent(_ share: Double) -> String { JSON.number((share * 1000).rounded() / 10).text + " %" }
