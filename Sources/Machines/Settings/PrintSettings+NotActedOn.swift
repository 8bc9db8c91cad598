extension PrintSettings {
    /// Settings that stand in the tables though nothing acts on them yet. Whoever makes one work takes it off the list.
    public static let notActedOn = [
        // Outlines
        "slice_closing_radius", "slicing_mode", "xy_size_compensation", "xy_hole_compensation", "filament_shrinkage_compensation_xy",
        "filament_shrinkage_compensation_z", "spiral_vase", "min_layer_height", "max_layer_height",
        // Walls
        "perimeter_extrusion_width", "external_perimeter_extrusion_width", "infill_extrusion_width", "solid_infill_extrusion_width",
        "top_infill_extrusion_width", "support_material_extrusion_width", "perimeter_generator", "external_perimeters_first", "extra_perimeters",
        "extra_perimeters_on_overhangs", "thin_walls", "gap_fill_enabled", "only_one_perimeter_first_layer", "top_one_perimeter_type",
        "avoid_crossing_perimeters", "wall_transition_length", "wall_transition_filter_deviation", "wall_transition_angle",
        "wall_distribution_count", "min_feature_size",
        // Fill and surfaces
        "fill_pattern", "top_fill_pattern", "bottom_fill_pattern", "bridge_angle", "infill_anchor", "infill_anchor_max", "infill_every_layers",
        "solid_infill_every_layers", "solid_infill_below_area", "infill_first", "top_solid_min_thickness", "bottom_solid_min_thickness",
        "ensure_vertical_shell_thickness", "ironing", "ironing_type", "ironing_flowrate", "ironing_spacing", "ironing_speed", "fuzzy_skin",
        "fuzzy_skin_thickness", "fuzzy_skin_point_dist",
        // Adhesion
        "skirt_height", "min_skirt_length", "draft_shield", "brim_type", "brim_separation", "raft_layers", "raft_contact_distance",
        "raft_expansion", "raft_first_layer_expansion", "raft_first_layer_density",
        // Supports
        "support_material", "support_material_auto", "support_material_style", "support_material_pattern", "support_material_threshold",
        "support_material_enforce_layers", "support_material_buildplate_only", "dont_support_bridges", "support_material_contact_distance",
        "support_material_bottom_contact_distance", "support_material_xy_spacing", "support_material_spacing", "support_material_angle",
        "support_material_with_sheath", "support_material_closing_radius", "support_material_interface_layers",
        "support_material_bottom_interface_layers", "support_material_interface_pattern", "support_material_interface_spacing",
        "support_material_interface_contact_loops", "support_tree_angle", "support_tree_angle_slow", "support_tree_branch_diameter",
        "support_tree_branch_diameter_angle", "support_tree_branch_diameter_double_wall", "support_tree_branch_distance",
        "support_tree_tip_diameter", "support_tree_top_rate", "support_material_speed", "support_material_interface_speed",
        // Speeds and output
        "small_perimeter_speed", "first_layer_infill_speed", "max_print_speed", "enable_dynamic_overhang_speeds", "overhang_speed_0",
        "overhang_speed_1", "overhang_speed_2", "overhang_speed_3", "gcode_resolution", "arc_fitting", "complete_objects",
        "only_retract_when_crossing_perimeters",
        // Filament and printer
        "full_fan_speed_layer", "chamber_temperature", "retract_restart_extra", "retract_length_toolchange",
        "retract_restart_extra_toolchange", "wipe", "retract_before_wipe", "use_firmware_retraction", "use_relative_e_distances",
        "machine_max_junction_deviation", "machine_min_extruding_rate", "machine_min_travel_rate", "toolchange_gcode",
        "between_objects_gcode", "color_change_gcode", "pause_print_gcode", "template_custom_gcode",
    ]
}
