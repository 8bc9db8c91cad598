import ImpressionCodecs
import ImpressionGeometry
import ImpressionMachines
import ImpressionMeshing
import ImpressionRaster
import ImpressionSlicing

/// How sheets are printed.
struct SheetPrint {
    let profile: PrintProfile
    let options: JobOptions

    /// Lying sheets come from their distance field, upright ones as beads along the wall; and where on the plate the sheet's corner lies.
    func layers(of sheet: Sheet) -> (source: any LayerSource, origin: Point) {
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
        let (source, origin) = layers(of: sheet)
        var text: [UInt8] = []
        _ = try LayerPrint(profile: profile, options: options).write(source, GCodeJob(name: "proof", profile: profile)) { bytes in text += bytes }
        let field = sheet.field
        let corner = sheet.pose == .lying ? origin : Point(origin.x, 0)
        var laid = DepositedThickness(origin: corner, pitch: field.pitch, columns: field.columns, rows: field.rows)
        var replay = GCodeReplay()
        replay.filamentDiameter = profile.filament.diameter
        _ = replay.read(text) { bead in
            if bead.feature == .skirt || bead.feature == .custom { return }
            if sheet.pose == .lying { laid.add(bead) } else { laid.addUpright(bead) }
        }
        return laid.thickness
    }
}
