/// Older spellings of PrusaSlicer's settings, and what has become of them.
enum LegacyNames {
    /// The present settings for an old one, empty where it has gone; nil for a setting that is spelt as today.
    static func pairs(for key: String, _ value: String) -> [(key: String, value: String)]? {
        if let name = names[key] { return pairs(for: name, value) ?? [(name, value)] }
        if let words = words[key], let word = words[value] { return [(key, word)] }
        switch key {
        case "randomize_start": return value == "1" ? [("seam_position", "random")] : []
        case "bed_size":
            let sides = value.split(separator: ",").map { trimmed($0) }
            return sides.count == 2 ? [("bed_shape", "0x0,\(sides[0])x0,\(sides[0])x\(sides[1]),0x\(sides[1])")] : nil
        case "skirt_height" where value == "-1": return [("draft_shield", "enabled")]
        case "perimeter_acceleration" where value == "25", "infill_acceleration" where value == "50": return [(key, "0")]
        case "fill_density", "ironing_flowrate":
            guard let share = Double(value), share <= 1 else { return nil }
            return [(key, decimal(share * 100) + "%")]
        case _ where gone.contains(key): return []
        default: return nil
        }
    }

    private static let names = [
        "octoprint_host": "print_host", "octoprint_cafile": "printhost_cafile", "octoprint_apikey": "printhost_apikey", "bridge_flow_ration": "bridge_flow_ratio",
        "support_material_interface_contact_distance": "support_material_contact_distance", "z_lift": "retract_lift",
    ]

    private static let words: [String: [String: String]] = [
        "gcode_flavor": ["makerbot": "makerware", "marlinfirmware": "marlin2"], "host_type": ["mainsail": "moonraker"],
        "support_material_pattern": ["pillars": "rectilinear"], "draft_shield": ["0": "disabled", "1": "enabled"],
        "gcode_label_objects": ["0": "disabled", "1": "octoprint"], "ensure_vertical_shell_thickness": ["0": "partial", "1": "enabled"],
        "fill_pattern": ["monotonous": "monotonic"], "top_fill_pattern": ["monotonous": "monotonic"], "bottom_fill_pattern": ["monotonous": "monotonic"],
        "machine_limits_usage": ["ignore": "time_estimate_only"],
    ]

    /// Settings of old versions without a successor.
    private static let gone: Set<String> = [
        "acceleration", "adjust_overhang_flow", "bottom_layer_speed", "duplicate_x", "duplicate_y", "g0", "gcode_arcs", "multiply_x", "multiply_y", "print_center", "rotate",
        "scale", "standby_temperature", "start_perimeters_at_concave_points", "start_perimeters_at_non_overhang", "support_material_tool", "threads", "variable_layer_height",
        "infill_only_where_needed", "gcode_comments",
    ]
}
