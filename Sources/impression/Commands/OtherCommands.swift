internal import ArgumentParser
internal import ImpressionKit

struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "A model or picture in another format.",
        discussion: "impression convert part.stl -o part.3mf\nimpression convert part.3mf -o part.stl --format stl-ascii\nimpression convert photo.webp -o photo.png")

    @Argument(help: "Model (stl, 3mf, obj, ply), picture (png, jpg, webp) or drawing (svg), whose colours are extruded.")
    var input: String
    @Option(name: .shortAndLong, help: ArgumentHelp("File to write. May be repeated.", valueName: "file"))
    var output: [String]
    @Option(help: OutputOptions.formatHelp)
    var format: String?
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.claimStandardOutput(for: output)
        try common.perform { options throws(JobError) in try ConvertJob(input: input, outputs: output, format: format, options: options).run() }
    }
}

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "What a picture, model or G-code file holds.",
        discussion: """
            impression inspect boat.stl --json
            impression inspect boat.gcode -o layers.png
            impression inspect boat.gcode -o boat.png --view perspective
            """)

    @Argument(help: "A file that Impression reads or writes.")
    var input: String
    @Option(name: .shortAndLong, help: ArgumentHelp("Also draw it. May be repeated.", valueName: "file.png"))
    var output: [String] = []
    @Option(help: ArgumentHelp("How G-code is drawn: layers, top, perspective, or heights with 16 bits.", valueName: "view"))
    var view = "layers"
    @OptionGroup var common: CommonOptions

    func run() throws {
        var options = common.jobOptions(.none)
        options.stages = .silent
        do throws(JobError) {
            var job = InspectJob(input: input, options: options)
            guard let view = GCodeView(rawValue: view) else { throw JobError(.usage, "--view \(view) is none of \(GCodeView.allCases.map(\.rawValue).joined(separator: ", "))") }
            (job.outputs, job.view) = (output, view)
            let report = try job.run()
            if common.json { return print(report.json.text) }
            for diagnostic in report.diagnostics { ProgressStyle.say("impression: \(diagnostic.severity.rawValue): \(diagnostic.message)\n") }
            for (name, value) in report.statistics { print("\(name): \(value.text)") }
        } catch { throw Failure.told(error) }
    }
}

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "What there is: techniques, printers, filaments, fonts, formats, settings.")

    @Argument(help: "techniques, printers, filaments, fonts, formats or settings.")
    var catalogue: String
    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    func run() throws {
        do throws(JobError) {
            let entries = try Catalogues.entries(of: catalogue)
            if json {
                let list = entries.map { JSON.object([("name", .string($0.name)), ("summary", .string($0.summary))]) }
                return print(JSON.object([("version", .integer(1)), (catalogue, .array(list))]).text)
            }
            let width = entries.map(\.name.count).max() ?? 0
            for entry in entries { print(entry.name + String(repeating: " ", count: width + 2 - entry.name.count) + entry.summary) }
        } catch { throw Failure.told(error) }
    }
}
