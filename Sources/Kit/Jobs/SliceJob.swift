import ImpressionCanvas
import ImpressionCodecs
import ImpressionGeometry
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
        var kinds: [any OutputKind] = []
        for path in outputs { kinds.append(try OutputKinds.kind(of: path, format: format)) }
        var files = FileWork(options: options)
        var product: any Product = try plate(&files)
        for (path, kind) in zip(outputs, kinds) { try kind.write(&product, to: path, &files) }
        return files.report
    }

    /// Everything that stands on the plate, in its place.
    func plate(_ files: inout FileWork) throws(JobError) -> PlateProduct {
        let resolved = try print.resolved(), profile = resolved.profile
        files.report.warn(passedOver: resolved.notes)
        options.stages.begin("reading")
        var pieces = try pieces(profile, &files)
        let places = try arranged(&pieces, profile, &files)
        return PlateProduct(options: options, name: baseName(inputs[0]), pieces: pieces, places: places, profile: profile, events: print.events)
    }

    private typealias Piece = PlateProduct.Piece

    private func pieces(_ profile: PrintProfile, _ files: inout FileWork) throws(JobError) -> [Piece] {
        var pieces: [Piece] = [], triangles = 0
        for (i, input) in inputs.enumerated() {
            let model = try files.model(input, try files.read(input))
            guard model.triangleCount > 0 else { throw JobError(.data, "\(input): holds no triangles") }
            triangles += model.triangleCount
            let forced = extruders.isEmpty ? nil : extruders[min(i, extruders.count - 1)]
            files.report.warn(ofFaultsIn: model, input)
            var parts: [PlatePart] = []
            let colors = ColorExtruders(model, extruders: profile.filaments.count)
            if forced == nil, let note = colors.note { files.report.diagnostics.append(Diagnostic(.warning, "colors-merged", "\(input): \(note)")) }
            for object in model.objects {
                let modifiers = try modifiers(of: object, forced: forced, profile, input, &files)
                let tool = UInt8(clamping: (forced ?? object.extruder ?? colors.extruder(of: object)) - 1)
                if let last = parts.last, last.tool == tool, last.cut.triangles.isEmpty, object.cut.triangles.isEmpty, last.modifiers.isEmpty, modifiers.isEmpty {
                    parts[parts.count - 1].mesh = Mesh(joining: [last.mesh, object.mesh])
                } else {
                    parts.append(PlatePart(mesh: object.mesh, tool: tool, cut: object.cut, modifiers: modifiers))
                }
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

    /// Modifiers with all settings that hold in them; what cannot change within a body is told.
    private func modifiers(of object: Model.Object, forced: Int?, _ profile: PrintProfile, _ input: String, _ files: inout FileWork) throws(JobError) -> [PlateModifier] {
        var modifiers: [PlateModifier] = []
        for modifier in object.modifiers where !modifier.mesh.triangles.isEmpty {
            let region: RegionSettings
            do throws(ImportError) {
                region = try RegionSettings(modifier.settings.map { ($0.name, $0.value) }, over: profile, file: input)
            } catch { throw JobError(.configuration, error.description) }
            if !region.leftOut.isEmpty {
                let keys = region.leftOut.joined(separator: ", ")
                files.report.diagnostics.append(Diagnostic(.warning, "modifier-settings", "\(input): settings of a modifier that hold for the whole piece were left out: \(keys)"))
            }
            modifiers.append(PlateModifier(mesh: modifier.mesh, settings: region.slice, tool: forced == nil ? modifier.extruder.map { UInt8(clamping: $0 - 1) } : nil))
        }
        return modifiers
    }

    /// Where the copies of each piece stand. Pieces are turned where they would not fit otherwise.
    private func arranged(_ pieces: inout [Piece], _ profile: PrintProfile, _ files: inout FileWork) throws(JobError) -> [[Point]] {
        let copies = max(1, placement.copies), bed = profile.printer.bed
        var placement = placement
        if profile.print.printsOneByOne { placement.spacing = max(placement.spacing, profile.print.headRadius) }
        for turn in [{ $0 }, { $0.turned(toFit: Point(bed.width, bed.height)) }, { $0.turned(toFit: Point(bed.width, bed.height)).lyingAcross }] as [([PlatePart]) -> [PlatePart]] {
            let turned = pieces.map { turn($0.parts) }
            guard let places = placement.places(for: turned.flatMap { [Point](repeating: $0.size, count: copies) }, on: bed) else { continue }
            let changed = pieces.indices.filter { pieces[$0].parts.size != turned[$0].size }
            for i in changed {
                pieces[i].parts = turned[i]
                files.report.diagnostics.append(Diagnostic(.note, "turned", "\(pieces[i].name) is turned to fit on the bed"))
            }
            return pieces.indices.map { Array(places[$0 * copies..<($0 + 1) * copies]) }
        }
        // What is wrong with one is said with its lines around it.
        if pieces.count * copies == 1 { return [[placement.center ?? bed.center]] }
        throw JobError(.data, "\(pieces.count * copies) pieces do not fit on the bed of \(profile.printer.name), \(bed.width) × \(bed.height) mm")
    }
}

/// Which extruder draws which colour of a model, where its file names colours and no extruders.
private struct ColorExtruders {
    private var colors: [Color] = []
    private let extruders: Int

    /// In the order of appearance.
    init(_ model: Model, extruders: Int) {
        self.extruders = extruders
        for object in model.objects where object.extruder == nil {
            if let color = object.color, !colors.contains(color) { colors.append(color) }
        }
    }

    func extruder(of object: Model.Object) -> Int {
        guard colors.count <= extruders else { return 1 }
        return object.color.flatMap { colors.firstIndex(of: $0) }.map { $0 + 1 } ?? 1
    }

    var note: String? {
        colors.count > max(1, extruders) ? "has \(colors.count) colours and is printed in one; name \(colors.count) filaments with --filament A,B,… to print them apart" : nil
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
