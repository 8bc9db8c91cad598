@testable import ImpressionMachines
import ImpressionSlicing
import Testing

/// PrusaSlicer's settings that people meet first.
private let common = """
    layer_height first_layer_height min_layer_height max_layer_height nozzle_diameter filament_diameter filament_density filament_cost filament_type \
    filament_colour extrusion_multiplier extrusion_width perimeter_extrusion_width external_perimeter_extrusion_width infill_extrusion_width \
    solid_infill_extrusion_width top_infill_extrusion_width support_material_extrusion_width first_layer_extrusion_width perimeters perimeter_generator \
    wall_transition_length wall_transition_filter_deviation wall_transition_angle wall_distribution_count min_feature_size min_bead_width \
    external_perimeters_first extra_perimeters extra_perimeters_on_overhangs thin_walls gap_fill_enabled overhangs top_one_perimeter_type \
    only_one_perimeter_first_layer top_solid_layers bottom_solid_layers top_solid_min_thickness bottom_solid_min_thickness ensure_vertical_shell_thickness \
    fill_density fill_pattern top_fill_pattern bottom_fill_pattern fill_angle bridge_angle infill_overlap infill_anchor infill_anchor_max infill_every_layers \
    solid_infill_every_layers solid_infill_below_area infill_first only_retract_when_crossing_perimeters ironing ironing_type ironing_flowrate \
    ironing_spacing ironing_speed perimeter_speed external_perimeter_speed small_perimeter_speed infill_speed solid_infill_speed top_solid_infill_speed \
    gap_fill_speed bridge_speed bridge_flow_ratio thick_bridges enable_dynamic_overhang_speeds overhang_speed_0 overhang_speed_1 overhang_speed_2 \
    overhang_speed_3 travel_speed travel_speed_z first_layer_speed first_layer_infill_speed max_print_speed max_volumetric_speed \
    filament_max_volumetric_speed default_acceleration perimeter_acceleration external_perimeter_acceleration infill_acceleration solid_infill_acceleration \
    top_solid_infill_acceleration bridge_acceleration first_layer_acceleration travel_acceleration wipe_tower_acceleration machine_limits_usage \
    machine_max_feedrate_x machine_max_feedrate_y machine_max_feedrate_z machine_max_feedrate_e machine_max_acceleration_x machine_max_acceleration_y \
    machine_max_acceleration_z machine_max_acceleration_e machine_max_acceleration_extruding machine_max_acceleration_retracting \
    machine_max_acceleration_travel machine_max_jerk_x machine_max_jerk_y machine_max_jerk_z machine_max_jerk_e machine_max_junction_deviation \
    machine_min_extruding_rate machine_min_travel_rate temperature first_layer_temperature bed_temperature first_layer_bed_temperature chamber_temperature \
    cooling fan_always_on min_fan_speed max_fan_speed bridge_fan_speed fan_below_layer_time slowdown_below_layer_time min_print_speed \
    disable_fan_first_layers full_fan_speed_layer retract_length retract_speed deretract_speed retract_restart_extra retract_before_travel \
    retract_layer_change wipe retract_before_wipe retract_lift retract_lift_above retract_lift_below travel_ramping_lift travel_max_lift travel_slope \
    retract_length_toolchange retract_restart_extra_toolchange use_firmware_retraction use_relative_e_distances use_volumetric_e avoid_crossing_perimeters \
    avoid_crossing_perimeters_max_detour seam_position seam_gap_distance skirts skirt_distance skirt_height min_skirt_length draft_shield brim_width \
    brim_type brim_separation raft_layers raft_contact_distance raft_expansion support_material support_material_auto support_material_style \
    support_material_threshold support_material_spacing support_material_contact_distance support_material_xy_spacing support_material_interface_layers \
    support_material_buildplate_only elefant_foot_compensation xy_size_compensation filament_shrinkage_compensation_xy filament_shrinkage_compensation_z \
    spiral_vase complete_objects fuzzy_skin fuzzy_skin_thickness fuzzy_skin_point_dist arc_fitting resolution gcode_resolution slice_closing_radius \
    slicing_mode bed_shape max_print_height z_offset extruder_offset gcode_flavor gcode_label_objects remaining_times binary_gcode thumbnails \
    thumbnails_format silent_mode start_gcode end_gcode before_layer_gcode layer_gcode toolchange_gcode between_objects_gcode color_change_gcode \
    pause_print_gcode template_custom_gcode start_filament_gcode end_filament_gcode single_extruder_multi_material wipe_tower wipe_tower_width \
    wiping_volumes_matrix filament_minimal_purge_on_wipe_tower wipe_tower_brim_width wipe_into_infill multimaterial_purging extruder perimeter_extruder \
    infill_extruder solid_infill_extruder support_material_extruder post_process output_filename_format notes printer_model printer_vendor printer_notes \
    print_settings_id filament_settings_id printer_settings_id
    """.split(separator: " ").map(String.init)

