internal import ImpressionSlicing

/// Rows about what is inside walls and on surfaces.
extension PrintSettings {
    static let patterns = FillPatterns.names

    static let fills: [Setting<PrintSettings>] = [
        .choice("fill_pattern", "fill_pattern", \.slice.fill.sparsePattern, patterns, "Pattern of the inside"),
        .choice("top_fill_pattern", "top_pattern", \.slice.fill.topPattern, patterns, "Pattern of top surfaces"),
        .choice("bottom_fill_pattern", "bottom_pattern", \.slice.fill.bottomPattern, patterns, "Pattern of bottom surfaces"),
        .text("top_fill_picture", "top_fill_picture", \.topFillPicture, "A picture laid over the piece: lines of top surfaces follow its contours, and shine as it does").ours,
        .number("bridge_angle", "bridge_angle", \.slice.fill.bridgeAngle, 0...360, "Direction of bridges, degrees; 0 finds the best for each"),
        .number("infill_anchor", "fill_anchor", \.slice.fill.anchor, 0...1000, "Length of the piece of wall that a sparse line is continued by, mm or a percentage of its width",
                percentOf: { $0.slice.lineWidth(of: .sparseInfill) }),
        .number("infill_anchor_max", "fill_anchor_limit", \.slice.fill.anchorLimit, 0...1000,
                "Sparse lines are joined along the wall where the way is no longer, mm or a percentage of their width", percentOf: { $0.slice.lineWidth(of: .sparseInfill) }),
        .whole("infill_every_layers", "fill_every_layers", \.slice.fill.everyLayers, 1...100, "Sparse fill is drawn once in so many layers"),
        .whole("solid_infill_every_layers", "solid_every_layers", \.slice.fill.solidEveryLayers, 0...10_000, "Every so-manieth layer is solid; 0 makes none so"),
        .number("solid_infill_below_area", "solid_below_area", \.slice.fill.solidBelowArea, 0...1e6, "Smaller sparse areas become solid, mm²"),
        .flag("infill_first", "fill_first", \.slice.fill.isFirst, "Fill before walls"),
        .number("top_solid_min_thickness", "top_thickness", \.slice.fill.topThickness, 0...1000, "Top surfaces are at least so thick, mm"),
        .number("bottom_solid_min_thickness", "bottom_thickness", \.slice.fill.bottomThickness, 0...1000, "Bottom surfaces are at least so thick, mm"),
        .word("ensure_vertical_shell_thickness", "vertical_shells", \.slice.fill.verticalShells, "How sloped walls keep their thickness where a layer steps back"),
    ]

    static let surfaces: [Setting<PrintSettings>] = [
        .flag("ironing", "ironing", \.slice.ironing.isOn, "Top surfaces are drawn once more to smooth them"),
        .word("ironing_type", "ironed_surfaces", \.slice.ironing.surfaces, "Which surfaces are ironed"),
        .share("ironing_flowrate", "ironing_flow", \.slice.ironing.flow, 0...1, "Share of the plastic of a full layer"),
        .number("ironing_spacing", "ironing_spacing", \.slice.ironing.spacing, 0.01...10, "Between passes, mm"),
        .word("fuzzy_skin", "fuzzy_skin", \.slice.fuzzy.walls, "Which walls tremble, so that the surface looks rough"),
        .number("fuzzy_skin_thickness", "fuzzy_skin_thickness", \.slice.fuzzy.thickness, 0...10, "Greatest deviation to either side, mm"),
        .number("fuzzy_skin_point_dist", "fuzzy_skin_point_distance", \.slice.fuzzy.pointDistance, 0.01...100, "Mean distance between bends, mm"),
    ]
}
