import ImpressionCanvas
import ImpressionCodecs
import ImpressionMachines
import ImpressionMeshing
import ImpressionRaster

/// What a picture, model or G-code file holds, told and, where an output is named, drawn.
public struct InspectJob: Sendable {
    public var input: String
    /// Pictures of a model or of G-code.
    public var outputs: [String] = []
    /// How G-code is looked at.
    public var view = GCodeView.layers
    public var options: JobOptions

    public init(input: String, options: JobOptions) { (self.input, self.options) = (input, options) }

    public func run() throws(JobError) -> JobReport {
        var files = FileWork(options: options)
        let bytes = try files.read(input)
        files.report.set("file", .string(input))
        files.report.set("bytes", .integer(bytes.count))
        var product: any Product
        if PictureFormat(of: bytes) != nil {
            let decoded = try files.picture(input, bytes)
            inspect(decoded, &files.report)
            product = PictureProduct(options: options, content: decoded.picture)
        } else if isSVG(bytes) {
            let drawing = try files.drawing(input, bytes)
            inspect(drawing, &files.report)
            product = PictureProduct(options: options, content: LinearPicture(drawing, longest: 1200, workers: options.workers))
        } else if OutputKinds.kind(of: input) is GCodeOutput {
            let code = try files.gcode(input, bytes)
            files.report.set("format", .string(code.kind.rawValue))
            var replay = GCodeReplay()
            replay.measuresTime = true
            inspect(replay.read(code.text), &files.report)
            product = GCodeProduct(options: options, bytes: code.text, view: view)
        } else {
            let model = try files.model(input, bytes)
            inspect(model, &files.report)
            product = ModelProduct(options: options, content: model)
        }
        for path in outputs { try OutputKinds.kind(of: path, format: nil).write(&product, to: path, &files) }
        return files.report
    }

    private func inspect(_ decoded: DecodedPicture, _ report: inout JobReport) {
        report.set("format", .string(decoded.format.rawValue))
        report.set("pixels", .array([.integer(decoded.picture.width), .integer(decoded.picture.height)]))
        report.set("bits", .integer(decoded.bitDepth))
        report.set("grey", .bool(decoded.isGray))
        report.set("alpha", .bool(decoded.hasAlpha))
        report.set("colour", .string(decoded.colour.rawValue))
        report.set("pixels_per_mm", decoded.pixelsPerMillimetre.map(JSON.number) ?? .null)
    }

    private func inspect(_ artwork: Artwork, _ report: inout JobReport) {
        report.set("format", .string("SVG"))
        report.set("size_mm", .array([.number(artwork.width), .number(artwork.height)]))
        report.set("elements", .integer(artwork.elements.count))
    }

    private func inspect(_ model: Model, _ report: inout JobReport) {
        report.set("objects", .integer(model.objects.count))
        report.set("triangles", .integer(model.triangleCount))
        for object in model.objects {
            let check = object.mesh.check()
            var members: [(String, JSON)] = [
                ("name", .string(object.name)), ("triangles", .integer(object.mesh.triangles.count)), ("vertices", .integer(object.mesh.vertices.count)),
                ("closed", .bool(check.isClosed)), ("oriented", .bool(check.isOriented)), ("manifold", .bool(check.isManifold)),
                ("shells", .integer(check.shells)), ("open_edges", .integer(check.openEdges)), ("volume_mm3", .number(object.mesh.volume)), ("area_mm2", .number(object.mesh.area)),
            ]
            if let (low, high) = object.mesh.bounds {
                members.append(("least", .array([low.x, low.y, low.z].map { .number(Double($0)) })))
                members.append(("greatest", .array([high.x, high.y, high.z].map { .number(Double($0)) })))
            }
            report.set("object \(report.statistics.count - 3)", .object(members))
        }
    }

    private func inspect(_ code: GCodeReplay.Statistics, _ report: inout JobReport) {
        report.set("generator", .string(code.generator))
        report.set("layers", .integer(code.layers))
        report.set("height_mm", .number(code.greatestZ))
        report.set("filament_mm", .number(code.filament))
        report.set("piece_volume_mm3", .number(code.pieceVolume))
        report.set("extent", .array([code.extent.min.x, code.extent.min.y, code.extent.max.x, code.extent.max.y].map(JSON.number)))
        report.set("travel_mm", .number(code.travel))
        report.set("retractions", .integer(code.retractions))
        report.set("estimated_time", .string(code.estimatedTime))
        guard let times = code.times else { return }
        report.set("planned_time_s", .number(times.total))
        report.set("between_lines_s", .number(times.between))
        let drawn = LineFeature.allCases.filter { code.featureFilament[Int($0.rawValue)] > 0 }
        report.set("features", .object(drawn.map { feature in
            (feature.name, .object([("filament_mm", .number(code.featureFilament[Int(feature.rawValue)])), ("time_s", .number(times.features[Int(feature.rawValue)]))]))
        }))
    }
}
