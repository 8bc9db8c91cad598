internal import ImpressionSlicing

/// Rows about what holds the piece on the plate and carries its overhangs.
extension PrintSettings {
    static let adhesion: [Setting<PrintSettings>] = [
        .whole("skirt_height", "skirt_height", \.slice.adhesion.skirtHeight, 0...10_000, "Layers of the skirt"),
        .number("min_skirt_length", "least_skirt_length", \.slice.adhesion.leastSkirtLength, 0...10_000, "More loops are drawn until they use this much filament, mm"),
        .word("draft_shield", "draft_shield", \.slice.adhesion.draftShield, "A skirt that keeps cold air from the piece"),
        .word("brim_type", "brim_place", \.slice.adhesion.brim, "Where the brim is drawn"),
        .number("brim_separation", "brim_gap", \.slice.adhesion.brimGap, 0...10, "Between the piece and its brim, mm"),
        .whole("raft_layers", "raft_layers", \.slice.adhesion.raft.layers, 0...1000, "Layers under the piece"),
        .number("raft_contact_distance", "raft_gap", \.slice.adhesion.raft.gap, 0...10, "Free height between raft and piece, mm"),
        .number("raft_expansion", "raft_reach", \.slice.adhesion.raft.reach, 0...100, "How far the raft reaches beyond the piece, mm"),
        .number("raft_first_layer_expansion", "raft_first_layer_reach", \.slice.adhesion.raft.firstLayerReach, 0...100, "How far its first layer reaches beyond the raft, mm"),
        .share("raft_first_layer_density", "raft_first_layer_density", \.slice.adhesion.raft.firstLayerDensity, 0.1...1, "Share of its first layer that is filled"),
    ]

    static let supports: [Setting<PrintSettings>] = carriers + interfaces + trees

    private static let carriers: [Setting<PrintSettings>] = [
        .flag("support_material", "supports", \.slice.support.isOn, "Overhangs are carried"),
        .flag("support_material_auto", "automatic_supports", \.slice.support.isAutomatic, "Overhangs are found by themselves"),
        .whole("support_material_extruder", "support_extruder", \.slice.support.extruder, 0...255, "Extruder of supports and raft, from 1; 0 takes the piece's"),
        .whole("support_material_interface_extruder", "support_interface_extruder", \.slice.support.interfaceExtruder, 0...255, "Extruder of their dense layers, from 1; 0 takes the piece's"),
        .word("support_material_style", "support_style", \.slice.support.style, "Blocks on a grid, blocks that follow the overhang, or trunks"),
        .word("support_material_pattern", "support_pattern", \.slice.support.pattern, "Pattern of supports"),
        .number("support_material_threshold", "support_threshold", \.slice.support.threshold, 0...90,
                "Flatter surfaces are carried, degrees above the plate; 0 finds it from line width and layer height"),
        .whole("support_material_enforce_layers", "enforced_support_layers", \.slice.support.enforcedLayers, 0...5000, "First layers that carry everything whatever the threshold"),
        .flag("support_material_buildplate_only", "supports_from_plate_only", \.slice.support.isFromPlateOnly, "Supports begin on the plate only"),
        .flag("dont_support_bridges", "spare_bridges", \.slice.support.sparesBridges, "Bridges carry themselves"),
        .number("support_material_contact_distance", "support_gap", \.slice.support.gap, 0...10, "Free height between support and what it carries, mm"),
        .number("support_material_bottom_contact_distance", "support_bottom_gap", \.slice.support.bottomGap, 0...10,
                "Free height where a support stands on the piece, mm; 0 takes support_material_contact_distance"),
        .number("support_material_xy_spacing", "support_side_gap", \.slice.support.sideGap, 0...10,
                "Free width between support and walls, mm or a percentage of the outer wall's width", percentOf: { $0.slice.lineWidth(of: .externalWall) }),
        .number("support_material_spacing", "support_spacing", \.slice.support.spacing, 0...100, "Between lines of a support, mm"),
        .number("support_material_angle", "support_angle", \.slice.support.angle, 0...360, "Direction of a support's lines, degrees"),
        .flag("support_material_with_sheath", "support_sheath", \.slice.support.hasSheath, "A line around each support"),
        .number("support_material_closing_radius", "support_closing_radius", \.slice.support.closingRadius, 0...100, "Gaps between supports narrower than twice this are closed, mm"),
    ]

    private static let interfaces: [Setting<PrintSettings>] = [
        .whole("support_material_interface_layers", "support_interface_layers", \.slice.support.interface.layers, 0...100, "Dense layers under what is carried"),
        .whole("support_material_bottom_interface_layers", "support_bottom_interface_layers", \.slice.support.interface.bottomLayers, -1...100,
               "Dense layers on what the support stands on; -1 takes support_material_interface_layers"),
        .word("support_material_interface_pattern", "support_interface_pattern", \.slice.support.interface.pattern, "Pattern of the dense layers"),
        .number("support_material_interface_spacing", "support_interface_spacing", \.slice.support.interface.spacing, 0...100, "Free space between their lines, mm"),
        .flag("support_material_interface_contact_loops", "support_interface_loops", \.slice.support.interface.hasLoops, "Loops instead of lines on the last dense layer"),
    ]

    private static let trees: [Setting<PrintSettings>] = [
        .number("support_tree_angle", "tree_angle", \.slice.support.tree.angle, 0...85, "Greatest lean of a branch from the upright, degrees"),
        .number("support_tree_angle_slow", "tree_preferred_angle", \.slice.support.tree.preferredAngle, 0...85, "Lean of a branch that is preferred, degrees"),
        .number("support_tree_branch_diameter", "tree_branch_diameter", \.slice.support.tree.branchDiameter, 0.1...100, "Of branches, mm"),
        .number("support_tree_branch_diameter_angle", "tree_branch_widening", \.slice.support.tree.branchWidening, 0...15, "How branches thicken downwards, degrees"),
        .number("support_tree_branch_diameter_double_wall", "tree_double_wall_diameter", \.slice.support.tree.doubleWallDiameter, 0...100, "Thicker branches get a second wall, mm"),
        .number("support_tree_branch_distance", "tree_branch_distance", \.slice.support.tree.branchDistance, 0...10, "Between neighbouring branches, mm"),
        .number("support_tree_tip_diameter", "tree_tip_diameter", \.slice.support.tree.tipDiameter, 0.1...100, "Of tips, mm"),
        .share("support_tree_top_rate", "tree_top_density", \.slice.support.tree.topDensity, 0...1, "Share of an overhang that tips carry"),
    ]
}
