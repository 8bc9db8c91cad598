import ImpressionCodecs
import ImpressionMachines

/// Whether a file of G-code may be printed.
public struct CheckJob: Sendable {
    public var input: String
    /// The machine whose room counts; without one the bed is not looked at.
    public var printer: String?
    public var only: [String] = []
    public var skipped: [String] = []
    public var options: JobOptions

    public init(input: String, options: JobOptions) { (self.input, self.options) = (input, options) }

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
        let result = check.run(try files.read(input))
        guard result.statistics.beads > 0 else { throw JobError(.data, "\(input): draws no line") }
        for finding in result.findings {
            let place = finding.line > 0 ? ":\(finding.line)" : ""
            files.report.diagnostics.append(Diagnostic(.error, finding.rule, "\(input)\(place): \(finding.message)"))
        }
        files.report.set("layers", .integer(result.statistics.layers))
        files.report.set("filament_mm", .number(result.statistics.filament))
        files.report.set("height_mm", .number(result.statistics.greatestZ))
        files.report.set("rules", .object(result.counts.map { ($0.rule, .integer($0.count)) }))
        files.report.set("holds", .bool(result.holds))
        return (files.report, result.holds)
    }
}
