import ImpressionMachines

extension JobReport {
    /// Says which settings were changed though nothing acts on them yet.
    mutating func warn(of profile: PrintProfile) {
        for pair in profile.pairsNotActedOn {
            diagnostics.append(Diagnostic(.warning, "setting-not-acted-on", "\(pair.key) = \(pair.value) changes nothing yet"))
        }
    }
}
