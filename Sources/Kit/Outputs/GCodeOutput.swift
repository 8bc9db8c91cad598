import ImpressionCodecs
import ImpressionMachines

/// Printer-ready G-code as text.
struct GCodeOutput: OutputKind {
    let name = "gcode"
    let summary = "printer-ready G-code"
    let endings = ["gcode", "g", "gco"]
    var needsProfile: Bool { true }

    func write(_ product: inout any Product, to path: String, _ files: inout FileWork) throws(JobError) {
        guard let plan = try product.printPlan() else { throw unfit(product, path) }
        let pictures = try thumbnails { width, height throws(JobError) in try product.thumbnail(width: width, height: height) }
        let options = product.options
        options.stages.begin("slicing")
        let print = LayerPrint(profile: plan.profile, options: options, events: plan.events)
        let printed = try print.write(plan.source, name: plan.name, thumbnails: pictures, to: path, &files)
        files.report.record(printed, solidVolume: plan.source.solidVolume)
    }
}
