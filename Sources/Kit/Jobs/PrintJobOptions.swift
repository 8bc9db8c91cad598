import ImpressionMachines

/// How a piece is printed: which machine, which plastic, and what differs from their defaults.
public struct PrintJobOptions: Sendable {
    /// Names from the catalogues.
    public var printer = "generic-marlin"
    public var filament = "pla-white"
    /// Pairs in the order they were given, by PrusaSlicer's names or ours.
    public var settings: [(key: String, value: String)] = []

    public init() {}

    func profile() throws(JobError) -> PrintProfile {
        do throws(SettingError) {
            var profile = PrintProfile(filament: try Filaments.named(filament), printer: try Printers.named(printer))
            try profile.apply(settings.map { SettingPair($0.key, $0.value) })
            return profile
        } catch { throw JobError(.configuration, error.description) }
    }
}
