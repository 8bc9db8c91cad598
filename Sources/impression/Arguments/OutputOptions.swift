internal import ArgumentParser
internal import ImpressionKit

/// What is written, and how finely.
struct OutputOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: ArgumentHelp("File to write; its ending decides: stl, 3mf, obj, ply, glb, gcode, png. May be repeated.", valueName: "file"))
    var output: [String] = []

    static let formatHelp = ArgumentHelp(
        "What goes to standard output when the output is -; stl-ascii also makes every .stl a text. See impression list formats.", valueName: "format")
    @Option(help: Self.formatHelp)
    var format: String?

    @Option(help: ArgumentHelp("Also write what the piece looks like lit from behind, beside the picture.", valueName: "file.png"))
    var proof: String?

    @Option(help: ArgumentHelp("Where the proof's thickness is taken from: field, or gcode for the lines the printer lays.", valueName: "source"))
    var proofFrom = "field"

    @Option(help: ArgumentHelp("Greatest vertical error of a mesh in mm, or grid for every sample.", valueName: "mm"))
    var tolerance = "0.02"

    @Option(name: [.customLong("color-change"), .customLong("colour-change")], help: ArgumentHelp("Change the filament by hand for all that lies above a height. May be repeated.", valueName: "mm[:#RRGGBB]"))
    var colourChanges: [String] = []

    @Option(name: .customLong("pause"), help: ArgumentHelp("Wait for a person before what lies above a height. May be repeated.", valueName: "mm[:message]"))
    var pauses: [String] = []

    @Option(name: .customLong("custom-gcode"), help: ArgumentHelp("Put in G-code before what lies above a height: the lines given, or the printer's template_custom_gcode. May be repeated.", valueName: "mm[:lines]"))
    var customCodes: [String] = []

    @OptionGroup var profile: ProfileOptions

    func apply(to print: inout PrintJobOptions) throws(JobError) {
        try profile.apply(to: &print)
        for text in colourChanges { try print.addColourChange(text) }
        for text in pauses { try print.addPause(text) }
        for text in customCodes { try print.addCode(text) }
    }

    /// `--set` as pairs.
    func pairs() throws -> [(key: String, value: String)] { try profile.pairs() }
}
