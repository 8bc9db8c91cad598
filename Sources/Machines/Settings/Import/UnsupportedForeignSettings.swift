/// OrcaSlicer's and BambuStudio's settings that neither PrusaSlicer nor Impression has.
enum UnsupportedForeignSettings {
    /// nil for a setting that nobody knows.
    static func reason(for key: String) -> String? { names.contains(key) ? "there is nothing like it here" : nil }

    private static let names: Set<String> = Set("""
        accel_to_decel_enable accel_to_decel_factor activate_air_filtration activate_chamber_temp_control adaptive_bed_mesh_margin adaptive_pressure_advance
        adaptive_pressure_advance_bridges adaptive_pressure_advance_model adaptive_pressure_advance_overhangs additional_cooling_fan_speed align_infill_direction_to_model
        alternate_extra_wall auxiliary_fan bbl_calib_mark_logo bbl_use_printhost bed_exclude_area bed_mesh_max bed_mesh_min bed_mesh_probe_distance bed_model
        bed_temperature_formula bed_texture best_object_pos bottom_solid_infill_flow_ratio bottom_surface_density bridge_density bridge_no_support brim_ears_detection_length
        brim_ears_max_angle change_extrusion_role_gcode complete_print_exhaust_fan_speed cool_plate_temp cool_plate_temp_initial_layer counterbole_hole_bridging
        counterbore_hole_bridging curr_bed_type default_bed_type default_jerk default_junction_deviation default_print_profile detect_narrow_internal_solid_infill
        different_settings_to_system disable_m73 dont_filter_internal_bridges dont_slow_down_outer_wall during_print_exhaust_fan_speed elefant_foot_compensation_layers
        enable_extra_bridge_layer enable_filament_ramming enable_long_retraction_when_cut enable_overhang_bridge_fan eng_plate_temp eng_plate_temp_initial_layer
        extra_solid_infills extruder_clearance_height_to_lid extruder_clearance_height_to_rod extruder_clearance_max_radius extruder_type extruder_variant_list
        extrusion_rate_smoothing_external_perimeter_only fan_kickstart fan_speedup_overhangs fan_speedup_time fan_direction filament_adhesiveness_category
        filament_change_length filament_colour_type filament_extruder_variant filament_flow_ratio_2 filament_flush_temp filament_flush_volumetric_speed filament_ids
        filament_is_support filament_long_retractions_when_cut filament_map filament_map_mode filament_multi_colour filament_multitool_ramming filament_prime_volume
        filament_printable filament_ramming_travel_time filament_retraction_distances_when_cut filament_scarf_gap filament_scarf_height filament_scarf_length
        filament_scarf_seam_type filament_self_index filament_shrink_z filament_tower_interface_print_temp filament_z_hop_types fill_multiline filter_out_gap_fill
        first_x_layer_fan_speed flush_into_infill flush_into_objects flush_into_support flush_multiplier flush_volumes_vector fuzzy_skin_first_layer fuzzy_skin_mode
        fuzzy_skin_noise_type fuzzy_skin_octaves fuzzy_skin_persistence fuzzy_skin_scale gcode_add_line_number gcode_comments has_scarf_joint_seam head_wrap_detect_zone
        high_current_on_filament_swap hole_to_polyhole hole_to_polyhole_threshold hole_to_polyhole_twisted idle_temperature independent_support_layer_height
        infill_combination infill_combination_max_layer_height infill_jerk infill_lock_depth infill_rotate_step infill_rotate_template infill_shift_step
        inherits_group initial_layer_jerk initial_layer_min_bead_width initial_layer_travel_speed inner_wall_jerk internal_bridge_angle internal_bridge_density
        internal_bridge_fan_speed internal_bridge_flow internal_bridge_speed internal_bridge_support_thickness ironing_angle ironing_angle_fixed ironing_fan_speed
        ironing_inset ironing_pattern ironing_support_layer is_infill_first_layer lateral_lattice_angle_1 lateral_lattice_angle_2 layer_change_gcode_2
        lightning_overhang_angle long_retractions_when_cut machine_load_filament_time machine_tech machine_tool_change_time machine_unload_filament_time
        make_overhang_printable make_overhang_printable_angle make_overhang_printable_hole_size manual_filament_change master_extruder_id
        max_bridge_length max_resonance_avoidance_speed max_travel_detour_distance max_volumetric_extrusion_rate_slope max_volumetric_extrusion_rate_slope_segment_length
        min_length_factor min_resonance_avoidance_speed min_width_top_surface minimum_support_area mmu_segmented_region_interlocking_depth model_id nozzle_flush_dataset
        nozzle_height nozzle_hrc nozzle_temperature_range_high nozzle_temperature_range_low nozzle_type nozzle_volume nozzle_volume_type only_one_wall_first_layer_2
        ooze_prevention outer_wall_jerk overhang_fan_threshold overhang_reverse overhang_reverse_internal_only overhang_reverse_threshold overhang_speed_classic
        overhang_totally_speed physical_extruder_map precise_outer_wall precise_z_height preferred_orientation prefer_clockwise_movements preheat_steps preheat_time
        pressure_advance_2 prime_tower_brim_chamfer prime_tower_brim_width prime_tower_enable_framework prime_tower_extra_rib_length prime_tower_fillet_wall
        prime_tower_flat_ironing prime_tower_infill_gap prime_tower_max_speed prime_tower_rib_wall prime_tower_rib_width prime_tower_skip_points prime_tower_width
        prime_volume print_compatible_printers print_extruder_id print_extruder_variant print_flow_ratio printer_agent printer_extruder_id printer_extruder_variant
        printer_structure process_notes printhost_authorization_type purge_in_prime_tower required_nozzle_HRC resonance_avoidance retraction_distances_when_cut
        retract_lift_enforce retract_on_top_layer role_based_wipe_speed scan_first_layer scarf_angle_threshold scarf_joint_flow_ratio scarf_joint_speed
        scarf_overhang_threshold seam_gap seam_slope_conditional seam_slope_entire_loop seam_slope_gap seam_slope_inner_walls seam_slope_min_length seam_slope_start_height
        seam_slope_steps seam_slope_type set_other_flow_ratios single_extruder_multi_material_priming single_loop_draft_shield skeleton_infill_density
        skeleton_infill_line_width skin_infill_density skin_infill_depth skin_infill_line_width skirt_start_angle skirt_type slow_down_layers slowdown_for_curled_perimeters
        small_area_infill_flow_compensation small_area_infill_flow_compensation_model small_perimeter_threshold solid_infill_direction solid_infill_filament
        solid_infill_rotate_template sparse_infill_filament sparse_infill_rotate_template spiral_finishing_flow_ratio spiral_mode_max_xy_smoothing spiral_mode_smooth
        spiral_starting_flow_ratio staggered_inner_seams standby_temperature_delta supertack_plate_temp supertack_plate_temp_initial_layer support_air_filtration
        support_bottom_interface_spacing support_chamber_temp_control support_critical_regions_only support_expansion
        support_interface_loop_pattern support_interface_not_for_body support_ironing support_ironing_flow support_ironing_pattern support_ironing_spacing
        support_material_interface_fan_speed support_multi_bed_types support_object_first_layer_gap support_object_skip_flush support_remove_small_overhang
        support_threshold_overlap symmetric_infill_y_axis temperature_vitrification template_custom_gcode_2 textured_cool_plate_temp textured_cool_plate_temp_initial_layer
        textured_plate_temp textured_plate_temp_initial_layer thick_internal_bridges thumbnails_internal time_cost time_lapse_gcode timelapse_type
        top_bottom_infill_wall_overlap top_solid_infill_flow_ratio top_surface_density top_surface_jerk travel_jerk travel_short_distance_acceleration travel_slope
        tree_support_adaptive_layer_height tree_support_angle_slow tree_support_auto_brim tree_support_branch_angle_organic tree_support_branch_diameter_angle
        tree_support_branch_diameter_organic tree_support_branch_distance tree_support_branch_distance_organic tree_support_brim_width tree_support_top_rate
        tree_support_wall_count tree_support_with_infill upward_compatible_machine use_3mf version volumetric_speed_coefficients wall_direction wall_filament
        wall_infill_order wipe_distance wipe_before_external_loop wipe_on_loops wipe_speed wipe_tower_filament wipe_tower_fillet_wall wipe_tower_max_purge_speed
        wipe_tower_rib_width wipe_tower_wall_type wiping_volumes_extruders wrapping_detection_gcode wrapping_detection_layers wrapping_exclude_area
        z_direction_outwall_speed_continuous z_hop_types outer_wall_flow_ratio inner_wall_flow_ratio first_layer_flow_ratio overhang_flow_ratio gap_fill_flow_ratio
        sparse_infill_flow_ratio internal_solid_infill_flow_ratio support_flow_ratio support_interface_flow_ratio printer_variant_list pellet_flow_coefficient pellet_modded_printer
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
