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
    /// Extruders of the files, from 1; the last holds for all that follow. Empty takes what the files say, else the first.
    public var extruders: [Int] = []
    /// Whether all files are parts of one piece and keep their places.
    public var isOnePiece = false
    public var print = PrintJobOptions()
    public var options = JobOptions()

    public init(inputs: [String], outputs: [String]) { (self.inputs, self.outputs) = (inputs, outputs) }

    /// Whether a file holds a picture, which other jobs print.
    public static func isPicture(_ path: String) throws(JobError) -> Bool {
        do throws(FileError) { return PictureFormat(of: try readHead(of: path, bytes: 64)) != nil } catch { throw JobError(.input, error.description) }
    }

    public func run() throws(JobError) -> JobReport {
        guard !outputs.isEmpty else { throw JobError(.usage, "nothing to write: name an output with -o") }
        var kinds: [OutputKind] = []
        for path in outputs { kinds.append(try OutputKind(path: path, format: format)) }
        let resolved = try print.resolved(), profile = resolved.profile
        var files = FileWork(options: options)
        files.report.warn(passedOver: resolved.notes)
        options.stages.begin("reading")
        let pieces = try pieces(profile, &files)
        let places = try places(for: pieces, profile)
        for (path, kind) in zip(outputs, kinds) {
            switch kind {
            case .gcode: try writeGCode(pieces, places, profile, to: path, &files)
            case .preview: try files.write(path, format: "png", bytes: encodePNG(srgb8(contactSheet(plate(pieces, places), workers: options.workers))))
            case .model(let format):
                try files.write(path, format: format.rawValue) { file throws(JobError) in
                    let model = Model(plate(pieces, places), name: baseName(inputs[0]))
                    try model.write(as: format, workers: options.workers) { bytes throws(JobError) in try file.add(bytes) }
                }
            }
        }
        return files.report
    }

    /// Parts that stay together.
    private struct Piece {
        var name: String
        var parts: [(mesh: Mesh, tool: UInt8)]
        var whole: Mesh { parts.count == 1 ? parts[0].mesh : Mesh(joining: parts.map(\.mesh)) }
    }

    private func pieces(_ profile: PrintProfile, _ files: inout FileWork) throws(JobError) -> [Piece] {
        var pieces: [Piece] = [], triangles = 0
        for (i, input) in inputs.enumerated() {
            let model = try files.model(input, try files.read(input))
            guard model.triangleCount > 0 else { throw JobError(.data, "\(input): holds no triangles") }
            triangles += model.triangleCount
            let forced = extruders.isEmpty ? nil : extruders[min(i, extruders.count - 1)]
            files.report.warn(ofFaultsIn: model, input)
            var parts: [(mesh: Mesh, tool: UInt8)] = []
            for object in model.objects {
                let tool = UInt8(clamping: (forced ?? object.extruder ?? 1) - 1)
                if let last = parts.last, last.tool == tool { parts[parts.count - 1].mesh = Mesh(joining: [last.mesh, object.mesh]) } else { parts.append((object.mesh, tool)) }
            }
            if isOnePiece, !pieces.isEmpty { pieces[0].parts += parts } else { pieces.append(Piece(name: baseName(input), parts: parts)) }
        }
        files.report.set("triangles", .integer(triangles))
        var placement = placement
        // What shrinks when it cools is drawn larger.
        let outline = profile.sliceSettings.outline, level = 1 / (1 - outline.shrinkage), upright = 1 / (1 - outline.verticalShrinkage)
        placement.scale *= SIMD3(level, level, upright)
        return pieces.map { Piece(name: $0.name, parts: placement.prepared($0.parts)) }
    }

    /// Where the copies of each piece stand.
    private func places(for pieces: [Piece], _ profile: PrintProfile) throws(JobError) -> [[Point]] {
        let copies = max(1, placement.copies)
        let sizes = pieces.flatMap { piece -> [Point] in
            let (low, high) = piece.parts.bounds ?? (.zero, .zero)
            return .init(repeating: Point(Double(high.x - low.x), Double(high.y - low.y)), count: copies)
        }
        var placement = placement
        if profile.print.printsOneByOne { placement.spacing = max(placement.spacing, profile.print.headRadius) }
        guard let places = placement.places(for: sizes, on: profile.printer.bed) else {
            let bed = profile.printer.bed
            throw JobError(.data, "\(sizes.count) pieces do not fit on the bed of \(profile.printer.name), \(bed.width) × \(bed.height) mm")
        }
        return pieces.indices.map { Array(places[$0 * copies..<($0 + 1) * copies]) }
    }

    private func writeGCode(_ pieces: [Piece], _ places: [[Point]], _ profile: PrintProfile, to path: String, _ files: inout FileWork) throws(JobError) {
        options.stages.begin("slicing")
        let settings = profile.sliceSettings
        let tools = (pieces.flatMap { $0.parts.map { Int($0.tool) } }.max() ?? 0) + 1
        guard tools <= profile.filaments.count || tools == 1 else {
            throw JobError(.configuration, "extruder \(tools) has no filament: name \(tools) with --filament A,B,…")
        }
        let items = zip(pieces, places).map { piece, places in
            PlateLayers.Item(BodySlicer(piece.parts.map { ($0.mesh, $0.tool) }, settings: settings, workers: options.workers), name: piece.name, at: places)
        }
        var purge: PurgeSettings?
        if tools > 1, profile.print.purgesOnTower {
            purge = PurgeSettings(count: tools, volume: profile.print.purgeVolume)
            purge?.width = profile.print.purgeTowerWidth
        }
        let source = try source(items, profile, purge)
        let whole = plate(pieces, places.map { Array($0.prefix(16)) })
        let thumbnails = thumbnails { width, height in render(whole, view: .corner(width: width, height: height), workers: options.workers) }
        options.stages.begin("slicing")
        let job = LayerPrint(profile: profile, options: options, events: print.events)
        files.report.record(try job.write(source, name: baseName(inputs[0]), thumbnails: thumbnails, to: path, &files), solidVolume: source.solidVolume)
    }

    private func source(_ items: [PlateLayers.Item], _ profile: PrintProfile, _ purge: PurgeSettings?) throws(JobError) -> any LayerSource {
        guard profile.print.printsOneByOne else { return PlateLayers(items, settings: profile.sliceSettings, purge: purge) }
        guard purge == nil else { throw JobError(.configuration, "complete_objects: a purge tower grows with all objects; set wipe_tower=0") }
        let plate = OneByOnePlate(items, settings: profile.sliceSettings), head = (radius: profile.print.headRadius, height: profile.print.headHeight)
        switch plate.collision(radius: head.radius, height: head.height) {
        case .tooNear(let a, let b, let distance):
            throw JobError(.data, "complete_objects: \(plate.objects[a].name) and \(plate.objects[b].name) are \(rounded(distance)) mm apart, less than extruder_clearance_radius, \(head.radius) mm; give more --spacing")
        case .tooHigh(let object, let height):
            throw JobError(.data, "complete_objects: \(plate.objects[object].name) is \(rounded(height)) mm high, more than extruder_clearance_height, \(head.height) mm, and others follow it")
        case nil: return plate
        }
    }

    private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

    private func plate(_ pieces: [Piece], _ places: [[Point]]) -> Mesh {
        Mesh(joining: zip(pieces, places).flatMap { piece, places in
            let mesh = piece.whole
            return places.map { mesh.translated(by: SIMD3(Float($0.x), Float($0.y), 0)) }
        })
    }
}

extension JobReport {
    /// Says what is wrong with meshes that are sliced all the same.
    fileprivate mutating func warn(ofFaultsIn model: Model, _ input: String) {
        var faults = SectionFindings()
        for object in model.objects {
            let own = MeshSections(object.mesh, at: []).findings
            faults.openEdges += own.openEdges
            faults.crowdedEdges += own.crowdedEdges
            faults.flippedEdges += own.flippedEdges
        }
        let kinds = [(faults.openEdges, "open"), (faults.crowdedEdges, "with more than two triangles"), (faults.flippedEdges, "between triangles that face opposite ways")]
        for (count, kind) in kinds where count > 0 {
            diagnostics.append(Diagnostic(.warning, "faulty-mesh", "\(input): \(count) edges \(kind); sections are made as if the surface were whole"))
        }
    }
}
