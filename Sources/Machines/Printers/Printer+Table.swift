internal import ImpressionGeometry

extension Printer: Configurable {
    public static let settings: [Setting<Printer>] = room + limits + retractions + code

    private static let room: [Setting<Printer>] = [
        .text("printer_vendor", "vendor", \.vendor, "Maker of the machine"),
        .text("printer_model", "model", \.model, "Model name"),
        .text("printer_variant", "variant", \.variant, "Which of the model's nozzles"),
        .text("printer_notes", "printer_notes", \.notes, "Free text; profiles look for words in it to tell printers apart"),
        Setting(key: "bed_shape", plainName: "bed", kind: .text, meaning: "Corners of the rectangular bed, mm: 0x0,250x0,250x210,0x210",
                read: { $0.bedShape }, write: { printer, text throws(SettingError) in printer.bed = try bed(from: text) }),
        .number("max_print_height", "maximum_height", \.maximumHeight, 1...10_000, "Greatest height of the nozzle, mm"),
        .number("z_offset", "z_offset", \.zOffset, -10...10, "Added to every height, mm"),
        .number("nozzle_diameter", "nozzle", \.nozzleDiameter, 0.1...2, "Bore of the nozzle, mm").base,
        Setting(key: "thumbnails", plainName: "thumbnails", kind: .text, meaning: "Pictures at the head of the G-code: 16x16/QOI, 400x300/PNG, …; empty for none",
                read: { $0.thumbnails.map(\.text).joined(separator: ", ") }, write: { printer, text throws(SettingError) in
                    var forms: [ThumbnailForm] = []
                    for part in text.split(separator: ",") {
                        guard let form = ThumbnailForm(part), forms.count < 32 else { throw .notAChoice(key: "thumbnails", value: text, choices: ["16x16/QOI, 400x300/PNG, … up to 2048"]) }
                        forms.append(form)
                    }
                    printer.thumbnails = forms
                }),
        .choice("gcode_flavor", "dialect", \.dialect, Dialects.names, "Dialect of the G-code"),
    ]

    private static let limits: [Setting<Printer>] = [
        .number("machine_max_feedrate_x", "maximum_speed_x", \.limits.speed.x, 1...5000, "mm/s"),
        .number("machine_max_feedrate_y", "maximum_speed_y", \.limits.speed.y, 1...5000, "mm/s"),
        .number("machine_max_feedrate_z", "maximum_speed_z", \.limits.speed.z, 0.1...5000, "mm/s"),
        .number("machine_max_feedrate_e", "maximum_speed_e", \.limits.speed.w, 1...5000, "mm/s"),
        .number("machine_max_acceleration_x", "maximum_acceleration_x", \.limits.acceleration.x, 1...200_000, "mm/s²"),
        .number("machine_max_acceleration_y", "maximum_acceleration_y", \.limits.acceleration.y, 1...200_000, "mm/s²"),
        .number("machine_max_acceleration_z", "maximum_acceleration_z", \.limits.acceleration.z, 1...200_000, "mm/s²"),
        .number("machine_max_acceleration_e", "maximum_acceleration_e", \.limits.acceleration.w, 1...200_000, "mm/s²"),
        .number("machine_max_acceleration_extruding", "extruding_acceleration", \.limits.extruding, 1...200_000, "While plastic flows, mm/s²"),
        .number("machine_max_acceleration_retracting", "retracting_acceleration", \.limits.retracting, 1...200_000, "Filament alone, mm/s²"),
        .number("machine_max_acceleration_travel", "machine_travel_acceleration", \.limits.travel, 1...200_000, "Without plastic, mm/s²"),
        .number("machine_max_jerk_x", "jerk_x", \.limits.jerk.x, 0.01...1000, "mm/s"),
        .number("machine_max_jerk_y", "jerk_y", \.limits.jerk.y, 0.01...1000, "mm/s"),
        .number("machine_max_jerk_z", "jerk_z", \.limits.jerk.z, 0.01...1000, "mm/s"),
        .number("machine_max_jerk_e", "jerk_e", \.limits.jerk.w, 0.01...1000, "mm/s"),
        .number("machine_max_junction_deviation", "junction_deviation", \.limits.junctionDeviation, 0...10, "Where the firmware plans corners by it, mm; 0 where it does not"),
        .number("machine_min_extruding_rate", "least_extruding_speed", \.limits.leastExtrudingSpeed, 0...1000, "The firmware draws no slower, mm/s"),
        .number("machine_min_travel_rate", "least_travel_speed", \.limits.leastTravelSpeed, 0...1000, "The firmware travels no slower, mm/s"),
        Setting(key: "machine_limits_usage", plainName: "limits_usage", kind: .choice(limitUses), meaning: "Whether the limits are written into the G-code",
                read: { $0.emitsLimits ? limitUses[0] : limitUses[1] },
                write: { printer, text throws(SettingError) in
                    guard limitUses.contains(text) else { throw .notAChoice(key: "machine_limits_usage", value: text, choices: limitUses) }
                    printer.emitsLimits = text == limitUses[0]
                }),
    ]

