/// How OrcaSlicer and BambuStudio call what PrusaSlicer calls otherwise. One table: their name, ours, and how the value changes.
enum ForeignNames {
    /// What a value becomes.
    enum Change: Sendable {
        case same
        /// Words that differ; others stay.
        case words([String: String])
        /// A flag that chooses between two words.
        case flag(no: String, yes: String)
        /// Their percentages refer to the nozzle.
        case nozzleShare
        /// Their percentages refer to another of our settings.
        case shareOf(String)
        /// 100 % less shrinkage.
        case remainder
        /// Several settings.
        case pairs(@Sendable (String) -> [(key: String, value: String)])
    }

    struct Row: Sendable { var theirs: String, ours: String, change: Change }

    static func row(_ key: String) -> Row? { byName[key] }

    /// Pairs of names where the value stays, for macros that use theirs.
    static var names: [(theirs: String, ours: String)] { rows.filter { !$0.ours.isEmpty }.map { ($0.theirs, $0.ours) } }

    private static let byName: [String: Row] = Dictionary(rows.map { ($0.theirs, $0) }) { first, _ in first }

    private static func same(_ names: KeyValuePairs<String, String>) -> [Row] { names.map { Row(theirs: $0.key, ours: $0.value, change: .same) } }

    private static let rows: [Row] = walls + fills + surfaces + speeds + filament + machine

    private static let patterns = Change.words(["monotonicline": "monotoniclines", "tri-hexagon": "stars", "zig-zag": "zigzag"])

    private static let walls: [Row] = same([
        "wall_loops": "perimeters", "wall_generator": "perimeter_generator", "detect_thin_wall": "thin_walls", "detect_overhang_wall": "overhangs",
        "reduce_crossing_wall": "avoid_crossing_perimeters", "only_one_wall_first_layer": "only_one_perimeter_first_layer", "spiral_mode": "spiral_vase",
        "xy_contour_compensation": "xy_size_compensation", "resolution": "gcode_resolution", "initial_layer_print_height": "first_layer_height",
        "extra_perimeters_on_overhangs": "extra_perimeters_on_overhangs",
    ]) + ["line_width": "extrusion_width", "outer_wall_line_width": "external_perimeter_extrusion_width", "inner_wall_line_width": "perimeter_extrusion_width",
          "sparse_infill_line_width": "infill_extrusion_width", "internal_solid_infill_line_width": "solid_infill_extrusion_width", "top_surface_line_width": "top_infill_extrusion_width",
          "initial_layer_line_width": "first_layer_extrusion_width", "support_line_width": "support_material_extrusion_width"]
        .sorted { $0.key < $1.key }.map { Row(theirs: $0.key, ours: $0.value, change: .nozzleShare) } + [
        Row(theirs: "seam_position", ours: "seam_position", change: .words(["back": "rear", "aligned_back": "aligned"])),
        Row(theirs: "only_one_wall_top", ours: "top_one_perimeter_type", change: .flag(no: "none", yes: "top")),
        Row(theirs: "wall_sequence", ours: "external_perimeters_first", change: .words(["inner wall/outer wall": "0", "outer wall/inner wall": "1", "inner-outer-inner wall": "0"])),
        Row(theirs: "fuzzy_skin", ours: "fuzzy_skin", change: .words(["allwalls": "all"])),
        Row(theirs: "fuzzy_skin_point_distance", ours: "fuzzy_skin_point_dist", change: .same),
        Row(theirs: "ensure_vertical_shell_thickness", ours: "ensure_vertical_shell_thickness", change: .words([
            "0": "partial", "1": "enabled", "none": "disabled", "ensure_critical_only": "partial", "ensure_moderate": "partial", "ensure_all": "enabled",
        ])),
    ]

