internal import ArgumentParser
internal import ImpressionKit

struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Every setting's value, and where it comes from.",
        discussion: """
            impression settings --printer prusa-mk4 --filament pla-white --set layer_height=0.12
            impression settings --config mine.ini -o resolved.ini
            """)

    @Option(name: .shortAndLong, help: ArgumentHelp("Write the values as a flat ini for slicers to read. May be repeated.", valueName: "file"))
    var output: [String] = []
    @OptionGroup var profile: ProfileOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let pairs = try profile.pairs()
        try common.claimStandardOutput(for: output)
        var entries: [SettingsJob.Entry] = []
        try common.perform { options throws(JobError) in
            var print = PrintJobOptions()
            try profile.apply(to: &print)
            print.settings = pairs
            var job = SettingsJob(print)
            (job.outputs, job.options) = (output, options)
            let result = try job.run()
            entries = result.entries
            return result.report
        }
        if common.json || !output.isEmpty { return }
        for entry in entries { print("\(entry.key) = \(entry.value)  # \(entry.origin)") }
    }
}
