extension PrintSettings {
    /// Settings that stand in the tables though nothing acts on them yet. Whoever makes one work takes it off the list.
    public static let notActedOn = [
        // Outlines
        "min_layer_height", "max_layer_height",
        // Walls
        "extra_perimeters", "extra_perimeters_on_overhangs", "top_one_perimeter_type",
        // Fill and surfaces
        "infill_every_layers",
        "infill_first",
        "ensure_vertical_shell_thickness",
        // Speeds and output
        "small_perimeter_speed", "first_layer_infill_speed", "max_print_speed", "enable_dynamic_overhang_speeds", "overhang_speed_0",
        "overhang_speed_1", "overhang_speed_2", "overhang_speed_3", "gcode_resolution", "arc_fitting", "complete_objects",
        // Filament and printer
        "full_fan_speed_layer", "chamber_temperature", "retract_restart_extra",
        "retract_restart_extra_toolchange", "wipe", "retract_before_wipe", "use_firmware_retraction", "use_relative_e_distances",
        "machine_max_junction_deviation", "machine_min_extruding_rate", "machine_min_travel_rate",
        "between_objects_gcode", "template_custom_gcode",
    ]
}
