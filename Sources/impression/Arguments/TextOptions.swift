internal import ArgumentParser
internal import ImpressionKit

/// Text that takes the place of the input file.
struct TextOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Text in place of the input file; \\n parts lines.", valueName: "text"))
    var text: String?
    @Option(help: ArgumentHelp("Font of --text: a family with weight, width and slant, such as \"Noto Sans:bold\"; single-line for strokes to engrave.", valueName: "font"))
    var font = "sans-serif"
    @Option(help: ArgumentHelp("Size of --text: height of the em.", valueName: "mm"))
    var size = "12mm"
    @Option(name: .customLong("text-arc"), parsing: .unconditional, help: ArgumentHelp("Set --text along a circle of this radius; negative below it.", valueName: "mm"))
    var arc: String?
    @Option(parsing: .unconditional, help: ArgumentHelp("Added between letters of --text.", valueName: "mm"))
    var letterSpacing = "0mm"
    @Option(help: ArgumentHelp("Distance of lines of --text, in shares of what the font asks for.", valueName: "factor"))
    var lineSpacing = 1.0
    @Option(help: ArgumentHelp("How lines of --text stand to each other: left, center or right.", valueName: "side"))
    var align = "center"

    /// nil where there is no text.
    func lettering() throws(JobError) -> Lettering? {
        guard let text else { return nil }
        return try Lettering(text, font: font, size: size, arc: arc, letterSpacing: letterSpacing, lineSpacing: lineSpacing, alignment: align)
    }

    /// Either a file or a text.
    func source(_ input: String?) throws -> String {
        switch (input, text) {
        case (let input?, nil): return input
        case (nil, let text?): return text
        case (nil, nil): throw ValidationError("Missing expected argument '<input>', or --text")
        case (let input?, _?): throw ValidationError("both an input file, \(input), and --text are given")
        }
    }
}
