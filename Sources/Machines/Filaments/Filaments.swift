import ImpressionGeometry

/// The filaments that come with Impression. A new one is a file under Data and a line here.
public enum Filaments {
    private static let files: [(name: String, bytes: [UInt8])] = [
        ("pla-white", PackageResources.filament_pla_white_ini),
        ("pla-generic", PackageResources.filament_pla_generic_ini),
        ("petg-generic", PackageResources.filament_petg_generic_ini),
        ("pla-black", PackageResources.filament_pla_black_ini),
        ("pla-silk", PackageResources.filament_pla_silk_ini),
        ("prusament-pla", PackageResources.filament_prusament_pla_ini),
        ("prusament-petg", PackageResources.filament_prusament_petg_ini),
        ("prusament-asa", PackageResources.filament_prusament_asa_ini),
        ("petg-white", PackageResources.filament_petg_white_ini),
        ("abs-generic", PackageResources.filament_abs_generic_ini),
        ("asa-generic", PackageResources.filament_asa_generic_ini),
        ("tpu-95a", PackageResources.filament_tpu_95a_ini),
        ("pa-generic", PackageResources.filament_pa_generic_ini),
        ("pc-generic", PackageResources.filament_pc_generic_ini),
        ("hips-generic", PackageResources.filament_hips_generic_ini),
        ("pp-generic", PackageResources.filament_pp_generic_ini),
        ("pvb-generic", PackageResources.filament_pvb_generic_ini),
        ("pva-generic", PackageResources.filament_pva_generic_ini),
    ]

    public static var names: [String] { files.map(\.name) }

    /// The filament called `name`.
    public static func named(_ name: String) throws(SettingError) -> Filament {
        guard let file = files.first(where: { $0.name == name }) else {
            throw .noSuchEntry(kind: "filament", name: name, suggestion: nearestWord(to: name, among: names))
        }
        return try Filament(name: name, contents: file.bytes)
    }
}

/// The catalogue by short names: `.whitePLA`.
extension Filament {
    public static var whitePLA: Filament { get throws(SettingError) { try Filaments.named("pla-white") } }
    public static var genericPLA: Filament { get throws(SettingError) { try Filaments.named("pla-generic") } }
    public static var genericPETG: Filament { get throws(SettingError) { try Filaments.named("petg-generic") } }
}
