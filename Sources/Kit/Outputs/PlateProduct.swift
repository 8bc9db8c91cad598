import ImpressionCodecs
import ImpressionGeometry
import ImpressionMachines
import ImpressionMeshing
import ImpressionRaster
import ImpressionSlicing

/// Models on a printer's plate.
struct PlateProduct: Product {
    /// Parts that stay together.
    struct Piece {
        var name: String
        var parts: [PlatePart]
        var whole: Mesh { parts.count == 1 ? parts[0].mesh : Mesh(joining: parts.map(\.mesh)) }
    }

    let noun = "a plate of models"
    let options: JobOptions
    var name: String
    var pieces: [Piece]
    /// Where the copies of each piece stand.
    var places: [[Point]]
    var profile: PrintProfile
    var events: [LayerEvent] = []

    /// More copies of a piece are not seen on a thumbnail.
    private static let drawnCopies = 16

    func model() -> Model? { Model(plate(places), name: name) }
    func picture() -> LinearPicture? { contactSheet(plate(places), workers: options.workers) }
    func thumbnail(width: Int, height: Int) -> LinearPicture? {
        render(plate(places.map { Array($0.prefix(Self.drawnCopies)) }), view: .corner(width: width, height: height), workers: options.workers)
    }

    private func plate(_ places: [[Point]]) -> Mesh {
        Mesh(joining: zip(pieces, places).flatMap { piece, places in
            let mesh = piece.whole
            return places.map { mesh.translated(by: SIMD3(Float($0.x), Float($0.y), 0)) }
        })
    }

    func printPlan() throws(JobError) -> PrintPlan? {
        options.stages.begin("slicing")
        let settings = try directed(profile.sliceSettings)
        let named = Set(pieces.flatMap { $0.parts.map(\.tool) + $0.parts.modifiers.compactMap(\.tool) })
        let used = named.flatMap { tool in settings.mixes.first { $0.tool == tool }?.cadence ?? [tool] }
        let tools = Int(used.max() ?? 0) + 1
        guard tools <= profile.filaments.count || tools == 1 else {
            throw JobError(.configuration, "extruder \(tools) has no filament: name \(tools) with --filament A,B,…")
        }
        let items = zip(pieces, places).map { piece, places in
            let modifiers = piece.parts.modifiers.map { modifier -> (body: any Sliceable, settings: SliceSettings, tool: UInt8?) in
                var own = modifier.settings
                own.fill.topDirections = settings.fill.topDirections
                return (modifier.mesh, own, modifier.tool)
            }
            return PlateLayers.Item(BodySlicer(piece.parts.map { ($0.body, $0.tool) }, modifiers: modifiers, settings: settings, workers: options.workers), name: piece.name, at: places)
        }
        var purge: PurgeSettings?
        if tools > 1, profile.print.purgesOnTower {
            purge = PurgeSettings(count: tools, volume: profile.print.purgeVolume)
            purge?.width = profile.print.purgeTowerWidth
            purge?.wipesIntoFill = profile.print.wipesIntoFill
            let volumes = profile.print.purgeVolumes
            guard volumes.isEmpty || volumes.count >= tools * tools, let side = (1...256).first(where: { $0 * $0 >= max(1, volumes.count) }), volumes.isEmpty || side * side == volumes.count else {
                throw JobError(.configuration, "wiping_volumes_matrix: \(volumes.count) volumes are not those of \(tools) extruders or more, row after row")
            }
            if !volumes.isEmpty { purge?.volumes = (0..<side).map { Array(volumes[$0 * side..<($0 + 1) * side]) } }
        }
        return PrintPlan(name: name, source: try source(items, purge), profile: profile, events: events)
    }

    /// With the directions that a picture gives.
    private func directed(_ settings: SliceSettings) throws(JobError) -> SliceSettings {
        guard !profile.print.topFillPicture.isEmpty else { return settings }
        let path = profile.print.topFillPicture, files = FileWork(options: options)
        var settings = settings
        settings.fill.topDirections = DirectionField(contoursOf: try files.heightMap(path, try files.read(path)).values)
        guard settings.fill.topDirections != nil else { throw JobError(.data, "top_fill_picture: \(path) is smaller than 3 × 3 pixels") }
        return settings
    }

    private func source(_ items: [PlateLayers.Item], _ purge: PurgeSettings?) throws(JobError) -> any LayerSource {
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
}
