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
