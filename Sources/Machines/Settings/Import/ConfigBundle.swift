import ImpressionGeometry

/// Presets that inherit from one another: an INI file with sections.
///
/// A preset takes its parents' settings from left to right and then its own. Names between asterisks are abstract.
struct ConfigBundle {
    private let file: String
    private var presets: [String: ConfigText.Section] = [:]
    private var order: [(kind: String, name: String)] = []
    private var active: [String: String] = [:]
    private var resolved: [String: [RawSetting]] = [:]
    private var copies = 0

    init(_ text: ConfigText, file: String) {
        self.file = file
        for section in text.sections {
            if section.kind == "presets" { for setting in section.settings { active[setting.key] = setting.value } }
            guard ["print", "filament", "printer"].contains(section.kind) else { continue }
            if presets.updateValue(section, forKey: Self.key(section.kind, section.name)) == nil { order.append((section.kind, section.name)) }
        }
    }

    private static func key(_ kind: String, _ name: String) -> String { kind + ":" + name }

    /// Names of the presets that can be chosen.
    func names(of kind: String) -> [String] { order.filter { $0.kind == kind && !($0.name.hasPrefix("*") && $0.name.hasSuffix("*")) }.map(\.name) }

    /// All settings of the preset called `name`; without a name those of the active one, or of the only one.
    mutating func settings(of kind: String, named name: String?) throws(ImportError) -> [RawSetting] {
        let names = names(of: kind)
        guard let name = name ?? active[kind] ?? (names.count == 1 ? names[0] : nil) else {
            if names.isEmpty { return [] }
            throw .ambiguous(kind: kind, names: names, file: file)
        }
        return try settings(kind, name, path: [])
    }

    /// Depth first, each preset once; `path` is what is being resolved.
    private mutating func settings(_ kind: String, _ name: String, path: [String]) throws(ImportError) -> [RawSetting] {
        let key = Self.key(kind, name)
        if let known = resolved[key] { return known }
        if let start = path.firstIndex(of: name) { throw .cycle(Array(path[start...]) + [name]) }
        guard path.count < ImportLimits.depth else { throw .tooDeep(preset: path[0], limit: ImportLimits.depth) }
        guard let section = presets[key] else {
            throw .noSuchPreset(kind: kind, name: name, file: file, suggestion: nearestWord(to: name, among: order.filter { $0.kind == kind }.map(\.name)))
        }
        var result: [RawSetting] = [], places: [String: Int] = [:]
        func put(_ settings: [RawSetting]) {
            for setting in settings where setting.key != "inherits" {
                if let place = places[setting.key] { result[place] = setting } else {
                    places[setting.key] = result.count
                    result.append(setting)
                }
            }
        }
        if let parents = section.settings.last(where: { $0.key == "inherits" })?.value {
            for parent in textVector(parents) where !parent.isEmpty {
                let settings = try settings(kind, parent, path: path + [name])
                copies += settings.count
                guard copies <= ImportLimits.copies else { throw .tooDeep(preset: name, limit: ImportLimits.copies) }
                put(settings)
            }
        }
        put(section.settings)
        resolved[key] = result
        return result
    }
}
