internal import ImpressionGeometry

/// What macros may know of the job while its file is made, by PrusaSlicer's names.
enum MacroFacts {
    /// Known from the beginning.
    static func job(_ job: GCodeJob) -> [String: MacroBinding] {
        let bed = job.profile.printer.bed
        var facts: [String: MacroValue] = [
            "input_filename_base": .text(job.name), "input_filename": .text(job.name), "version": .text(job.version), "user": .text(""), "scale": .text("100%"),
            "current_extruder": .whole(0), "next_extruder": .whole(0), "previous_extruder": .whole(-1), "initial_extruder": .whole(0), "initial_tool": .whole(0),
            "filament_extruder_id": .whole(0), "num_extruders": .whole(1), "num_printing_extruders": .whole(1), "is_extruder_used": .list([.flag(true)]),
            "num_objects": .whole(1), "num_instances": .whole(1), "has_wipe_tower": .flag(false), "has_single_extruder_multi_material_priming": .flag(false),
            "total_toolchanges": .whole(0), "total_wipe_tower_cost": .number(0), "total_wipe_tower_filament": .number(0),
            "printing_filament_types": .text(job.profile.filament.material), "printer_preset": .text(job.profile.printer.name), "print_preset": .text(""),
            "physical_printer_preset": .text(""), "filament_preset": .list([.text(job.profile.filament.name)]), "zhop": .number(0),
            "print_bed_min": pair(bed.min.x, bed.min.y), "print_bed_max": pair(bed.max.x, bed.max.y), "print_bed_size": pair(bed.width, bed.height),
        ]
        let date = job.date.unicodeScalars.split { !("0"..."9").contains($0) }.compactMap { Int(String($0)) }
        let names = ["year", "month", "day", "hour", "minute", "second"]
        for (name, value) in zip(names, date + Array(repeating: 0, count: names.count)) { facts[name] = .whole(value) }
        let digits = job.date.unicodeScalars.filter { ("0"..."9").contains($0) }.map { String($0) }.joined()
        facts["timestamp"] = .text(digits.count == 14 ? digits.prefix(8) + "-" + digits.suffix(6) : digits)
        return facts.mapValues { MacroBinding($0) }
    }

    /// Known at a layer.
    static func layer(_ motion: LayerMotion) -> [String: MacroBinding] {
        let facts: [String: MacroValue] = [
            "layer_num": .whole(motion.index), "layer_z": .number(motion.z), "max_layer_z": .number(motion.z), "toolchange_z": .number(motion.z),
            "layer_height": .number(motion.height),
        ]
        return facts.mapValues { MacroBinding($0) }
    }

    /// Known when everything is printed.
    static func whole(_ report: PrintReport, profile: PrintProfile, firstLayer: Box) -> [String: MacroBinding] {
        let time = MacroValue.text(duration(report.time)), printer = profile.printer
        let facts: [String: MacroValue] = [
            "layer_num": .whole(max(0, report.layers - 1)), "layer_z": .number(report.height), "max_layer_z": .number(report.height), "toolchange_z": .number(report.height),
            "end_z": .number(min(report.height + printer.zOffset + 10, printer.maximumHeight)),
            "total_layer_count": .whole(report.layers), "print_time": time, "normal_print_time": time, "silent_print_time": time,
            "used_filament": .number(report.filament / 1000), "extruded_volume": .list([.number(report.filamentVolume)]), "extruded_volume_total": .number(report.filamentVolume),
            "extruded_weight": .list([.number(report.filamentMass)]), "extruded_weight_total": .number(report.filamentMass),
            "total_weight": .number(report.filamentMass), "total_cost": .number(report.filamentCost),
            "first_layer_print_min": pair(firstLayer.min.x, firstLayer.min.y), "first_layer_print_max": pair(firstLayer.max.x, firstLayer.max.y),
            "first_layer_print_size": pair(firstLayer.width, firstLayer.height),
            "first_layer_print_convex_hull": .list([pair(firstLayer.min.x, firstLayer.min.y), pair(firstLayer.max.x, firstLayer.min.y),
                                                    pair(firstLayer.max.x, firstLayer.max.y), pair(firstLayer.min.x, firstLayer.max.y)]),
        ]
        return facts.mapValues { MacroBinding($0) }
    }

    /// Names that `whole` knows and `layer` does not.
    static let totals: Set<String> = [
        "end_z", "total_layer_count", "print_time", "normal_print_time", "silent_print_time", "used_filament", "extruded_volume", "extruded_volume_total",
        "extruded_weight", "extruded_weight_total", "total_weight", "total_cost", "first_layer_print_min", "first_layer_print_max", "first_layer_print_size",
        "first_layer_print_convex_hull",
    ]

    /// Hundredths of a millimetre suffice for places on the bed.
    private static func pair(_ x: Double, _ y: Double) -> MacroValue { .list([x, y].map { .number(($0 * 100).rounded() / 100) }) }
}

extension PrintProfile {
    /// Every setting of the profile as macros see it.
    public var macroScope: MacroScope {
        var scope = MacroScope()
        for (key, value) in ForeignSettings.fixed { scope.settings[key] = MacroBinding(value == "0" || value == "1" ? .flag(value == "1") : .text(value), written: value) }
        for row in PrintSettings.settings { scope.settings[row.key] = row.binding(of: print, isList: Self.ofEachTool.contains(row.key)) }
        for row in Filament.settings { scope.settings[row.key] = row.binding(of: filament, isList: true) }
        for row in Printer.settings {
            scope.settings[row.key] = row.binding(of: printer, isList: Self.ofEachTool.contains(row.key) || row.key.hasPrefix("retract_") || row.key.hasPrefix("machine_m"))
        }
        let names = ["printer_settings_id": printer.name, "filament_settings_id": filament.name, "print_settings_id": ""]
        for (key, name) in names { scope.settings[key] = MacroBinding(.text(name)) }
        // Code from OrcaSlicer's and Bambu Studio's presets uses their names.
        for (theirs, ours) in ForeignNames.names where scope.settings[theirs] == nil { scope.settings[theirs] = scope.settings[ours] }
        return scope
    }

    /// Settings of which PrusaSlicer keeps one value for each tool, apart from the filament's and the retractions.
    private static let ofEachTool: Set<String> = [
        "nozzle_diameter", "min_layer_height", "max_layer_height", "deretract_speed", "wipe", "filament_shrinkage_compensation_xy", "filament_shrinkage_compensation_z",
    ]
}

extension Setting {
    /// The value by its kind, and as a file says it.
    func binding(of owner: Owner, isList: Bool) -> MacroBinding {
        let text = read(owner)
        let value: MacroValue = switch kind {
        case .number: .number(Double(text) ?? 0)
        case .whole: .whole(Int(text) ?? 0)
        case .share: .number(Double(text.dropLast()) ?? 0)
        case .flag: .flag(text == "1")
        case .choice: .text(text)
        case .text: .text(unescaped(text))
        }
        return MacroBinding(isList ? .list([value]) : value, written: kind == .text ? unescaped(text) : text)
    }
}
