import ImpressionCanvas
import ImpressionCodecs
import ImpressionGeometry
import ImpressionMachines
import ImpressionTechniques

/// What can be listed by name.
public enum Catalogues {
    public struct Entry: Sendable, Equatable {
        public var name: String
        public var summary: String
    }

    private static let names = ["techniques", "printers", "filaments", "fonts", "formats", "settings"]

    public static func entries(of catalogue: String) throws(JobError) -> [Entry] {
        switch catalogue {
        case "techniques": return Techniques.all.map { Entry(name: $0.name, summary: $0.summary) }
        case "formats": return OutputKinds.all.map { Entry(name: $0.name, summary: $0.summary) }
        case "printers": return try named(Printers.names) { name throws(SettingError) in
            let printer = try Printers.named(name)
            return "\(printer.vendor) \(printer.model), \(size(printer.bed.width)) × \(size(printer.bed.height)) × \(size(printer.maximumHeight)) mm, \(printer.dialect)"
        }
        case "filaments": return try named(Filaments.names) { name throws(SettingError) in
            let filament = try Filaments.named(name)
            return "\(filament.material), \(filament.temperature) °C, bed \(filament.bedTemperature) °C, \(filament.density) g/cm³"
        }
        case "fonts":
            return [Entry(name: SingleLineFont.name, summary: "strokes of one line, for engraving and pens")] + FontLibrary.system.families.map { Entry(name: $0, summary: "installed") }
        case "settings":
            return PrintSettings.settings.map { Entry(name: $0.key, summary: $0.meaning) } + Filament.settings.map { Entry(name: $0.key, summary: $0.meaning) }
                + Printer.settings.map { Entry(name: $0.key, summary: $0.meaning) }
        default:
            let hint = nearestWord(to: catalogue, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
            throw JobError(.usage, "there is no catalogue \"\(catalogue)\" (there are \(names.joined(separator: ", ")))\(hint)")
        }
    }
}

private func size(_ value: Double) -> String { value == value.rounded() ? "\(Int(value))" : "\(value)" }

private func named(_ names: [String], _ summary: (String) throws(SettingError) -> String) throws(JobError) -> [Catalogues.Entry] {
    do throws(SettingError) {
        var entries: [Catalogues.Entry] = []
        for name in names { entries.append(Catalogues.Entry(name: name, summary: try summary(name))) }
        return entries
    } catch { throw JobError(.configuration, error.description) }
}

/// A technique's place in the catalogue: a type for each, so that a command line can make a command of each.
public protocol TechniqueEntry: Sendable {
    static var name: String { get }
    static var summary: String { get }
}

private enum Catalogued<T: Technique>: TechniqueEntry {
    static var name: String { T.name }
    static var summary: String { T.summary }
}

/// Every technique.
public let techniqueEntries: [any TechniqueEntry.Type] = Techniques.all.map { technique in
    func entry<T: Technique>(_: T.Type) -> any TechniqueEntry.Type { Catalogued<T>.self }
    return entry(technique)
}

/// The settings of the technique called `name`, or nil.
public func techniqueSettings(_ name: String) -> [TechniqueSetting]? {
    guard let technique = try? Techniques.named(name) else { return nil }
    return technique.settings.map { TechniqueSetting(name: $0.name, placeholder: $0.placeholder, meaning: $0.meaning, isSwitch: $0.isSwitch, standard: $0.standard) }
}

/// One setting as a person reads it.
public struct TechniqueSetting: Sendable, Equatable {
    public var name: String
    public var placeholder: String
    public var meaning: String
    public var isSwitch: Bool
    public var standard: String
}

public let impressionVersion = "0.1.0"

/// From now on an interrupt removes unfinished files and ends with 128 + the signal's number.
public func prepareForInterrupts() { catchInterrupts() }
