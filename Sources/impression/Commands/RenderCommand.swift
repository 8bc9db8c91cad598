internal import ArgumentParser
internal import ImpressionKit

struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "A drawing as a picture.",
        discussion: "impression render logo.svg -o logo.png\nimpression render logo.svg -o logo.png --width 1200px --background white\nimpression render card.svg -o card.png --width 85mm --dpi 600")

    @Argument(help: "SVG drawing, plain or gzipped, or a picture; - reads standard input.")
    var input: String?
    @OptionGroup var text: TextOptions
    @Option(name: .shortAndLong, help: ArgumentHelp("PNG file to write; - is standard output. May be repeated.", valueName: "file"))
    var output: [String]
    @Option(help: ArgumentHelp("Width in px, or in mm, cm, in or pt at --dpi; the height follows.", valueName: "size"))
    var width: String?
    @Option(help: ArgumentHelp("Height, as --width; with both the drawing is stretched.", valueName: "size"))
    var height: String?
    @Option(help: ArgumentHelp("Pixels an inch.", valueName: "n"))
    var dpi = 96.0
    @Option(help: ArgumentHelp("Colour below the drawing, as CSS writes it; transparent without.", valueName: "colour"))
    var background: String?
    @Flag(help: "Mix colours as light instead of by their sRGB values.")
    var linear = false
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.claimStandardOutput(for: output)
        let input = try text.source(input)
        try common.perform { options throws(JobError) in
            var job = RenderJob(input: input, outputs: output)
            try job.setSize(width: width, height: height)
            try job.setBackground(background)
            (job.dpi, job.isLinear, job.options) = (dpi, linear, options)
            job.options.lettering = try text.lettering()
            return try job.run()
        }
    }
}
