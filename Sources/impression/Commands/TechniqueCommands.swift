internal import ArgumentParser
internal import ImpressionKit

/// The command of one technique, made from its entry in the catalogue.
struct TechniqueCommand<Entry: TechniqueEntry>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Entry.name, abstract: Entry.summary, discussion: TechniqueWords.help(Entry.name))
    }

    @Argument(help: TechniqueWords.inputHelp)
    var input: String?
    @OptionGroup var text: TextOptions
    @OptionGroup var outputs: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() throws { try runTechnique(Entry.name, input, outputs, common, text: text) }
}

/// Every technique's command, in the catalogue's order.
func techniqueCommands() -> [any ParsableCommand.Type] { techniqueEntries.map { command($0) } }

/// The command of the technique called `name`.
func techniqueCommand(_ name: String) -> (any ParsableCommand.Type)? { techniqueEntries.first { $0.name == name }.map { command($0) } }

private func command<Entry: TechniqueEntry>(_: Entry.Type) -> any ParsableCommand.Type { TechniqueCommand<Entry>.self }

struct MakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "make", abstract: "Any technique by its name, with settings by --set.")

    @Argument(help: "Name of the technique; see impression list techniques.")
    var technique: String
    @Argument(help: TechniqueWords.inputHelp)
    var input: String?
    @OptionGroup var text: TextOptions
    @OptionGroup var outputs: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() throws { try runTechnique(technique, input, outputs, common, text: text) }
}

/// - Parameter first: Settings that the command itself makes, before the person's own.
func runTechnique(_ name: String, _ input: String?, _ outputs: OutputOptions, _ common: CommonOptions, text: TextOptions? = nil, first: [(key: String, value: String)] = []) throws {
    let pairs = try outputs.pairs(), input = try text?.source(input) ?? input ?? ""
    try common.claimStandardOutput(for: outputs.output)
    try common.perform { options throws(JobError) in
        var job = try TechniqueJob(technique: name, input: input, outputs: outputs.output, settings: first + pairs)
        try job.setTolerance(outputs.tolerance)
        try job.setProof(outputs.proof, from: outputs.proofFrom)
        try outputs.apply(to: &job.print)
        job.format = outputs.format
        job.options = options
        job.options.lettering = try text?.lettering()
        return try job.run()
    }
}
