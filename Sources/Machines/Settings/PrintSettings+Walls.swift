internal import ImpressionSlicing

/// Rows about outlines, walls and the widths of lines.
extension PrintSettings {
    static let widths: [Setting<PrintSettings>] = [
        width("perimeter_extrusion_width", "wall_line_width", \.slice.widths.wall, "Inner walls"),
        width("external_perimeter_extrusion_width", "outer_wall_line_width", \.slice.widths.externalWall, "Outer walls").base,
        width("infill_extrusion_width", "infill_line_width", \.slice.widths.sparseInfill, "Sparse fill").base,
        width("solid_infill_extrusion_width", "solid_infill_line_width", \.slice.widths.solidInfill, "Solid fill"),
        width("top_infill_extrusion_width", "top_line_width", \.slice.widths.topSolidInfill, "Top surfaces"),
        width("support_material_extrusion_width", "support_line_width", \.slice.widths.support, "Supports"),
    ]

    private static func width(_ key: String, _ plainName: String, _ path: Setting<PrintSettings>.Path<Double>, _ what: String) -> Setting<PrintSettings> {
        .number(key, plainName, path, 0.05...4, "\(what): width of a line, mm or a percentage of layer_height; 0 takes extrusion_width",
                percentOf: { $0.slice.layerHeight }, orZero: true)
    }

    static let walls: [Setting<PrintSettings>] = [
        .word("perimeter_generator", "wall_generator", \.slice.walls.generator, "Walls of one width, or of widths that fill the outline"),
        .flag("external_perimeters_first", "outer_walls_first", \.slice.walls.drawsExternalFirst, "The outer wall before the inner ones"),
        .flag("extra_perimeters", "extra_walls", \.slice.walls.addsExtra, "One more wall where a slope would show the fill"),
        .flag("extra_perimeters_on_overhangs", "extra_overhang_walls", \.slice.walls.addsExtraOnOverhangs, "More walls where they hang over nothing"),
        .flag("thin_walls", "thin_walls", \.slice.walls.drawsThinWalls, "Places narrower than two lines are drawn as one"),
        .flag("gap_fill_enabled", "gap_fill", \.slice.walls.fillsGaps, "What remains between walls is filled"),
        .flag("overhangs", "overhang_walls", \.slice.detectsOverhangs, "Walls that hang over nothing are drawn as bridges are"),
        .flag("only_one_perimeter_first_layer", "one_wall_first_layer", \.slice.walls.isOnlyOneOnFirstLayer, "A single wall on the first layer"),
        .word("top_one_perimeter_type", "one_wall_on_top", \.slice.walls.onlyOneOnTop, "Where a single wall leaves the rest of a top surface to its fill"),
        .flag("avoid_crossing_perimeters", "avoid_crossing_walls", \.slice.walls.avoidsCrossing, "Travels go around outlines rather than across"),
        .number("avoid_crossing_perimeters_max_detour", "greatest_detour", \.slice.greatestDetour, 0...10_000, "A way around may be longer by this, mm; 0 sets no limit"),
        .word("seam_position", "seam", \.slice.seamPosition, "Where walls begin and end"),
        .word("scarf_seam_placement", "scarf_walls", \.slice.walls.scarf.walls, "Which walls begin and end in a ramp, without a step"),
        .flag("scarf_seam_only_on_smooth", "scarf_only_smooth", \.slice.walls.scarf.onlyWhereSmooth, "Ramps only where no corner hides the seam"),
        .share("scarf_seam_start_height", "scarf_start_height", \.slice.walls.scarf.startHeight, 0...0.95, "Height at which ramps begin, share of the layer's"),
        .flag("scarf_seam_entire_loop", "scarf_whole_loop", \.slice.walls.scarf.isWholeLoop, "Ramps go all the way round"),
        .number("scarf_seam_length", "scarf_length", \.slice.walls.scarf.length, 0...1000, "Length of ramps, mm"),
        .number("scarf_seam_max_segment_length", "scarf_step", \.slice.walls.scarf.step, 0.05...100, "Longest piece of a ramp that rises as one, mm"),
        .flag("scarf_seam_on_inner_perimeters", "scarf_inner_walls", \.slice.walls.scarf.includesInner, "Ramps on inner walls, too"),
        nozzleShare("wall_transition_length", "wall_transition_length", \.slice.walls.variable.transitionLength, "Way along which two lines become three"),
        nozzleShare("wall_transition_filter_deviation", "wall_transition_deviation", \.slice.walls.variable.transitionDeviation,
                    "How far widths may leave their limits so that the number of lines does not change back and forth"),
        .number("wall_transition_angle", "wall_transition_angle", \.slice.walls.variable.transitionAngle, 1...59, "Blunter wedges change their number of lines, degrees"),
        .whole("wall_distribution_count", "wall_distribution_count", \.slice.walls.variable.distributionCount, 1...100, "Lines from the middle that share a change of width"),
        nozzleShare("min_feature_size", "least_feature", \.slice.walls.variable.leastFeature, "Narrower outlines are not drawn"),
    ]

