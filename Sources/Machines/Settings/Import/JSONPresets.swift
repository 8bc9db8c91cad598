/// Presets of OrcaSlicer and BambuStudio: one JSON object each, which inherits from another by name.
struct JSONPresets {
    let find: SettingsImport.Finder

    /// All settings of a preset, its forebears' first.
    func settings(_ bytes: [UInt8], file: String) throws(ImportError) -> [RawSetting] {
        var chain: [[RawSetting]] = [], names: [String] = []
        var (bytes, file) = (bytes, file)
        while true {
            let (settings, name, parent) = try preset(bytes, file)
            chain.append(settings)
            names.append(name)
            guard let parent else { break }
            if names.contains(parent) { throw .cycle(names + [parent]) }
            guard chain.count < ImportLimits.depth else { throw .tooDeep(preset: names[0], limit: ImportLimits.depth) }
            guard let found = find(parent) else { throw .noSuchPreset(kind: "preset", name: parent, file: file, suggestion: nil) }
            (file, bytes) = found
        }
        return chain.reversed().flatMap { $0 }
    }

    private func preset(_ bytes: [UInt8], _ file: String) throws(ImportError) -> (settings: [RawSetting], name: String, parent: String?) {
        guard case .object(let members) = try JSONReader.value(bytes, file: file) else { throw .noSettings(file: file) }
        var name = file, parent: String?
        for member in members {
            if member.key == "name", case .text(let text) = member.value { name = text }
            if member.key == "inherits", case .text(let text) = member.value, !text.isEmpty { parent = text }
        }
        var settings: [RawSetting] = []
        for member in members where !Self.descriptive.contains(member.key) {
            let origin = SettingOrigin(file: file, section: name == file ? "" : name, line: member.line)
            if let value = Self.first(member.value) { settings.append(RawSetting(key: member.key, value: value, origin: origin)) }
        }
        return (settings, name, parent)
    }

    /// A scalar as text; of an array the first tool's value.
    private static func first(_ value: JSONValue) -> String? {
        switch value {
        case .text(let text): text
        case .number(let text): text
        case .flag(let flag): flag ? "1" : "0"
        case .array(let values): if let value = values.first, value != .array([]) { corners(values) ?? first(value) } else { nil }
        case .null, .object: nil
        }
    }

    /// Beds are arrays of corners.
    private static func corners(_ values: [JSONValue]) -> String? {
        var texts: [String] = []
        for case .text(let text) in values where text.contains("x") && text.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }) {
            texts.append(text)
        }
        return texts.count == values.count && texts.count > 2 ? texts.joined(separator: ",") : nil
    }

    /// By our names and values.
    static func renamed(_ raw: RawSetting) -> [RawSetting] {
        func setting(_ key: String, _ value: String) -> RawSetting { RawSetting(key: key, value: value, origin: raw.origin) }
        if raw.value == "nil" { return [] }
        guard let row = ForeignNames.row(raw.key) else {
            if raw.key.hasPrefix("filament_retract") || raw.key.hasPrefix("filament_deretract") || raw.key == "filament_wipe" || raw.key == "filament_z_hop" {
                return renamed(setting(String(raw.key.dropFirst("filament_".count)), raw.value))
            }
            return [raw]
        }
        switch row.change {
        case .same: return [setting(row.ours, raw.value)]
        case .words(let words): return [setting(row.ours, words[raw.value] ?? raw.value)]
        case .flag(let no, let yes): return [setting(row.ours, raw.value == "1" ? yes : no)]
        case .nozzleShare: return [setting(row.ours, raw.value.hasSuffix("%") ? raw.value + " of nozzle_diameter" : raw.value)]
        case .shareOf(let other): return [setting(row.ours, raw.value.hasSuffix("%") ? raw.value + " of " + other : raw.value)]
        case .remainder:
            guard raw.value.hasSuffix("%"), let left = Double(raw.value.dropLast()) else { return [setting(row.ours, raw.value)] }
            return [setting(row.ours, decimal(100 - left) + "%")]
        case .pairs(let pairs): return pairs(raw.value).map { setting($0.key, $0.value) }
        }
    }

    private static let descriptive: Set<String> = [
        "type", "name", "inherits", "from", "instantiation", "setting_id", "filament_id", "is_custom_defined", "version", "description", "renamed_from", "url",
    ]
}
