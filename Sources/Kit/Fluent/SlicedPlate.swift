public import ImpressionGeometry
public import ImpressionMachines
import ImpressionMeshing

extension Plate {
    /// The plate with the settings that it is printed by.
    ///
    /// ```swift
    /// try plate.sliced { $0.layerHeight = 0.12 }.gcode(for: .prusaMK4, filament: .whitePLA).write(to: "portrait.gcode")
    /// ```
    public func sliced(_ adjust: (inout PrintSettings) -> Void = { _ in }) -> SlicedPlate {
        var settings = PrintSettings()
        adjust(&settings)
        return SlicedPlate(plate: self, settings: settings)
    }
}

/// A plate and the settings that it is printed by.
public struct SlicedPlate: Sendable {
    public let plate: Plate
    public let settings: PrintSettings

    /// For a machine and its plastic; nothing is computed before `write`.
    public func gcode(for printer: Printer, filament: Filament) -> PlateGCode {
        PlateGCode(plate: plate, profile: PrintProfile(print: settings, filament: filament, printer: printer))
    }
}

/// G-code on its way to a file.
public struct PlateGCode: Sendable {
    public let plate: Plate
    public let profile: PrintProfile

    /// Slices, plans and writes; an existing file is replaced only when asked. The same plate gives the same bytes for any number of workers.
    ///
    /// - Returns: What the print takes.
    @discardableResult
    public func write(to path: String, overwrite: Bool = false, workers: Workers = .all) throws(JobError) -> PrintReport {
        guard let kind = OutputKinds.kind(of: path), kind.needsProfile else { throw JobError(.usage, "\(path): the ending \"\(fileExtension(path))\" is no G-code") }
        var options = JobOptions()
        (options.overwrite, options.workers) = (overwrite, workers)
        var files = FileWork(options: options)
        var product = plate.impression.product(ResultSetting(name: baseName(path), origin: path, profile: profile, options: options))
        try kind.write(&product, to: path, &files)
        return files.report.printed ?? PrintReport()
    }
}
