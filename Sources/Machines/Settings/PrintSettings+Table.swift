internal import ImpressionGeometry
internal import ImpressionSlicing

extension PrintSettings: Configurable {
    public static let settings: [Setting<PrintSettings>] = sizes + outlines + widths + walls + fills + surfaces + adhesion + supports + speeds + accelerations + output

    static let sizes: [Setting<PrintSettings>] = [
        .number("layer_height", "layer_height", \.slice.layerHeight, 0.01...2, "Height of each layer above the first, mm").base,
        .number("first_layer_height", "first_layer_height", \.slice.firstLayerHeight, 0.05...2, "Height of the first layer, mm or a percentage of layer_height",
                percentOf: { $0.slice.layerHeight }).base,
        .number("nozzle_diameter", "nozzle", \.slice.nozzleDiameter, 0.1...2, "Bore of the nozzle, mm").base,
        .number("extrusion_width", "line_width", \.slice.lineWidth, 0.05...4, "Width of a line, mm or a percentage of layer_height; 0 takes 1.125 nozzles",
                percentOf: { $0.slice.layerHeight }, automatic: { $0.slice.nozzleDiameter * 1.125 }).base,
        .number("first_layer_extrusion_width", "first_layer_line_width", \.slice.firstLayerLineWidth, 0.05...4,
                "Width of the first layer's lines, mm or a percentage of first_layer_height; 0 takes extrusion_width",
                percentOf: { $0.slice.firstLayerHeight }, automatic: { $0.slice.lineWidth }),
        .number("min_bead_width", "least_line_width", \.slice.leastLineWidth, 0.05...4, "Narrowest line that is drawn, mm or a percentage of the nozzle",
                percentOf: { $0.slice.nozzleDiameter }),
        .number("greatest_line_width", "greatest_line_width", \.slice.greatestLineWidth, 0.05...4, "Widest line that is drawn, mm or a percentage of the nozzle",
                percentOf: { $0.slice.nozzleDiameter }).ours,
        .whole("perimeters", "walls", \.slice.wallCount, 0...100, "Walls around each island"),
        .share("fill_density", "fill_density", \.slice.fillDensity, 0...1, "Share of the inside that is filled"),
        .number("fill_angle", "fill_angle", \.fillAngleDegrees, 0...360, "Direction of the first layer's fill, degrees"),
        .share("infill_overlap", "infill_overlap", \.slice.infillOverlap, 0...1, "How far fill runs into the innermost wall, share of a line"),
        .whole("top_solid_layers", "top_layers", \.slice.topSolidLayers, 0...10_000, "Solid layers under each top surface"),
        .whole("bottom_solid_layers", "bottom_layers", \.slice.bottomSolidLayers, 0...10_000, "Solid layers over each bottom surface"),
        .whole("skirts", "skirt_loops", \.slice.skirtLoops, 0...100, "Loops drawn around the piece to prime the nozzle"),
        .number("skirt_distance", "skirt_distance", \.slice.skirtDistance, 0...100, "From the piece to the skirt, mm"),
        .number("brim_width", "brim_width", \.slice.brimWidth, 0...100, "Width of the brim, mm"),
        .number("elefant_foot_compensation", "elephant_foot", \.slice.elephantFoot, 0...2, "How far the first layer's outline is drawn in, mm"),
    ]

    private static let speeds: [Setting<PrintSettings>] = [
        .number("perimeter_speed", "wall_speed", \.wallSpeed, 0...2000, "Inner walls, mm/s").base,
        .number("external_perimeter_speed", "outer_wall_speed", \.externalWallSpeed, 0...2000, "Outer walls, mm/s or a percentage of perimeter_speed", percentOf: { $0.wallSpeed }).base,
        .number("infill_speed", "infill_speed", \.infillSpeed, 0...2000, "Sparse fill, mm/s").base,
        .number("solid_infill_speed", "solid_infill_speed", \.solidInfillSpeed, 0...2000, "Solid fill, mm/s or a percentage of infill_speed", percentOf: { $0.infillSpeed }).base,
        .number("top_solid_infill_speed", "top_speed", \.topSolidInfillSpeed, 0...2000, "Top surfaces, mm/s or a percentage of solid_infill_speed",
                percentOf: { $0.solidInfillSpeed }),
        .number("bridge_speed", "bridge_speed", \.bridgeSpeed, 1...2000, "Bridges, mm/s"),
        .number("gap_fill_speed", "gap_fill_speed", \.gapFillSpeed, 0...2000, "Gap fill, mm/s or a percentage of perimeter_speed", percentOf: { $0.wallSpeed }),
        .number("travel_speed", "travel_speed", \.travelSpeed, 1...2000, "Moves that draw nothing, mm/s"),
        .number("travel_speed_z", "vertical_travel_speed", \.verticalTravelSpeed, 0...2000, "Moves straight up or down, mm/s; 0 takes the printer's limit"),
        .number("first_layer_speed", "first_layer_speed", \.firstLayerSpeed, 1...2000, "Nothing on the first layer is drawn faster, mm/s or a percentage of perimeter_speed",
                percentOf: { $0.wallSpeed }),
        .number("small_perimeter_speed", "small_wall_speed", \.smallWallSpeed, 0...2000, "Walls of short loops, mm/s or a percentage of perimeter_speed",
                percentOf: { $0.wallSpeed }),
        .number("first_layer_infill_speed", "first_layer_fill_speed", \.firstLayerFillSpeed, 0...2000, "Fill of the first layer, mm/s; 0 takes first_layer_speed",
                percentOf: { $0.infillSpeed }),
        .number("ironing_speed", "ironing_speed", \.ironingSpeed, 1...2000, "Ironing, mm/s"),
        .number("support_material_speed", "support_speed", \.supportSpeed, 0...2000, "Supports, mm/s").base,
        .number("support_material_interface_speed", "support_interface_speed", \.supportInterfaceSpeed, 0...2000,
                "Interface of supports, mm/s or a percentage of support_material_speed", percentOf: { $0.supportSpeed }),
        .number("max_print_speed", "maximum_speed", \.maximumSpeed, 1...2000, "Speed of what is set to 0, where the flow does not bear less, mm/s"),
        .flag("enable_dynamic_overhang_speeds", "slow_overhangs", \.slowsOverhangs, "Walls slow down where little carries them"),
        .number("overhang_speed_0", "overhang_speed_0", \.overhangSpeeds.x, 0...2000, "Where nothing carries a wall, mm/s or a percentage of external_perimeter_speed",
                percentOf: { $0.externalWallSpeed }),
        .number("overhang_speed_1", "overhang_speed_1", \.overhangSpeeds.y, 0...2000, "Where a quarter is carried", percentOf: { $0.externalWallSpeed }),
        .number("overhang_speed_2", "overhang_speed_2", \.overhangSpeeds.z, 0...2000, "Where half is carried", percentOf: { $0.externalWallSpeed }),
        .number("overhang_speed_3", "overhang_speed_3", \.overhangSpeeds.w, 0...2000, "Where three quarters are carried", percentOf: { $0.externalWallSpeed }),
        .number("max_volumetric_speed", "maximum_flow", \.maximumFlow, 0...200, "Most plastic a second, mm³/s; 0 leaves it to the filament"),
    ]

