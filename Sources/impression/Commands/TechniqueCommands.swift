internal import ArgumentParser
internal import ImpressionKit

struct LithophaneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lithophane", abstract: "A picture in the thickness of a plate, seen against the light.", discussion: TechniqueWords.help("lithophane"))

    @Argument(help: "PNG, JPEG or WebP picture; - reads standard input.")
    var input: String
    @OptionGroup var outputs: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() throws { try runTechnique("lithophane", input, outputs, common) }
}

struct ReliefCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relief", abstract: "A picture or height map as a raised or sunk surface.", discussion: TechniqueWords.help("relief"))

    @Argument(help: "PNG, JPEG or WebP picture; - reads standard input.")
    var input: String
    @OptionGroup var outputs: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() throws { try runTechnique("relief", input, outputs, common) }
}

struct MakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "make", abstract: "Any technique by its name, with settings by --set.")

    @Argument(help: "Name of the technique; see impression list techniques.")
    var technique: String
    @Argument(help: "PNG, JPEG or WebP picture; - reads standard input.")
    var input: String
    @OptionGroup var outputs: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() throws { try runTechnique(technique, input, outputs, common) }
}

/// - Parameter first: Settings that the command itself makes, before the person's own.
func runTechnique(_ name: String, _ input: String, _ outputs: OutputOptions, _ common: CommonOptions, first: [(key: String, value: String)] = []) throws {
    let pairs = try outputs.pairs()
    try common.claimStandardOutput(for: outputs.output)
    try common.perform { options throws(JobError) in
        var job = try SheetJob(technique: name, input: input, outputs: outputs.output, settings: first + pairs)
        try job.setTolerance(outputs.tolerance)
        try job.setProof(outputs.proof, from: outputs.proofFrom)
        try outputs.apply(to: &job.print)
        job.format = outputs.format
        job.options = options
        return try job.run()
    }
}
