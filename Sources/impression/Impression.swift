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
        subcommands: techniqueCommands() + otherCommands)

    private static let otherCommands: [any ParsableCommand.Type] = [
        MakeCommand.self, RenderCommand.self, SliceCommand.self, ConvertCommand.self, CheckCommand.self, InspectCommand.self, SettingsCommand.self, ListCommand.self,
    ]

    static func main() {
        prepareForInterrupts()
        let words = Array(CommandLine.arguments.dropFirst())
        do {
            var command = try command(TechniqueWords.expanded(words))
            try command.run()
        } catch {
            exit(withError: error)
        }
    }

    /// The named command on its own where it understands its words: to describe all commands takes longer than many of them run. Help and mistakes are
    /// the whole parser's, which knows what they belong to.
    private static func command(_ words: [String]) throws -> any ParsableCommand {
        let rest = Array(words.dropFirst())
        if let name = words.first, let type = techniqueCommand(name) ?? otherCommands.first(where: { $0.configuration.commandName == name }), let command = try? type.parseAsRoot(rest) {
            if type == Swift.type(of: command) { return command }
        }
        return try parseAsRoot(words)
    }
}
