public import ImpressionMachines
import ImpressionTechniques

/// How a piece is printed: which machine, which plastic, and what differs from their defaults.
public struct PrintJobOptions: Sendable {
    /// Names from the catalogues.
    public var printer = "generic-marlin"
    public var filament = "pla-white"
    /// Of the second, third, … extruder.
    public var furtherFilaments: [String] = []
    /// Files with settings of PrusaSlicer, OrcaSlicer or Bambu Studio, each over the ones before: ini, G-code, 3MF, JSON.
    public var configs: [String] = []
    /// Colour changes, pauses and own code.
    public var events: [LayerEvent] = []
    /// Pairs in the order they were given, by PrusaSlicer's names or ours.
    public var settings: [(key: String, value: String)] = []

    public init() {}

    /// - Parameter names: One, or several with commas between: those of the first, second, … extruder.
    public mutating func setFilaments(_ names: String) {
        let names = names.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        (filament, furtherFilaments) = (names.first ?? "", Array(names.dropFirst()))
    }

    /// - Parameter text: `HEIGHT` or `HEIGHT:#RRGGBB`; what lies above is printed in another colour.
    public mutating func addColourChange(_ text: String) throws(JobError) {
        let (height, rest) = try Self.height(text, "--color-change")
        let isColour = rest.isEmpty || rest.count == 7 && rest.first == "#" && rest.dropFirst().allSatisfy(\.isHexDigit)
        guard isColour else { throw JobError(.usage, "--color-change \(text): \(rest) is no colour as #RRGGBB") }
        events.append(LayerEvent(at: height, .colourChange(rest.isEmpty ? "#000000" : rest)))
    }

    /// - Parameter text: `HEIGHT` or `HEIGHT:MESSAGE`.
    public mutating func addPause(_ text: String) throws(JobError) {
        let (height, message) = try Self.height(text, "--pause")
        guard message.unicodeScalars.allSatisfy({ (32..<127).contains($0.value) && $0 != ";" }) else { throw JobError(.usage, "--pause \(text): the message is not plain ASCII") }
        events.append(LayerEvent(at: height, .pause(message)))
    }

    /// - Parameter text: `HEIGHT` for the printer's own lines, or `HEIGHT:LINES` with `\n` between lines.
    public mutating func addCode(_ text: String) throws(JobError) {
        let (height, lines) = try Self.height(text, "--custom-gcode")
        guard lines.utf8.allSatisfy({ (32..<127).contains($0) }) else { throw JobError(.usage, "--custom-gcode \(text): the lines are not plain ASCII") }
        events.append(LayerEvent(at: height, lines.isEmpty ? .template : .code(lines.split(separator: #"\n"#, omittingEmptySubsequences: true).joined(separator: "\n"))))
    }

    private static func height(_ text: String, _ option: String) throws(JobError) -> (Double, String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let height = Quantity.length(parts[0]), height >= 0, height <= 10_000 else { throw JobError(.usage, "\(option) \(text): \(parts[0]) is no height from 0 to 10000 mm") }
        return (height, parts.count > 1 ? parts[1] : "")
    }

    /// What was asked for, worked out.
    struct Resolved {
        var profile: PrintProfile
        /// What the files hold that has no counterpart.
        var notes: [String] = []
        /// Where values come from that are not defaults, by the names that files use.
        var origins: [String: String] = [:]
    }

    /// Catalogue, then files, then single settings.
    func resolved() throws(JobError) -> Resolved {
        var result = Resolved(profile: try catalogued())
        for key in PrintProfile.keys(otherThan: PrintProfile(), in: result.profile) {
            result.origins[key] = Printer.knows(key) ? "printer \(printer)" : "filament \(filament)"
        }
        for path in configs {
            let read = try imported(path, over: result.profile)
            result.notes += read.notes.map(\.description)
            for entry in read.entries { result.origins[entry.key] = "\(entry.origin)" }
            result.profile = read.profile
        }
        let before = result.profile
        do throws(SettingError) {
            for name in furtherFilaments { result.profile.furtherFilaments.append(try Filaments.named(name)) }
            try result.profile.apply(settings.map { SettingPair($0.key, $0.value) })
        } catch { throw JobError(.configuration, error.description) }
        for key in PrintProfile.keys(otherThan: before, in: result.profile) { result.origins[key] = "--set" }
        for setting in settings { if let key = PrintProfile.key(of: setting.key) { result.origins[key] = "--set" } }
        return result
    }

    private func catalogued() throws(JobError) -> PrintProfile {
        do throws(SettingError) {
            return PrintProfile(filament: try Filaments.named(filament), printer: try Printers.named(printer))
        } catch { throw JobError(.configuration, error.description) }
    }

    /// A JSON preset's parents lie beside it, under their names.
    private func imported(_ path: String, over profile: PrintProfile) throws(JobError) -> ResolvedSettings {
        let files = FileWork(options: JobOptions()), bytes = try files.read(path)
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        do throws(ImportError) {
            return try SettingsImport().settings(in: bytes, file: path, over: profile) { name in
                let parent = folder + name + ".json"
                return (try? files.read(parent)).map { (parent, $0) }
            }
        } catch { throw JobError(.configuration, error.description) }
    }
}
