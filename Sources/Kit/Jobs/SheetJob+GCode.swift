import ImpressionCodecs
import ImpressionGeometry
import ImpressionMachines
import ImpressionMeshing
import ImpressionRaster
import ImpressionSlicing
import ImpressionTechniques
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension SheetJob {
    /// The layers of a sheet: lying ones from their distance field, upright ones as beads along the wall; and where on the plate its corner lies.
    private func layers(of sheet: Sheet, _ profile: PrintProfile) -> (source: any LayerSource, origin: Point) {
        var settings = profile.sliceSettings
        settings.plateCenter = profile.printer.bed.center
        if sheet.pose == .lying {
            let slicer = FieldSlicer(sheet.field, settings: settings, workers: options.workers)
            return (slicer, slicer.origin)
        }
        let slicer = UprightSlicer(sheet, settings: settings, workers: options.workers)
        return (slicer, slicer.origin)
    }

    /// What the printer's own lines build up, on the field's grid: the G-code is made, read back and laid down bead by bead.
    func depositedThickness(of sheet: Sheet) throws(JobError) -> Raster<Float> {
        guard sheet.bend == .flat else { throw JobError(.usage, "--proof-from gcode: only flat pieces are laid down again so far") }
        let profile = try print.profile()
        let (source, origin) = layers(of: sheet, profile)
        var text: [UInt8] = []
        do throws(GCodeWriter.Failure<Never>) {
            _ = try GCodeWriter(GCodeJob(name: "proof", profile: profile)).write(source, workers: options.workers) { text += $0 }
        } catch {
            switch error { case .job(let error): throw JobError(.data, error.description) }
        }
        let field = sheet.field
        let corner = sheet.pose == .lying ? origin : Point(origin.x, 0)
        var laid = DepositedThickness(origin: corner, pitch: field.pitch, columns: field.columns, rows: field.rows)
        var replay = GCodeReplay()
        replay.filamentDiameter = profile.filament.diameter
        _ = replay.read(text) { bead in
            if bead.role.hasPrefix("Skirt") || bead.role == "Custom" { return }
            if sheet.pose == .lying { laid.add(bead) } else { laid.addUpright(bead) }
        }
        return laid.thickness
    }

    func writeGCode(_ body: inout SheetBody, _ profile: PrintProfile?, to path: String, _ files: inout FileWork) throws(JobError) {
        guard let profile else { throw JobError(.program, "G-code without a print profile") }
        options.stages.begin("slicing")
        let source = layers(of: body.sheet, profile).source
        let job = GCodeJob(name: body.name, profile: profile, thumbnails: thumbnails(&body), date: sourceDate(), version: impressionVersion)
        var printed: PrintReport?
        try files.write(path, format: "gcode") { file throws(JobError) in
            printed = try write(source, job, to: &file)
        }
        if let printed { record(printed, source.solidVolume, &files.report) }
    }

    private func write(_ source: some LayerSource, _ job: GCodeJob, to file: inout AtomicFile) throws(JobError) -> PrintReport {
        let stages = options.stages
        do throws(GCodeWriter.Failure<JobError>) {
            return try GCodeWriter(job).write(source, workers: options.workers, progress: { stages.advance("slicing", to: $0) }) { bytes throws(JobError) in
                try file.add(bytes)
            }
        } catch {
            switch error {
            case .job(let error): throw JobError(.data, error.description)
            case .sink(let error): throw error
            }
        }
    }

    private func thumbnails(_ body: inout SheetBody) -> [Thumbnail] {
        let large = body.preview(width: 400, height: 300, background: .zero)
        return [(32, 32), (400, 300)].map { width, height in
            let picture = width == 400 ? large : body.preview(width: width, height: height, background: .zero)
            return Thumbnail(width: width, height: height, format: .png, bytes: encodePNG(srgb8(picture)))
        }
    }

    private func record(_ printed: PrintReport, _ solid: Double, _ report: inout JobReport) {
        let extent = printed.extent
        for (name, value) in [
            ("layers", JSON.integer(printed.layers)), ("height_mm", .number(printed.height)), ("time_s", .number(printed.time)),
            ("first_layer_time_s", .number(printed.firstLayerTime)), ("filament_mm", .number(printed.filament)),
            ("filament_cm3", .number(printed.filamentVolume / 1000)), ("filament_g", .number(printed.filamentMass)),
            ("filament_cost", .number(printed.filamentCost)), ("retractions", .integer(printed.retractions)),
            ("extent", .array([extent.min.x, extent.min.y, extent.max.x, extent.max.y].map(JSON.number))),
            ("body_volume_mm3", .number(solid)), ("printed_volume_mm3", .number(printed.pieceVolume)),
        ] { report.set(name, value) }
    }
}

/// The date of SOURCE_DATE_EPOCH, or a fixed one, so that the same input gives the same bytes.
func sourceDate() -> String {
    let text = getenv("SOURCE_DATE_EPOCH").map { String(cString: $0) } ?? "946684800"
    var seconds = time_t(text) ?? 946_684_800
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil else { return "2000-01-01 at 00:00:00 UTC" }
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(1900 + parts.tm_year)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) at \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) UTC"
}
