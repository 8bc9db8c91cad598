extension JobReport {
    mutating func warn(_ notes: [(code: String, message: String)]) {
        for note in notes { diagnostics.append(Diagnostic(.warning, note.code, note.message)) }
    }

    /// Says what files of settings hold without effect.
    mutating func warn(passedOver notes: [String]) {
        for note in notes { diagnostics.append(Diagnostic(.note, "setting-passed-over", note)) }
        if !notes.isEmpty { diagnostics.append(Diagnostic(.warning, "settings-passed-over", "\(notes.count) settings have no effect here; --verbose names them")) }
    }
}
