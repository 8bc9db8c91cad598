public import ImpressionSlicing

/// Settings of a part of a body, as slicers write them beside a model, read over those of the whole.
public struct RegionSettings: Sendable {
    public var slice: SliceSettings
    /// Keys that hold for the whole body and cannot change within it.
    public var leftOut: [String] = []

    /// - Parameter pairs: By PrusaSlicer's names or OrcaSlicer's.
    public init(_ pairs: [(name: String, value: String)], over base: PrintProfile, file: String) throws(ImportError) {
        var raw: [RawSetting] = []
        for pair in pairs {
            let own = RawSetting(key: pair.name, value: pair.value, origin: SettingOrigin(file: file, section: "modifier", line: 0))
            let named = ForeignNames.row(pair.name) == nil ? SettingsImport.renamed(own) : JSONPresets.renamed(own)
            for setting in named {
                if Self.keys.contains(canonical(setting.key)) { raw.append(setting) } else if !leftOut.contains(pair.name) { leftOut.append(pair.name) }
            }
        }
        slice = try SettingsResolver(toleratesUnknown: true).resolved(raw, over: base).profile.sliceSettings
    }

    /// What may differ from place to place.
    static let keys: Set<String> = [
        "perimeters", "extra_perimeters", "extra_perimeters_on_overhangs", "thin_walls", "gap_fill_enabled", "perimeter_generator", "top_one_perimeter_type", "only_one_perimeter_first_layer",
        "extrusion_width", "external_perimeter_extrusion_width", "perimeter_extrusion_width", "infill_extrusion_width", "solid_infill_extrusion_width", "top_infill_extrusion_width",
        "fill_density", "fill_pattern", "fill_angle", "infill_overlap", "infill_anchor", "infill_anchor_max", "solid_infill_below_area", "solid_infill_every_layers", "infill_every_layers",
        "top_solid_layers", "bottom_solid_layers", "top_solid_min_thickness", "bottom_solid_min_thickness", "top_fill_pattern", "bottom_fill_pattern", "ensure_vertical_shell_thickness",
        "bridge_angle", "fuzzy_skin", "fuzzy_skin_thickness", "fuzzy_skin_point_dist", "ironing", "ironing_type", "ironing_flowrate", "ironing_spacing",
    ]
}
