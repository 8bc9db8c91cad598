import ImpressionMachines

extension JobReport {
    /// Says which settings were changed though nothing acts on them yet, and what files of settings hold without effect.
    mutating func warn(of profile: PrintProfile, passedOver notes: [String]) {
        for note in notes { diagnostics.append(Diagnostic(.note, "setting-passed-over", note)) }
        if !notes.isEmpty { diagnostics.append(Diagnostic(.warning, "settings-passed-over", "\(notes.count) settings have no effect here; --verbose names them")) }
        for pair in profile.pairsNotActedOn {
            diagnostics.append(Diagnostic(.warning, "setting-not-acted-on", "\(pair.key) = \(pair.value) changes nothing yet"))
        }
    }
}
