import ImpressionGeometry

/// The printers that come with Impression. A new one is a file under Data and a line here.
public enum Printers {
    private static let files: [(name: String, bytes: [UInt8])] = [
        ("prusa-mk4", PackageResources.printer_prusa_mk4_ini),
        ("prusa-mk3s", PackageResources.printer_prusa_mk3s_ini),
        ("prusa-mini", PackageResources.printer_prusa_mini_ini),
        ("ender-3", PackageResources.printer_ender_3_ini),
        ("ender-3-v2", PackageResources.printer_ender_3_v2_ini),
        ("voron-2.4-350", PackageResources.printer_voron_2_4_350_ini),
        ("prusa-xl", PackageResources.printer_prusa_xl_ini),
        ("prusa-core-one", PackageResources.printer_prusa_core_one_ini),
        ("ender-3-s1", PackageResources.printer_ender_3_s1_ini),
        ("ender-3-v3-se", PackageResources.printer_ender_3_v3_se_ini),
        ("ender-5-plus", PackageResources.printer_ender_5_plus_ini),
        ("cr-10", PackageResources.printer_cr_10_ini),
        ("creality-k1", PackageResources.printer_creality_k1_ini),
        ("creality-k1-max", PackageResources.printer_creality_k1_max_ini),
        ("neptune-3-pro", PackageResources.printer_neptune_3_pro_ini),
        ("neptune-4", PackageResources.printer_neptune_4_ini),
        ("sovol-sv06", PackageResources.printer_sovol_sv06_ini),
        ("sovol-sv06-plus", PackageResources.printer_sovol_sv06_plus_ini),
        ("anycubic-vyper", PackageResources.printer_anycubic_vyper_ini),
        ("sidewinder-x2", PackageResources.printer_sidewinder_x2_ini),
        ("voron-0.2", PackageResources.printer_voron_0_2_ini),
        ("voron-trident-300", PackageResources.printer_voron_trident_300_ini),
        ("qidi-x-plus-3", PackageResources.printer_qidi_x_plus_3_ini),
        ("bambu-p1s", PackageResources.printer_bambu_p1s_ini),
        ("bambu-a1", PackageResources.printer_bambu_a1_ini),
        ("bambu-a1-mini", PackageResources.printer_bambu_a1_mini_ini),
        ("generic-marlin", PackageResources.printer_generic_marlin_ini),
        ("generic-klipper", PackageResources.printer_generic_klipper_ini),
    ]

    public static var names: [String] { files.map(\.name) }

    /// The printer called `name`.
    public static func named(_ name: String) throws(SettingError) -> Printer {
        guard let file = files.first(where: { $0.name == name }) else {
            throw .noSuchEntry(kind: "printer", name: name, suggestion: nearestWord(to: name, among: names))
        }
        return try Printer(name: name, contents: file.bytes)
    }
}

/// The catalogue by short names: `.prusaMK4`.
extension Printer {
    public static var prusaMK4: Printer { get throws(SettingError) { try Printers.named("prusa-mk4") } }
    public static var prusaMK3S: Printer { get throws(SettingError) { try Printers.named("prusa-mk3s") } }
    public static var prusaMini: Printer { get throws(SettingError) { try Printers.named("prusa-mini") } }
    public static var ender3: Printer { get throws(SettingError) { try Printers.named("ender-3") } }
    public static var ender3V2: Printer { get throws(SettingError) { try Printers.named("ender-3-v2") } }
    public static var voron350: Printer { get throws(SettingError) { try Printers.named("voron-2.4-350") } }
    public static var genericMarlin: Printer { get throws(SettingError) { try Printers.named("generic-marlin") } }
    public static var genericKlipper: Printer { get throws(SettingError) { try Printers.named("generic-klipper") } }
}
