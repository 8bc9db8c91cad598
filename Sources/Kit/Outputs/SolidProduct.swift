import ImpressionCodecs
import ImpressionGeometry
import ImpressionMachines
import ImpressionMeshing
import ImpressionRaster
import ImpressionSlicing
import ImpressionTechniques

extension SolidImpression: TechniqueResult {
    var statistics: [(name: String, value: JSON)] {
        let boxes = parts.compactMap { $0.solid.extent }
        guard var box = boxes.first else { return [] }
        for other in boxes { box = (pointwiseMin(box.low, other.low), pointwiseMax(box.high, other.high)) }
        let size = box.high - box.low
        return [
            ("size_mm", .array([.number(size.x), .number(size.y), .number(size.z)])),
            ("parts", .array(parts.map { .object([("name", .string($0.name)), ("color", .string($0.color.hex)), ("extruder", .integer($0.extruder))]) })),
        ]
    }

    func product(_ setting: ResultSetting) -> any Product { SolidProduct(impression: self, setting: setting) }
}

/// A body of one or several materials: meshes where files want them, exact sections where a printer does.
struct SolidProduct: Product {
    let noun = "a body"
    let impression: SolidImpression
    let setting: ResultSetting
    private var made: Model?

    init(impression: SolidImpression, setting: ResultSetting) { (self.impression, self.setting) = (impression, setting) }

    var options: JobOptions { setting.options }
    var statistics: [(name: String, value: JSON)] {
        made.map { [("mesh_volume_mm3", .number($0.objects.reduce(0) { $0 + $1.mesh.volume }))] } ?? []
    }

    mutating func model() throws(JobError) -> Model? {
        if let made { return made }
        guard !impression.parts.isEmpty else { throw JobError(.data, "\(setting.origin): nothing is left of the piece") }
        options.stages.begin("triangulating")
        let meshes = options.workers.map(impression.parts.count) { impression.parts[$0].solid.mesh(tolerance: tolerance) }
        let objects = zip(impression.parts, meshes).map { Model.Object(name: $0.name, mesh: $1, extruder: $0.extruder, color: $0.color) }
        made = Model(objects: objects, metadata: [Model.Metadata("Title", setting.name)])
        return made
    }

    mutating func wholeModel() throws(JobError) -> Model? {
        if impression.parts.count < 2 { return try model() }
        options.stages.begin("triangulating")
        let whole = Solid(impression.parts.flatMap(\.solid.pieces))
        return Model(objects: [Model.Object(name: setting.name, mesh: whole.mesh(tolerance: tolerance, workers: options.workers))], metadata: [Model.Metadata("Title", setting.name)])
    }

    private var tolerance: Double { if case .tolerance(let value) = setting.tessellation { value } else { 0.01 } }

    mutating func picture() throws(JobError) -> LinearPicture? {
        guard let model = try model() else { return nil }
        options.stages.begin("drawing")
        return model.picture(ShadedView.three(width: 640, height: 560, background: SIMD4(0.86, 0.86, 0.86, 1)), workers: options.workers)
    }

    mutating func thumbnail(width: Int, height: Int) throws(JobError) -> LinearPicture? {
        try model()?.picture([.corner(width: width, height: height)], workers: options.workers)
    }

    func printPlan() throws(JobError) -> PrintPlan? {
        guard let profile = setting.profile else { throw JobError(.program, "G-code without a print profile") }
        options.stages.begin("slicing")
        let tools = impression.parts.map(\.extruder).max() ?? 1
        // One filament for several colours: the person changes it by hand, or means one colour.
        let isOneTool = profile.filaments.count == 1
        guard isOneTool || tools <= profile.filaments.count else {
            throw JobError(.configuration, "extruder \(tools) has no filament: name \(tools) with --filament A,B,…")
        }
        let bodies = impression.parts.map { (body: $0.solid as any Sliceable, tool: isOneTool ? 0 : UInt8(clamping: $0.extruder - 1)) }
        let slicer = BodySlicer(bodies, settings: profile.sliceSettings, workers: options.workers)
        let middle = slicer.extent.center, bed = profile.printer.bed.center
        var purge: PurgeSettings?
        if tools > 1, !isOneTool, profile.print.purgesOnTower {
            purge = PurgeSettings(count: tools, volume: profile.print.purgeVolume)
            purge?.width = profile.print.purgeTowerWidth
        }
        let plate = PlateLayers([PlateLayers.Item(slicer, name: setting.name, at: [bed - middle])], settings: profile.sliceSettings, purge: purge)
        return PrintPlan(name: setting.name, source: plate, profile: profile, events: setting.events)
    }
}
