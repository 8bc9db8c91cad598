/// PrusaSlicer's settings that we have no choice in, with the value that describes what we do.
///
/// They stand in the G-code's config block, so that importing it gives the same kind of print, and they may be set to that value only.
enum ForeignSettings {
    static let fixed: [(key: String, value: String)] = [
        ("arc_fitting", "disabled"), ("avoid_crossing_perimeters", "0"), ("binary_gcode", "0"), ("bottom_fill_pattern", "rectilinear"),
        ("brim_type", "outer_only"), ("complete_objects", "0"), ("draft_shield", "disabled"), ("dont_support_bridges", "1"),
        ("external_perimeters_first", "0"), ("extra_perimeters", "0"), ("extruder_offset", "0x0"), ("fill_pattern", "rectilinear"),
        ("full_fan_speed_layer", "0"), ("fuzzy_skin", "none"), ("gap_fill_enabled", "1"), ("gcode_comments", "0"),
        ("infill_every_layers", "1"), ("infill_first", "0"), ("infill_only_where_needed", "0"), ("interface_shells", "0"),
        ("ironing", "0"), ("max_layer_height", "0"), ("only_retract_when_crossing_perimeters", "0"), ("ooze_prevention", "0"),
        ("overhangs", "0"), ("raft_layers", "0"), ("retract_restart_extra", "0"),
        ("seam_position", "aligned"), ("silent_mode", "0"), ("single_extruder_multi_material", "0"), ("skirt_height", "1"),
        ("slice_closing_radius", "0"), ("spiral_vase", "0"), ("support_material", "0"), ("support_material_auto", "0"),
        ("thick_bridges", "1"), ("top_fill_pattern", "rectilinear"), ("use_firmware_retraction", "0"), ("use_relative_e_distances", "1"),
        ("use_volumetric_e", "0"), ("variable_layer_height", "0"), ("wipe", "0"), ("xy_size_compensation", "0"),
    ]

    /// Whether `key` is one of them; any other value than ours is refused.
    static func accepts(_ key: String, _ value: String) throws(SettingError) -> Bool {
        guard let row = fixed.first(where: { $0.key == key }) else { return false }
        guard value == row.value else { throw .notAChoice(key: key, value: value, choices: [row.value]) }
        return true
    }
}
