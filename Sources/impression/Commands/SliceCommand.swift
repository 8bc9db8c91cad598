internal import ArgumentParser
internal import ImpressionKit

struct SliceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slice", abstract: "Models, or a height map, to printer-ready G-code.",
        discussion: """
            Models are set on the plate, each file as one piece, and sliced together. Of a picture, the stored values, 8 or 16 bits, become heights:
            black the base, white the base and the relief.

            impression slice boat.stl -o boat.gcode --printer prusa-mk4 --filament pla-white --set layer_height=0.2 --set fill_density=15%
            impression slice clip.3mf -o clips.gcode --copies 20 --rotate-z 45
            impression slice base.stl letters.stl -o sign.gcode --merge --extruder 1,2 --filament pla-white,pla-generic
            impression slice tag.stl -o tag.gcode --color-change 1.6mm:#C02020
            impression slice terrain.png -o terrain.gcode --set width=100mm --set relief=8mm --set layer_height=0.12
            """)

    @Argument(help: "Models (stl, 3mf, obj, ply), or one grey PNG with 8 or 16 bits a sample.")
    var inputs: [String]
    @OptionGroup var outputs: OutputOptions
    @OptionGroup var placing: PlacingOptions
    @Option(help: ArgumentHelp("Extruder of each file, from 1, with commas; the last holds for the rest.", valueName: "n"))
    var extruder: String?
    @Flag(help: "All files are parts of one piece and keep their places.")
    var merge = false
    @OptionGroup var common: CommonOptions

    func run() throws {
        guard inputs.count == 1, try isPicture(inputs[0]) else { return try sliceModels() }
        try runTechnique("relief", inputs[0], outputs, common, first: [("source", "map"), ("smoothing", "0"), ("stretch", "false")])
    }

    private func isPicture(_ path: String) throws -> Bool {
        if path == "-" { return true }
        do throws(JobError) { return try SliceJob.isPicture(path) } catch { throw Failure.told(error) }
    }

    private func sliceModels() throws {
        let pairs = try outputs.pairs()
        let placement = try placing.placement()
        let extruders = try extruder?.split(separator: ",", omittingEmptySubsequences: false).map { text throws -> Int in
            guard let number = Int(text), (1...16).contains(number) else { throw ValidationError("--extruder \(text) is outside 1 … 16") }
            return number
        } ?? []
        try common.claimStandardOutput(for: outputs.output)
        try common.perform { options throws(JobError) in
            var job = SliceJob(inputs: inputs, outputs: outputs.output)
            job.placement = placement
            try outputs.apply(to: &job.print)
            job.print.settings = pairs
            (job.extruders, job.isOnePiece) = (extruders, merge)
            (job.format, job.options) = (outputs.format, options)
            return try job.run()
        }
    }
}
