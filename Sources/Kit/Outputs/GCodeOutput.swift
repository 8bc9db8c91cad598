import ImpressionCodecs
import ImpressionMachines

/// Printer-ready G-code, in any of the forms that printers take.
struct GCodeOutput: OutputKind {
    static let all: [any OutputKind] = [
        GCodeOutput(kind: .text, summary: "printer-ready G-code", endings: ["gcode", "g", "gco"]),
        GCodeOutput(kind: .binary, summary: "Prusa's binary G-code", endings: ["bgcode", "bgc"]),
        GCodeOutput(kind: .package, summary: "a sliced plate for Bambu Lab's printers", endings: ["gcode.3mf"]),
    ]

    let kind: GCodeFile.Kind
    let summary: String
    let endings: [String]

    var name: String { kind.rawValue }
    var needsProfile: Bool { true }

    func write(_ product: inout any Product, to path: String, _ files: inout FileWork) throws(JobError) {
        guard let plan = try product.printPlan() else { throw unfit(product, path) }
        if kind == .package, plan.profile.printer.dialect != "bambu" {
            files.report.diagnostics.append(Diagnostic(.warning, "not-bambu", "\(path): \(plan.profile.printer.name) speaks \(plan.profile.printer.dialect), not the language of the printers that take this kind of file"))
        }
        let pictures = try thumbnails(plan.profile.printer.thumbnails) { width, height throws(JobError) in try product.thumbnail(width: width, height: height) }
        let options = product.options
        options.stages.begin("slicing")
        let print = LayerPrint(profile: plan.profile, options: options, events: plan.events)
        let printed = try print.write(plan.source, as: kind, name: plan.name, thumbnails: pictures, to: path, &files)
        files.report.record(printed, solidVolume: plan.source.solidVolume)
    }
}
