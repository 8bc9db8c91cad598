import ImpressionCodecs
public import ImpressionGeometry
import ImpressionMachines
import ImpressionMeshing
import ImpressionRaster
import ImpressionSlicing

/// Models to printer-ready G-code.
public struct SliceJob: Sendable {
    /// Model files; each one's objects stay together.
    public var inputs: [String]
    public var outputs: [String]
    public var format: String?
    public var placement = Placement()
    public var print = PrintJobOptions()
    public var options = JobOptions()

    public init(inputs: [String], outputs: [String]) { (self.inputs, self.outputs) = (inputs, outputs) }

    /// Whether a file holds a picture, which other jobs print.
    public static func isPicture(_ path: String) throws(JobError) -> Bool {
        PictureFormat(of: Array(try FileWork(options: JobOptions()).read(path).prefix(64))) != nil
    }

    public func run() throws(JobError) -> JobReport {
        guard !outputs.isEmpty else { throw JobError(.usage, "nothing to write: name an output with -o") }
        var kinds: [OutputKind] = []
        for path in outputs { kinds.append(try OutputKind(path: path, format: format)) }
        let profile = try print.profile()
        var files = FileWork(options: options)
        files.report.warn(of: profile)
        options.stages.begin("reading")
        var meshes: [Mesh] = []
        for input in inputs { meshes.append(placement.prepared(try mesh(input, &files))) }
        let places = try places(for: meshes, profile)
        for (path, kind) in zip(outputs, kinds) {
            switch kind {
            case .gcode: try writeGCode(meshes, places, profile, to: path, &files)
            case .preview: try files.write(path, format: "png", bytes: encodePNG(srgb8(contactSheet(plate(meshes, places), workers: options.workers))))
            case .model(let format):
                try files.write(path, format: format.rawValue) { file throws(JobError) in
                    let model = Model(plate(meshes, places), name: baseName(inputs[0]))
                    try model.write(as: format, workers: options.workers) { bytes throws(JobError) in try file.add(bytes) }
                }
            }
        }
        return files.report
    }

    private func mesh(_ input: String, _ files: inout FileWork) throws(JobError) -> Mesh {
        let model = try files.model(input, try files.read(input))
        let mesh = Mesh(joining: model.objects.map(\.mesh))
        guard !mesh.triangles.isEmpty else { throw JobError(.data, "\(input): holds no triangles") }
        files.report.set("triangles", .integer(mesh.triangles.count))
        return mesh
    }

    /// Where the copies of each mesh stand.
    private func places(for meshes: [Mesh], _ profile: PrintProfile) throws(JobError) -> [[Point]] {
        let copies = max(1, placement.copies)
        let sizes = meshes.flatMap { mesh -> [Point] in
            let (low, high) = mesh.bounds ?? (.zero, .zero)
            return .init(repeating: Point(Double(high.x - low.x), Double(high.y - low.y)), count: copies)
        }
        guard let places = placement.places(for: sizes, on: profile.printer.bed) else {
            let bed = profile.printer.bed
            throw JobError(.data, "\(sizes.count) pieces do not fit on the bed of \(profile.printer.name), \(bed.width) × \(bed.height) mm")
        }
        return meshes.indices.map { Array(places[$0 * copies..<($0 + 1) * copies]) }
    }

    private func writeGCode(_ meshes: [Mesh], _ places: [[Point]], _ profile: PrintProfile, to path: String, _ files: inout FileWork) throws(JobError) {
        options.stages.begin("slicing")
        let settings = profile.sliceSettings
        let items = meshes.indices.map { i in
            let body = BodySlicer(meshes[i], settings: settings, workers: options.workers)
            return PlateLayers.Item(body, at: places[i])
        }
        let source = PlateLayers(items, settings: settings)
        let whole = plate(meshes, places.map { Array($0.prefix(16)) })
        let thumbnails = [(32, 32), (400, 300)].map { width, height in
            Thumbnail(width: width, height: height, format: .png, bytes: encodePNG(srgb8(render(whole, view: .corner(width: width, height: height), workers: options.workers))))
        }
        options.stages.begin("slicing")
        let printed = try LayerPrint(profile: profile, options: options).write(source, name: baseName(inputs[0]), thumbnails: thumbnails, to: path, &files)
        files.report.record(printed, solidVolume: source.solidVolume)
    }

    private func plate(_ meshes: [Mesh], _ places: [[Point]]) -> Mesh {
        Mesh(joining: zip(meshes, places).flatMap { mesh, places in places.map { mesh.translated(by: SIMD3(Float($0.x), Float($0.y), 0)) } })
    }
}