    private static func nozzleShare(_ key: String, _ plainName: String, _ path: Setting<PrintSettings>.Path<Double>, _ what: String) -> Setting<PrintSettings> {
        .number(key, plainName, path, 0...10, "\(what), mm or a percentage of the nozzle", percentOf: { $0.slice.nozzleDiameter })
    }

    static let outlines: [Setting<PrintSettings>] = [
        .number("resolution", "resolution", \.slice.resolution, 0...1, "Detail of outlines finer than this is left out, mm"),
        .number("slice_closing_radius", "closing_radius", \.slice.outline.closingRadius, 0...10, "Gaps narrower than twice this are closed, mm"),
        .word("slicing_mode", "slicing_mode", \.slice.outline.mode, "What counts as inside where outlines cross or nest wrongly"),
        .number("xy_size_compensation", "outline_growth", \.slice.outline.growth, -10...10, "Growth of outlines, mm; negative shrinks"),
        .number("xy_hole_compensation", "hole_growth", \.slice.outline.holeGrowth, -10...10, "Growth of holes, mm; negative narrows").ours,
        .share("filament_shrinkage_compensation_xy", "shrinkage", \.slice.outline.shrinkage, -0.1...0.1, "How much the plastic shrinks, along the plate"),
        .share("filament_shrinkage_compensation_z", "vertical_shrinkage", \.slice.outline.verticalShrinkage, -0.1...0.1, "How much the plastic shrinks, upwards"),
        .flag("spiral_vase", "spiral", \.slice.outline.isSpiral, "One wall without steps between layers, open on top"),
        .number("min_layer_height", "least_layer_height", \.slice.outline.leastLayerHeight, 0.005...2, "Thinnest layer where heights vary, mm"),
        .number("max_layer_height", "greatest_layer_height", \.slice.outline.greatestLayerHeight, 0...2, "Thickest layer where heights vary, mm; 0 takes three quarters of the nozzle"),
        .flag("adaptive_layers", "adaptive_layers", \.adaptsLayers, "Layers are thin where the surface is flat and thick where it is steep").ours,
        .number("adaptive_cusp", "adaptive_cusp", \.layerCusp, 0.001...1, "Greatest distance between surface and steps there, mm").ours,
        .numbers("layer_tops", "layer_tops", \.slice.layers.tops, 0.005...10_000, "Tops of the first layers, mm, with commas between; the others have layer_height").ours,
        .numbers("layer_levels", "layer_levels", \.slice.layers.levels, 0...10_000, "Heights at which a layer ends, mm, with commas between").ours,
        .flag("layers_follow_flats", "layers_follow_flats", \.slice.layers.followsFlats, "Layers end at the level faces of the model").ours,
    ]
}
