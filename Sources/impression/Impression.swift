internal import ArgumentParser
internal import ImpressionKit

/// The command line: arguments, progress, JSON and exit codes. Everything else is in the library.
@main
struct Impression: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "impression",
        abstract: "Artwork to printable models, G-code and pictures.",
        discussion: """
            impression lithophane photo.jpg -o photo.3mf --width 120mm --thickness 0.6mm..3.2mm
            impression lithophane photo.jpg -o photo.gcode --printer prusa-mk4 --proof photo-proof.png
            impression render logo.svg -o logo.png --width 1200px
            impression relief coin.png -o coin.stl --relief 1.5mm --outline circle
            """,
        version: impressionVersion,
        subcommands: techniqueCommands() + [MakeCommand.self, RenderCommand.self, SliceCommand.self, ConvertCommand.self, CheckCommand.self, InspectCommand.self, SettingsCommand.self, ListCommand.self])

    static func main() {
        prepareForInterrupts()
        let words = Array(CommandLine.arguments.dropFirst())
        do {
            var command = try parseAsRoot(TechniqueWords.expanded(words))
            try command.run()
        } catch {
            exit(withError: error)
        }
    }
}
