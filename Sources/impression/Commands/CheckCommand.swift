internal import ArgumentParser
internal import ImpressionKit

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Whether a G-code file may be printed.",
        discussion: """
            Reads the file back as a machine would and fails, with exit code 1, where a rule is broken. It may be another slicer's.

            impression check boat.gcode --printer prusa-mk4
            impression check other.gcode --skip hanging --json
            """)

    @Argument(help: "G-code.")
    var input: String
    @Option(help: ArgumentHelp("Machine whose bed and height count; without it they are not looked at.", valueName: "name"))
    var printer: String?
    @Option(help: ArgumentHelp("Apply this rule alone. May be repeated.", valueName: "rule"))
    var only: [String] = []
    @Option(help: ArgumentHelp("Leave a rule out. May be repeated.", valueName: "rule"))
    var skip: [String] = []
    @OptionGroup var common: CommonOptions

    func run() throws {
        var job = CheckJob(input: input, options: common.jobOptions(.none))
        (job.printer, job.only, job.skipped) = (printer, only, skip)
        let outcome: (report: JobReport, holds: Bool)
        do throws(JobError) { outcome = try job.run() } catch { throw Failure.told(error) }
        if common.json {
            print(outcome.report.json.text)
        } else if !common.quiet {
            for diagnostic in outcome.report.diagnostics { ProgressStyle.say("impression: \(diagnostic.severity.rawValue): \(diagnostic.code): \(diagnostic.message)\n") }
            for (name, value) in outcome.report.statistics { print("\(name): \(value.text)") }
        }
        if !outcome.holds { throw ExitCode.checkFailed }
    }
}