    private static let fills: [Row] = same([
        "top_shell_layers": "top_solid_layers", "bottom_shell_layers": "bottom_solid_layers", "top_shell_thickness": "top_solid_min_thickness",
        "bottom_shell_thickness": "bottom_solid_min_thickness", "sparse_infill_density": "fill_density", "infill_direction": "fill_angle", "infill_wall_overlap": "infill_overlap",
        "minimum_sparse_infill_area": "solid_infill_below_area", "bridge_flow": "bridge_flow_ratio", "is_infill_first": "infill_first", "sparse_infill_anchor": "infill_anchor",
    ]) + [
        Row(theirs: "sparse_infill_pattern", ours: "fill_pattern", change: patterns), Row(theirs: "top_surface_pattern", ours: "top_fill_pattern", change: patterns),
        Row(theirs: "bottom_surface_pattern", ours: "bottom_fill_pattern", change: patterns),
        Row(theirs: "gap_fill_target", ours: "gap_fill_enabled", change: .words(["everywhere": "1", "topbottom": "1", "nowhere": "0"])),
        Row(theirs: "ironing_type", ours: "", change: .pairs { $0 == "no ironing" ? [("ironing", "0")] : [("ironing", "1"), ("ironing_type", $0)] }),
        Row(theirs: "ironing_flow", ours: "ironing_flowrate", change: .same),
    ]

    private static let surfaces: [Row] = same([
        "skirt_loops": "skirts", "brim_object_gap": "brim_separation", "enable_support": "support_material", "support_threshold_angle": "support_material_threshold",
        "support_top_z_distance": "support_material_contact_distance", "support_bottom_z_distance": "support_material_bottom_contact_distance",
        "support_object_xy_distance": "support_material_xy_spacing", "support_on_build_plate_only": "support_material_buildplate_only",
        "support_interface_top_layers": "support_material_interface_layers", "support_interface_bottom_layers": "support_material_bottom_interface_layers",
        "support_interface_spacing": "support_material_interface_spacing", "support_base_pattern_spacing": "support_material_spacing",
        "support_filament": "support_material_extruder", "support_interface_filament": "support_material_interface_extruder", "support_angle": "support_material_angle", "enforce_support_layers": "support_material_enforce_layers", "support_speed": "support_material_speed",
        "support_interface_speed": "support_material_interface_speed", "enable_prime_tower": "wipe_tower", "flush_volumes_matrix": "wiping_volumes_matrix",
        "tree_support_branch_angle": "support_tree_angle", "tree_support_branch_diameter": "support_tree_branch_diameter", "tree_support_tip_diameter": "support_tree_tip_diameter",
    ]) + [
        Row(theirs: "support_type", ours: "", change: .pairs { value in
            [("support_material_auto", value.hasSuffix("(auto)") ? "1" : "0"), ("support_material_style", value.hasPrefix("tree") ? "organic" : "grid")]
        }),
        Row(theirs: "support_style", ours: "", change: .pairs { ["grid", "snug", "organic"].contains($0) ? [("support_material_style", $0)] : [] }),
        Row(theirs: "support_interface_pattern", ours: "support_material_interface_pattern", change: .words(["rectilinear_interlaced": "rectilinear", "grid": "rectilinear"])),
        Row(theirs: "support_base_pattern", ours: "support_material_pattern", change: .words([
            "default": "rectilinear", "hollow": "rectilinear", "lightning": "rectilinear", "rectilinear-grid": "rectilinear-grid",
        ])),
        Row(theirs: "brim_type", ours: "brim_type", change: .words(["auto_brim": "outer_only", "brim_ears": "no_brim", "painted": "no_brim"])),
        Row(theirs: "print_sequence", ours: "complete_objects", change: .words(["by layer": "0", "by object": "1"])),
        Row(theirs: "enable_arc_fitting", ours: "arc_fitting", change: .flag(no: "disabled", yes: "emit_center")),
        Row(theirs: "exclude_object", ours: "", change: .pairs { $0 == "1" ? [("gcode_label_objects", "firmware")] : [] }),
        Row(theirs: "gcode_label_objects", ours: "gcode_label_objects", change: .flag(no: "disabled", yes: "octoprint")),
    ]

