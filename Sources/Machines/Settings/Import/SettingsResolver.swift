import ImpressionGeometry

/// Sets what was read, in the order in which percentages can be worked out.
struct SettingsResolver {
    let toleratesUnknown: Bool

    func resolved(_ raw: [RawSetting], over base: PrintProfile) throws(ImportError) -> ResolvedSettings {
        var result = ResolvedSettings(profile: base)
        var last: [String: RawSetting] = [:], order: [String] = []
        for setting in raw where last.updateValue(setting, forKey: canonical(setting.key)) == nil { order.append(canonical(setting.key)) }
        let isAdvanced = last.removeValue(forKey: "enable_pressure_advance")?.value != "0"
        if !isAdvanced { last["pressure_advance"] = nil }
        var typed: [RawSetting] = []
        for key in order {
            guard let setting = last[key] else { continue }
            if PrintProfile.knowsTyped(key) { typed.append(setting) } else { try note(setting, key, &result) }
        }
        for setting in typed.enumerated().sorted(by: { (PrintProfile.rank($0.element.key) ?? .max, $0.offset) < (PrintProfile.rank($1.element.key) ?? .max, $1.offset) }).map(\.element) {
            try apply(setting, &result)
        }
        result.entries = typed.map { .init(key: canonical($0.key), value: result.profile[setting: $0.key] ?? $0.value, origin: $0.origin) }.sorted { $0.key < $1.key }
        // Printer, filament and print of a bundle each say in their own section what they fit; of a chain of presets the last one says it.
        let conditions = Dictionary(grouping: raw.filter { $0.key == "compatible_printers_condition" }) { $0.origin.section.contains(":") ? $0.origin.section.prefix { $0 != ":" } : "" }
        for condition in conditions.values.compactMap(\.last).sorted(by: { $0.origin.line < $1.origin.line }) { checkFit(condition, &result) }
        return result
    }

    private func note(_ setting: RawSetting, _ key: String, _ result: inout ResolvedSettings) throws(ImportError) {
        if UnsupportedSettings.descriptive.contains(key) { return }
        if let fixed = ForeignSettings.fixed.first(where: { $0.key == key }) {
            let isOurs = setting.value.split(separator: ",").allSatisfy { $0 == fixed.value }
            if !isOurs { result.notes.append(.unsupported(key: key, value: setting.value, reason: "only \(fixed.value) is done", setting.origin)) }
        } else if let reason = UnsupportedSettings.reason(for: key) ?? UnsupportedForeignSettings.reason(for: key) {
            result.notes.append(.unsupported(key: key, value: setting.value, reason: reason, setting.origin))
        } else {
            let suggestion = nearestWord(to: key, among: PrintProfile.names)
            guard toleratesUnknown else { throw .setting(.unknown(key: setting.key, suggestion: suggestion), setting.origin) }
            result.notes.append(.unknown(key: setting.key, suggestion: suggestion, setting.origin))
        }
    }

    private func apply(_ setting: RawSetting, _ result: inout ResolvedSettings) throws(ImportError) {
        let key = canonical(setting.key)
        do throws(SettingError) {
            try result.profile.set(key, try absolute(key, single(setting, key, &result), result.profile))
        } catch { throw .setting(error, setting.origin) }
    }

    /// One value of a vector.
    private func single(_ setting: RawSetting, _ key: String, _ result: inout ResolvedSettings) -> String {
        let values: [String]
        switch PrintProfile.kind(of: key) {
        case .text where Filament.names.contains(key):
            values = textVector(setting.value)
            if values.count > 1, Set(values).count > 1 { result.notes.append(.firstOfSeveral(key: key, value: setting.value, setting.origin)) }
            return escaped(values[0])
        case .text, nil: return setting.value
        default: values = setting.value.split(separator: ",").map { String(trimmed($0)) }
        }
        guard let first = values.first(where: { $0 != "nil" }) else { return setting.value }
        // Limits have one value for each mode of the machine, not for each tool.
        if !key.hasPrefix("machine_"), values.contains(where: { $0 != first && $0 != "nil" }) { result.notes.append(.firstOfSeveral(key: key, value: setting.value, setting.origin)) }
        return first
    }

    /// `50% of key` as a number; the overlap in mm as a share of the line.
    private func absolute(_ key: String, _ value: String, _ profile: PrintProfile) throws(SettingError) -> String {
        if key == "infill_overlap", let length = Double(value) { return decimal(min(100, 100 * length / profile.sliceSettings.lineWidth)) + "%" }
        guard let range = value.firstRange(of: "% of ") else { return value }
        let share = try Setting<Printer>.number(in: value[..<range.lowerBound], key)
        guard let other = profile[setting: String(value[range.upperBound...])], let whole = Double(other) else { throw .notANumber(key: key, value: value) }
        return decimal(share / 100 * whole)
    }

    private func checkFit(_ condition: RawSetting, _ result: inout ResolvedSettings) {
        guard !condition.value.isEmpty else { return }
        var scope = result.profile.macroScope
        scope.facts["num_extruders"] = MacroBinding(.whole(1))
        if (try? MacroCondition(unescaped(condition.value)).isTrue(in: scope)) == false { result.notes.append(.unfit(condition: condition.value, condition.origin)) }
    }
}

extension PrintProfile {
    /// The value of `key` as it would be written in a file, from whichever table knows it.
    public subscript(setting key: String) -> String? { print[setting: key] ?? filament[setting: key] ?? printer[setting: key] }

    /// The name that files use for a setting; nil for none of the tables'.
    public static func key(of name: String) -> String? { PrintSettings.key(of: name) ?? Filament.key(of: name) ?? Printer.key(of: name) }

    /// Settings that two profiles have different values for, by the names that files use.
    public static func keys(otherThan base: PrintProfile, in profile: PrintProfile) -> [String] {
        allKeys.filter { base[setting: $0] != profile[setting: $0] }
    }

    /// Of all tables, in alphabetical order, each once.
    public static var allKeys: [String] {
        Set(PrintSettings.settings.map(\.key) + Filament.settings.map(\.key) + Printer.settings.map(\.key)).sorted()
    }

    static func knowsTyped(_ key: String) -> Bool { PrintSettings.knows(key) || Filament.knows(key) || Printer.knows(key) }

    static func kind(of key: String) -> SettingKind? { PrintSettings.kind(of: key) ?? Filament.kind(of: key) ?? Printer.kind(of: key) }
}

extension Configurable {
    /// Whether the table has a setting of this name, a file's or ours.
    public static func knows(_ key: String) -> Bool { kind(of: key) != nil }
    static func key(of name: String) -> String? { settings.first { $0.key == canonical(name) || $0.plainName == canonical(name) }?.key }
    static func kind(of key: String) -> SettingKind? { settings.first { $0.key == key || $0.plainName == key }?.kind }
}
