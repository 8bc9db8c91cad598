/// PrusaSlicer's settings that have no counterpart here, each group with the reason.
enum UnsupportedSettings {
    /// nil for a setting that is supported, or that nobody knows.
    static func reason(for key: String) -> String? {
        if descriptive.contains(key) { return "it describes the profile and changes no print" }
        return groups.first { $0.keys.contains(key) }?.reason
    }

    static var keys: [String] { groups.flatMap(\.keys) + descriptive }

    /// Names, notes and addresses: an import passes them over without a word.
    static let descriptive = [
        "bed_custom_model", "bed_custom_texture", "compatible_printers", "compatible_printers_condition", "compatible_printers_condition_cummulative",
        "compatible_prints", "compatible_prints_condition", "compatible_prints_condition_cummulative", "default_filament_profile",
        "default_print_profile", "filament_abrasive", "filament_notes", "filament_settings_id", "filament_soluble", "filament_spool_weight",
        "filament_vendor", "host_type", "inherits", "inherits_cummulative", "inherits_group", "notes", "nozzle_high_flow", "physical_printer_settings_id",
        "print_host", "print_settings_id", "printer_settings_id", "printer_technology", "printhost_apikey", "printhost_authorization_type",
        "printhost_cafile", "printhost_password", "printhost_port", "printhost_ssl_ignore_revoke", "printhost_user", "profile_vendor", "profile_version",
        "renamed_from", "alias",
    ]

    private static let groups: [(reason: String, keys: [String])] = [
        ("materials are changed without ramming, and parts have one extruder each", [
            "bed_temperature_extruder", "cooling_tube_length", "cooling_tube_retraction", "extra_loading_move", "extruder", "extruder_colour",
            "filament_cooling_final_speed", "filament_cooling_initial_speed", "filament_cooling_moves", "filament_load_time", "filament_loading_speed",
            "filament_loading_speed_start", "filament_minimal_purge_on_wipe_tower", "filament_multitool_ramming", "filament_multitool_ramming_flow",
            "filament_multitool_ramming_volume", "filament_purge_multiplier", "filament_ramming_parameters", "filament_stamping_distance",
            "filament_stamping_loading_speed", "filament_toolchange_delay", "filament_unload_time", "filament_unloading_speed",
            "filament_unloading_speed_start", "high_current_on_filament_swap", "idle_temperature", "infill_extruder", "interlocking_beam",
            "interlocking_beam_layer_count", "interlocking_beam_width", "interlocking_boundary_avoidance", "interlocking_depth",
            "interlocking_orientation", "mmu_segmented_region_interlocking_depth", "mmu_segmented_region_max_width", 
            "parking_pos_retraction", "perimeter_extruder", "single_extruder_multi_material_priming", "solid_infill_extruder",
            "standby_temperature_delta", "wipe_into_objects",
        ]),
        ("the purge tower has one shape", [
            "wipe_tower_acceleration", "wipe_tower_bridging", "wipe_tower_brim_width", "wipe_tower_cone_angle", "wipe_tower_extra_flow",
            "wipe_tower_extra_spacing", "wipe_tower_extruder", "wipe_tower_no_sparse_layers", "wipe_tower_rotation_angle",
            "wipe_tower_x", "wipe_tower_y", "wiping_volumes_extruders", "wiping_volumes_use_custom_matrix",
        ]),
        ("the nozzle rises straight up before a travel, without a ramp", ["travel_lift_before_obstacle", "travel_max_lift", "travel_ramping_lift", "travel_slope"]),
        ("overhangs that curl are not told apart", ["avoid_crossing_curled_overhangs"]),
        ("seams close without a gap, one above the other", ["seam_gap_distance", "staggered_inner_seams"]),
        ("fill is not combined over layers by itself", ["automatic_infill_combination", "automatic_infill_combination_max_layer_height"]),
        ("the flow is limited, but not how fast it changes", [
            "max_volumetric_extrusion_rate_slope_negative", "max_volumetric_extrusion_rate_slope_positive",
        ]),
        ("walls that hang over get one fan speed", [
            "cooling_perimeter_transition_distance", "cooling_slowdown_logic", "enable_dynamic_fan_speeds", "overhang_fan_speed_0", "overhang_fan_speed_1",
            "overhang_fan_speed_2", "overhang_fan_speed_3",
        ]),
        ("fill has one speed limit, the filament's flow", ["filament_infill_max_crossing_speed", "filament_infill_max_speed"]),
        ("over a raft the first layer's speed and acceleration hold", ["first_layer_acceleration_over_raft", "first_layer_speed_over_raft"]),
        ("supports and layers of the piece share their heights", ["support_material_synchronize_layers"]),
        ("no program is run on the finished file, and none of its lines are replaced", ["gcode_substitutions", "post_process"]),
        ("the output is named on the command line", ["output_filename_format"]),
        ("the later of two overlapping parts always has the place", ["clip_multipart_objects"]),
        ("copies are spaced by the command line", ["duplicate_distance"]),
        ("filament is the axis E", ["extrusion_axis"]),
        ("each thumbnail's format is named with its size", ["thumbnails_format"]),
        ("the chamber's temperature is not waited for", ["chamber_minimal_temperature"]),
        ("temperatures are written by the printer's start code", ["autoemit_temperature_commands"]),
    ]
}