@Test func `every common setting is typed, fixed, or refused with its reason`() {
    for key in common {
        let isKnown = PrintProfile.knows(key) || UnsupportedSettings.reason(for: key) != nil
        #expect(isKnown, "\(key)")
    }
}

@Test func `no setting is in two tables, but the nozzle`() {
    let keys = PrintSettings.settings.map(\.key) + Filament.settings.map(\.key) + Printer.settings.map(\.key) + ForeignSettings.fixed.map(\.key) + UnsupportedSettings.keys
    let twice = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys
    #expect(Set(twice) == ["nozzle_diameter"])
    let plain = PrintSettings.settings.map { ($0.plainName, $0.key) } + Filament.settings.map { ($0.plainName, $0.key) } + Printer.settings.map { ($0.plainName, $0.key) }
    for (name, key) in plain { #expect(plain.allSatisfy { $0.0 != name || $0.1 == key }, "\(name)") }
}

@Test func `what each row writes it reads again`() throws {
    var profile = PrintProfile()
    let pairs = PrintSettings.settings.map { SettingPair($0.key, $0.read(profile.print)) } + Filament.settings.map { SettingPair($0.key, $0.read(profile.filament)) }
        + Printer.settings.map { SettingPair($0.key, $0.read(profile.printer)) }
    let before = profile
    #expect(try profile.apply(pairs).isEmpty)
    #expect(profile.sharedPairs == before.sharedPairs)
}

@Test func `a speed of 0 goes as fast as the flow allows, up to the greatest`() throws {
    var profile = PrintProfile()
    try profile.apply([SettingPair("perimeter_speed", "0"), SettingPair("infill_speed", "0"), SettingPair("max_print_speed", "73")])
    #expect(profile.print.speed(of: .wall) == 73 && profile.print.speed(of: .sparseInfill) == 73 && profile.print.speed(of: .bridge) == profile.print.bridgeSpeed)
}

@Test func `lists of heights are read and written`() throws {
    var profile = PrintProfile()
    try profile.set("layer_levels", "0.8, 1.25,3")
    #expect(profile.print.slice.layers.levels == [0.8, 1.25, 3] && profile.print[setting: "layer_levels"] == "0.8,1.25,3")
    #expect(throws: SettingError.self) { try profile.set("layer_tops", "0.2,x") }
    #expect(throws: SettingError.self) { try profile.set("layer_tops", "0.2,-1") }
}

@Test func `bounds of layer heights hold where heights vary`() throws {
    var profile = PrintProfile()
    try profile.apply([SettingPair("min_layer_height", "0.1"), SettingPair("max_layer_height", "0.25"), SettingPair("adaptive_layers", "1")])
    #expect(profile.sliceSettings.adaptiveLayers?.least == 0.1 && profile.sliceSettings.adaptiveLayers?.greatest == 0.25)
    try profile.set("max_layer_height", "0")
    #expect(profile.sliceSettings.adaptiveLayers?.greatest == 0.75 * profile.printer.nozzleDiameter)
}

@Test func `percentages of percentages do not depend on the order of lines`() throws {
    let pairs = [("top_solid_infill_speed", "50%"), ("solid_infill_speed", "50%"), ("overhang_speed_0", "20%"), ("external_perimeter_speed", "50%"), ("infill_speed", "100"),
                 ("perimeter_speed", "60"), ("infill_anchor", "600%"), ("infill_extrusion_width", "200%"), ("layer_height", "0.3")].map { SettingPair($0.0, $0.1) }
    for pairs in [pairs, pairs.reversed()] {
        var profile = PrintProfile()
        try profile.apply(pairs)
        #expect(profile.print.solidInfillSpeed == 50 && profile.print.topSolidInfillSpeed == 25 && profile.print.overhangSpeeds.x == 6)
        #expect(abs(profile.sliceSettings.fill.anchor - 3.6) < 1e-12)
    }
}

@Test func `what we cannot do is refused by its reason`() throws {
    var profile = PrintProfile()
    #expect(throws: SettingError.unsupported(key: "post_process", reason: "no program is run on the finished file, and none of its lines are replaced")) {
        try profile.set("post-process", "/bin/true")
    }
    #expect(throws: SettingError.notAChoice(key: "use_volumetric_e", value: "1", choices: ["0"])) { try profile.set("use_volumetric_e", "1") }
}
