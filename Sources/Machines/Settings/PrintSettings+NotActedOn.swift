extension PrintSettings {
    /// Settings that stand in the tables though nothing acts on them yet. Whoever makes one work takes it off the list.
    public static let notActedOn = [
        // Outlines
        "min_layer_height", "max_layer_height",
        // Walls
        "extra_perimeters", "extra_perimeters_on_overhangs", "top_one_perimeter_type",
        // Fill and surfaces
        "infill_every_layers", "ensure_vertical_shell_thickness",
        // Speeds and output
        "max_print_speed",
        // Filament and printer
        "template_custom_gcode",
    ]
}