    private static let accelerations: [Setting<PrintSettings>] = [
        .number("default_acceleration", "acceleration", \.acceleration, 0...100_000, "Where nothing else is said, mm/s²; 0 keeps the machine's"),
        .number("perimeter_acceleration", "wall_acceleration", \.wallAcceleration, 0...100_000, "Inner walls, mm/s²; 0 takes the default"),
        .number("external_perimeter_acceleration", "outer_wall_acceleration", \.externalWallAcceleration, 0...100_000, "Outer walls, mm/s²; 0 takes the default"),
        .number("infill_acceleration", "infill_acceleration", \.infillAcceleration, 0...100_000, "Sparse fill, mm/s²; 0 takes the default"),
        .number("solid_infill_acceleration", "solid_infill_acceleration", \.solidInfillAcceleration, 0...100_000, "Solid fill, mm/s²; 0 takes the default"),
        .number("top_solid_infill_acceleration", "top_acceleration", \.topSolidInfillAcceleration, 0...100_000, "Top surfaces, mm/s²; 0 takes the default"),
        .number("bridge_acceleration", "bridge_acceleration", \.bridgeAcceleration, 0...100_000, "Bridges, mm/s²; 0 takes the default"),
        .number("first_layer_acceleration", "first_layer_acceleration", \.firstLayerAcceleration, 0...100_000, "First layer, mm/s²; 0 sets none of its own"),
        .number("travel_acceleration", "travel_acceleration", \.travelAcceleration, 0...100_000, "Moves that draw nothing, mm/s²; 0 keeps the machine's"),
    ]

    static let output: [Setting<PrintSettings>] = [
        .number("bridge_flow_ratio", "bridge_flow", \.bridgeFlow, 0.1...2, "Plastic in a bridge, share of a thread as wide as the nozzle"),
        .flag("wipe_tower", "purge_tower", \.purgesOnTower, "Purges on a tower when materials change"),
        .number("wipe_tower_width", "purge_tower_width", \.purgeTowerWidth, 5...500, "Width of the purge tower, mm"),
        .number("multimaterial_purging", "purge_volume", \.purgeVolume, 0...10_000, "Plastic pushed out when the material changes, mm³"),
        .numbers("wiping_volumes_matrix", "purge_volumes", \.purgeVolumes, 0...10_000, "The same for each change, from the first extruder to each, from the second to each, …; empty takes multimaterial_purging for all"),
        .flag("wipe_into_infill", "purge_into_fill", \.wipesIntoFill, "Sparse fill takes what it can of the plastic pushed out"),
        .mixes("mixed_extruders", "mixed_extruders", \.slice.mixes, "Extruders whose layers others draw in turn, so that colours mix: 3:1-1-2 for the third").ours,
        .number("gcode_resolution", "gcode_resolution", \.gcodeResolution, 0...1, "Bends finer than this are left out of the G-code, mm"),
        .word("arc_fitting", "arcs", \.arcs, "Whether curves are written as arcs"),
        .flag("complete_objects", "one_by_one", \.printsOneByOne, "Each object is finished before the next begins"),
        .number("extruder_clearance_radius", "head_radius", \.headRadius, 0...300, "Room that the print head needs around the nozzle where objects are printed one by one, mm"),
        .number("extruder_clearance_height", "head_height", \.headHeight, 0...1000, "What passes under the head's carriage there, mm"),
        .flag("only_retract_when_crossing_perimeters", "retract_across_walls_only", \.retractsOnlyAcrossWalls, "Travels inside the outline are made without drawing back"),
        .flag("remaining_times", "progress", \.showsProgress, "M73 lines with percentage and minutes left"),
        .choice("gcode_label_objects", "object_labels", \.objectLabels, ObjectLabels.allCases.map(\.rawValue), "How objects are marked for cancelling"),
    ]

    /// `slice.fillAngle` as tables write it.
    var fillAngleDegrees: Double {
        get { slice.fillAngle.degrees }
        set { slice.fillAngle = Angle(degrees: newValue) }
    }
}
