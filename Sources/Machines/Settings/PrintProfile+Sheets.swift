/// How a sheet is sliced without a mesh.
public enum SheetSlicing: Sendable {
    case lying, upright
}

extension PrintProfile {
    /// Settings about a piece's form that do not have their defaults and change nothing where a sheet is sliced without a mesh, by the names that files use.
    ///
    /// What belongs to something that is switched off is not told: how wide branches are where nothing is supported.
    public func settingsWithoutEffect(on sheet: SheetSlicing) -> [String] {
        let effective = Self.effectiveOnSheets + (sheet == .lying ? Self.effectiveLying : Self.effectiveUpright)
        let fresh = PrintProfile()
        func isChanged(_ key: String) -> Bool { self[setting: key] != fresh[setting: key] }
        return PrintSettings.form.map(\.key).filter { key in
            guard !effective.contains(key), isChanged(key) else { return false }
            guard let owner = Self.owners.first(where: { key.hasPrefix($0.prefix) && key != $0.key }) else { return true }
            return isChanged(owner.key)
        }
    }

    private static let effectiveOnSheets = [
        "layer_height", "first_layer_height", "nozzle_diameter", "extrusion_width", "first_layer_extrusion_width", "greatest_line_width", "skirts", "skirt_distance",
        "brim_width", "skirt_height", "min_skirt_length", "draft_shield", "brim_type", "brim_separation",
    ]
    private static let effectiveLying = [
        "perimeters", "fill_density", "fill_angle", "infill_overlap", "top_solid_layers", "bottom_solid_layers", "elefant_foot_compensation", "external_perimeters_first", "infill_first",
    ]
    private static let effectiveUpright = ["min_bead_width"]

    /// Settings that begin with `prefix` say more about what `key` switches on.
    private static let owners: [(prefix: String, key: String)] = [
        ("support_", "support_material"), ("ironing", "ironing"), ("fuzzy_skin", "fuzzy_skin"), ("raft_", "raft_layers"), ("scarf_seam", "scarf_seam_placement"),
        ("wall_", "perimeter_generator"), ("min_feature_size", "perimeter_generator"), ("adaptive_cusp", "adaptive_layers"), ("min_layer_height", "adaptive_layers"),
        ("max_layer_height", "adaptive_layers"), ("infill_anchor", "fill_pattern"),
    ]
}

extension PrintSettings {
    /// Rows that decide which lines are drawn, not how fast.
    fileprivate static let form: [Setting<PrintSettings>] = sizes + outlines + widths + walls + fills + surfaces + adhesion + supports + output.filter { formOutput.contains($0.key) }
    private static let formOutput = ["mixed_extruders", "only_retract_when_crossing_perimeters", "complete_objects"]
}
