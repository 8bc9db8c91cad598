import ImpressionCodecs
import ImpressionMachines
import ImpressionMeshing
import ImpressionRaster
import ImpressionTechniques

extension SheetImpression: TechniqueResult {
    var statistics: [(name: String, value: JSON)] {
        let field = sheet.field
        return [
            ("samples", .array([.integer(field.columns), .integer(field.rows)])),
            ("size_mm", .array([.number(field.width), .number(field.depth)])),
            ("thickness_mm", .array([.number(Double(field.heights.pixels.min() ?? 0)), .number(Double(field.heights.pixels.max() ?? 0))])),
        ]
    }

    func product(_ setting: ResultSetting) -> any Product {
        let body = SheetBody(sheet, name: setting.name, tessellation: setting.tessellation, options: setting.options)
        return SheetProduct(body: body, light: light, setting: setting)
    }
}

/// A sheet (lithophane, relief) and how it is printed.
struct SheetProduct: Product {
    let noun = "a sheet"
    var body: SheetBody
    var light: SheetLight?
    var setting: ResultSetting
    /// Whether layers were asked for.
    private var isPrinted = false

    init(body: SheetBody, light: SheetLight?, setting: ResultSetting) { (self.body, self.light, self.setting) = (body, light, setting) }

    var options: JobOptions { setting.options }
    var hasProof: Bool { light != nil }
    var statistics: [(name: String, value: JSON)] { body.madeVolume.map { [("mesh_volume_mm3", .number($0))] } ?? [] }

    var notes: [(code: String, message: String)] {
        guard isPrinted, let profile = setting.profile else { return [] }
        let idle = profile.settingsWithoutEffect(on: body.sheet.pose == .lying ? .lying : .upright)
        return idle.isEmpty ? [] : [("setting-without-effect", "sheets are sliced without a mesh, and \(idle.joined(separator: ", ")) change nothing there; slice the exported model to use them")]
    }

    mutating func model() throws(JobError) -> Model? {
        let mesh = body.mesh()
        guard !mesh.triangles.isEmpty else { throw JobError(.data, "\(setting.origin): nothing is left of the piece: its outline cuts everything away") }
        return Model(mesh, name: body.name)
    }

    mutating func picture() -> LinearPicture? {
        _ = body.mesh()
        return body.preview()
    }

    mutating func thumbnail(width: Int, height: Int) -> LinearPicture? { body.preview(width: width, height: height, background: .zero) }

    mutating func printPlan() throws(JobError) -> PrintPlan? {
        let profile = try profile()
        isPrinted = true
        options.stages.begin("slicing")
        let source = SheetPrint(profile: profile, options: options).layers(of: body.sheet).source
        return PrintPlan(name: body.name, source: source, profile: profile, events: setting.events)
    }

    func proof(from source: ProofSource) throws(JobError) -> Proof? {
        guard let light else { return nil }
        options.stages.begin("proving")
        let field = body.sheet.field
        let thickness = switch source {
        case .field: field.heights
        case .gcode: try SheetPrint(profile: profile(), options: options).depositedThickness(of: body.sheet)
        }
        return light.proof(of: thickness, pitch: field.pitch, workers: options.workers)
    }

    private func profile() throws(JobError) -> PrintProfile {
        guard let profile = setting.profile else { throw JobError(.program, "G-code without a print profile") }
        return profile
    }
}
