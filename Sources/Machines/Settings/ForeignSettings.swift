/// PrusaSlicer's settings that we have no choice in, with the value that describes what we do.
///
/// They stand in the G-code's config block, so that importing it gives the same kind of print, and they may be set to that value only.
enum ForeignSettings {
    static let fixed: [(key: String, value: String)] = [
        ("binary_gcode", "0"), ("extruder_offset", "0x0"), ("gcode_comments", "0"), ("infill_only_where_needed", "0"), ("interface_shells", "0"),
        ("ooze_prevention", "0"), ("silent_mode", "0"), ("single_extruder_multi_material", "0"), ("thick_bridges", "1"), ("use_volumetric_e", "0"),
        ("variable_layer_height", "0"), ("wipe_tower", "0"),
    ]

    /// Whether `key` is one of them; any other value than ours is refused.
    static func accepts(_ key: String, _ value: String) throws(SettingError) -> Bool {
        guard let row = fixed.first(where: { $0.key == key }) else { return false }
        guard value == row.value else { throw .notAChoice(key: key, value: value, choices: [row.value]) }
        return true
    }
}
