internal import ArgumentParser
internal import ImpressionKit

/// What every command that makes something takes.
struct CommonOptions: ParsableArguments {
    @Flag(help: "Replace existing files.")
    var force = false

    @Flag(help: "Print one JSON object about the result on standard output.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Print figures of the result.")
    var verbose = false

    @Option(help: ArgumentHelp("How progress is told on standard error: bar, json or none.", valueName: "style"))
    var progress: String?

    @Option(name: [.customShort("j", allowingJoined: true), .long], help: ArgumentHelp("Threads; the result does not depend on them.", valueName: "n"))
    var jobs: Int?

    @Option(help: "Seed of everything random; the result does not depend on anything else.")
    var seed: UInt64 = 0

    @Option(help: ArgumentHelp("Greatest width × height of a picture that is read.", valueName: "n"))
    var maxPixels = 400_000_000

    func validate() throws {
        if let jobs, jobs < 1 || jobs > 1024 { throw ValidationError("--jobs \(jobs) is outside 1 … 1024") }
        if maxPixels < 1 { throw ValidationError("--max-pixels \(maxPixels) is less than 1") }
        if let progress, !["bar", "json", "none"].contains(progress) { throw ValidationError("--progress \(progress) is none of bar, json, none") }
    }

    /// Standard output holds one thing only.
    func claimStandardOutput(for outputs: [String]) throws {
        if json, outputs.contains("-") { throw ValidationError("--json and -o - both want standard output") }
        if outputs.count(where: { $0 == "-" }) > 1 { throw ValidationError("-o - is named twice") }
    }

    /// Runs a job with these options and tells its result.
    func perform(_ job: (JobOptions) throws(JobError) -> JobReport) throws {
        let style = ProgressStyle.chosen(progress, quiet: quiet)
        let options = jobOptions(style)
        let report: JobReport
        do throws(JobError) {
            report = try job(options)
            style.finish()
        } catch {
            style.finish()
            throw Failure.told(error)
        }
        tell(report)
    }

    func jobOptions(_ style: ProgressStyle) -> JobOptions {
        var options = JobOptions()
        options.overwrite = force
        options.digests = json
        options.maxPixels = maxPixels
        options.stages = style.stages()
        options.setWorkers(jobs)
        return options
    }

    private func tell(_ report: JobReport) {
        if json { return print(report.json.text) }
        guard !quiet else { return }
        for diagnostic in report.diagnostics where verbose || diagnostic.severity != .note { ProgressStyle.say("impression: \(diagnostic.severity.rawValue): \(diagnostic.message)\n") }
        for output in report.outputs where output.path != "-" { ProgressStyle.say("\(output.path)  \(output.format), \(output.bytes) bytes\n") }
        if verbose { for (name, value) in report.statistics { ProgressStyle.say("  \(name): \(value.text)\n") } }
    }
}