    private static let limitUses = ["emit_to_gcode", "time_estimate_only"]

    private static let retractions: [Setting<Printer>] = [
        .number("retract_length", "retraction", \.retraction, 0...30, "Filament drawn back before a travel, mm"),
        .number("retract_speed", "retraction_speed", \.retractionSpeed, 1...500, "mm/s"),
        .number("deretract_speed", "unretraction_speed", \.unretractionSpeed, 0...500, "mm/s; 0 takes retract_speed"),
        .number("retract_before_travel", "least_retracted_travel", \.leastRetractedTravel, 0...1000, "Shorter travels are made without drawing back, mm"),
        .flag("retract_layer_change", "retract_layer_change", \.retractsAtLayerChange, "Draws back at every change of layer"),
        .number("retract_lift", "lift", \.lift, 0...20, "How far the nozzle rises for a travel with retraction, mm"),
        .number("retract_lift_above", "lift_above", \.liftAbove, 0...10_000, "Lifts only above this height, mm"),
        .number("retract_lift_below", "lift_below", \.liftBelow, 0...10_000, "Lifts only below this height, mm; 0 sets no limit"),
        .number("retract_restart_extra", "extra_unretraction", \.extraUnretraction, -10...10, "Pushed out beyond what was drawn back, mm"),
        .number("retract_length_toolchange", "tool_change_retraction", \.toolChangeRetraction, 0...300, "Filament drawn back before a change of tool, mm"),
        .number("retract_restart_extra_toolchange", "extra_tool_change_unretraction", \.extraToolChangeUnretraction, -10...10,
                "Pushed out beyond that after a change of tool, mm"),
        .flag("wipe", "wipe", \.wipes, "The nozzle runs back along its line while the filament is drawn back"),
        .share("retract_before_wipe", "retraction_before_wipe", \.retractionBeforeWipe, 0...1, "Share of the retraction that is made before the wipe"),
        .flag("use_firmware_retraction", "firmware_retraction", \.firmwareRetracts, "The firmware draws back, by G10 and G11"),
        .flag("use_relative_e_distances", "relative_filament", \.hasRelativeFilament, "Filament is told by differences (M83)"),
    ]

    private static let code: [Setting<Printer>] = [
        .text("start_gcode", "start_code", \.startCode, "G-code before the first layer"),
        .text("end_gcode", "end_code", \.endCode, "G-code after the last layer"),
        .text("before_layer_gcode", "before_layer_code", \.beforeLayerCode, "G-code before each change of layer"),
        .text("toolchange_gcode", "tool_change_code", \.toolChangeCode, "G-code before another extruder takes over"),
        .text("color_change_gcode", "colour_change_code", \.colourChangeCode, "G-code that waits for another filament; empty takes the dialect's"),
        .text("pause_print_gcode", "pause_code", \.pauseCode, "G-code that waits for a person; empty takes the dialect's"),
        .text("layer_gcode", "layer_code", \.layerCode, "G-code after each change of layer"),
        .text("between_objects_gcode", "between_objects_code", \.betweenObjectsCode, "G-code between objects that are printed one by one"),
        .text("template_custom_gcode", "template_code", \.templateCode, "G-code that is put in by hand"),
    ]

    /// A rectangle from its corners. Other shapes become the rectangle around them only where all corners lie on it.
    private static func bed(from text: String) throws(SettingError) -> Box {
        var corners: [Point] = []
        for corner in text.split(separator: ",") {
            let parts = trimmed(corner).split(separator: "x", maxSplits: 1)
            guard parts.count == 2 else { throw .notANumber(key: "bed_shape", value: text) }
            corners.append(Point(try Setting<Printer>.number(in: parts[0], "bed_shape"), try Setting<Printer>.number(in: parts[1], "bed_shape")))
        }
        var box = Box.empty
        for corner in corners { box.add(corner) }
        let isRectangle = corners.count == 4 && corners.allSatisfy { ($0.x == box.min.x || $0.x == box.max.x) && ($0.y == box.min.y || $0.y == box.max.y) }
        guard isRectangle, box.width >= 1, box.height >= 1, box.width <= 10_000, box.height <= 10_000 else {
            throw .notAChoice(key: "bed_shape", value: text, choices: ["four corners of a rectangle of 1 to 10000 mm"])
        }
        return box
    }
}