    private static let speeds: [Row] = same([
        "outer_wall_speed": "external_perimeter_speed", "inner_wall_speed": "perimeter_speed", "sparse_infill_speed": "infill_speed", "internal_solid_infill_speed": "solid_infill_speed",
        "top_surface_speed": "top_solid_infill_speed", "gap_infill_speed": "gap_fill_speed", "initial_layer_speed": "first_layer_speed", "initial_layer_infill_speed": "first_layer_infill_speed",
        "enable_overhang_speed": "enable_dynamic_overhang_speeds", "overhang_1_4_speed": "overhang_speed_3", "overhang_2_4_speed": "overhang_speed_2",
        "overhang_3_4_speed": "overhang_speed_1", "overhang_4_4_speed": "overhang_speed_0", "inner_wall_acceleration": "perimeter_acceleration",
        "outer_wall_acceleration": "external_perimeter_acceleration", "top_surface_acceleration": "top_solid_infill_acceleration", "initial_layer_acceleration": "first_layer_acceleration",
    ]) + [
        Row(theirs: "small_perimeter_speed", ours: "small_perimeter_speed", change: .shareOf("external_perimeter_speed")),
        Row(theirs: "sparse_infill_acceleration", ours: "infill_acceleration", change: .shareOf("default_acceleration")),
        Row(theirs: "internal_solid_infill_acceleration", ours: "solid_infill_acceleration", change: .shareOf("default_acceleration")),
        Row(theirs: "bridge_acceleration", ours: "bridge_acceleration", change: .shareOf("external_perimeter_acceleration")),
    ]

    private static let filament: [Row] = same([
        "nozzle_temperature": "temperature", "nozzle_temperature_initial_layer": "first_layer_temperature", "hot_plate_temp": "bed_temperature",
        "hot_plate_temp_initial_layer": "first_layer_bed_temperature", "filament_flow_ratio": "extrusion_multiplier", "default_filament_colour": "filament_colour",
        "fan_min_speed": "min_fan_speed", "fan_max_speed": "max_fan_speed", "overhang_fan_speed": "bridge_fan_speed", "reduce_fan_stop_start_freq": "fan_always_on",
        "slow_down_for_layer_cooling": "cooling", "fan_cooling_layer_time": "fan_below_layer_time", "slow_down_layer_time": "slowdown_below_layer_time",
        "slow_down_min_speed": "min_print_speed", "close_fan_the_first_x_layers": "disable_fan_first_layers", "filament_start_gcode": "start_filament_gcode",
        "filament_end_gcode": "end_filament_gcode", "chamber_temperatures": "chamber_temperature",
    ]) + [
        Row(theirs: "filament_shrink", ours: "filament_shrinkage_compensation_xy", change: .remainder),
        Row(theirs: "filament_shrinkage_compensation_z", ours: "filament_shrinkage_compensation_z", change: .remainder),
    ]

    private static let machine: [Row] = same([
        "printable_area": "bed_shape", "printable_height": "max_print_height", "retraction_length": "retract_length", "z_hop": "retract_lift",
        "retraction_minimum_travel": "retract_before_travel", "retraction_speed": "retract_speed", "deretraction_speed": "deretract_speed",
        "retract_when_changing_layer": "retract_layer_change", "machine_start_gcode": "start_gcode", "machine_end_gcode": "end_gcode", "layer_change_gcode": "layer_gcode",
        "before_layer_change_gcode": "before_layer_gcode", "change_filament_gcode": "toolchange_gcode", "machine_pause_gcode": "pause_print_gcode",
        "printing_by_object_gcode": "between_objects_gcode", "machine_max_speed_x": "machine_max_feedrate_x", "machine_max_speed_y": "machine_max_feedrate_y",
        "machine_max_speed_z": "machine_max_feedrate_z", "machine_max_speed_e": "machine_max_feedrate_e", "reduce_infill_retraction": "only_retract_when_crossing_perimeters",
    ]) + [Row(theirs: "emit_machine_limits_to_gcode", ours: "machine_limits_usage", change: .flag(no: "time_estimate_only", yes: "emit_to_gcode"))]
}
