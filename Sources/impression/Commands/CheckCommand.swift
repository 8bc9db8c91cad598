internal import ArgumentParser
internal import ImpressionKit

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Whether a G-code file may be printed.",
        discussion: """
            Reads the file back as a machine would and fails, with exit code 1, where a rule is broken. It may be another slicer's.

            impression check boat.gcode --printer prusa-mk4
            impression check other.gcode --skip hanging --json
            impression check boat.gcode --model boat.stl --fail-under 0.98
            impression check photo.gcode --against photo.jpg --technique lithophane --set frame=3mm
            """)

    @Argument(help: "G-code.")
    var input: String
    @Option(help: ArgumentHelp("Machine whose bed and height count; without it they are not looked at.", valueName: "name"))
    var printer: String?
    @Option(help: ArgumentHelp("Apply this rule alone. May be repeated.", valueName: "rule"))
    var only: [String] = []
    @Option(help: ArgumentHelp("Leave a rule out. May be repeated.", valueName: "rule"))
    var skip: [String] = []
    @Option(help: ArgumentHelp("Model that the lines should make, turned and scaled as the options say. May be repeated.", valueName: "file"))
    var model: [String] = []
    @OptionGroup var placing: PlacingOptions
    @Option(help: ArgumentHelp("Picture that the piece should show.", valueName: "file"))
    var against: String?
    @Option(help: ArgumentHelp("What made the piece of the picture.", valueName: "name"))
    var technique = "lithophane"
    @Option(name: .customLong("set"), help: ArgumentHelp("A setting of that technique. May be repeated.", valueName: "key=value"))
    var settings: [String] = []
    @Option(help: ArgumentHelp("Of the filament, where the file does not say; 1.75 mm if left out.", valueName: "mm"))
    var filamentDiameter: Double?
    @Option(help: ArgumentHelp("Least share of the model's sections that the lines make, and least likeness to the picture, 0 … 1.", valueName: "share"))
    var failUnder: Double?
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let filamentDiameter, !(0.5...5).contains(filamentDiameter) { throw ValidationError("--filament-diameter \(filamentDiameter) is outside 0.5 … 5 mm") }
        if let failUnder, !(0...1).contains(failUnder) { throw ValidationError("--fail-under \(failUnder) is outside 0 … 1") }
    }

    func run() throws {
        var job = CheckJob(input: input, options: common.jobOptions(.none))
        (job.printer, job.only, job.skipped) = (printer, only, skip)
        (job.models, job.placement, job.failUnder, job.filamentDiameter) = (model, try placing.placement(), failUnder, filamentDiameter)
        if let against {
            var artwork = ArtworkComparison(picture: against)
            (artwork.technique, artwork.settings) = (technique, try ProfileOptions.pairs(settings))
            job.artwork = artwork
        }
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
