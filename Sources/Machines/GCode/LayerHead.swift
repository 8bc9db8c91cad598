/// The lines between two layers: the change itself, fan, temperatures, and the printer's own code.
struct LayerHead {
    let profile: PrintProfile
    let dialect: any Dialect
    let code: CustomCode
    /// What the custom code remembers.
    var session: MacroSession
    /// As last written; nil before the first.
    private var fan: Int?

    init(profile: PrintProfile, dialect: any Dialect, code: CustomCode, session: MacroSession) {
        (self.profile, self.dialect, self.code, self.session) = (profile, dialect, code, session)
    }

    mutating func lines(for motion: LayerMotion) throws(GCodeError) -> [UInt8] {
        let facts = MacroFacts.layer(motion)
        var text = ";LAYER_CHANGE\n;Z:\(decimal(motion.z))\n;HEIGHT:\(decimal(motion.height))\n"
        text += try own(.beforeLayer, facts, seed: motion.index)
        if let line = dialect.layer(motion.index + 1) { text += line + "\n" }
        if motion.index == 1 { text += temperatures }
        let wanted = Int((motion.fan * 255).rounded())
        if wanted != fan {
            text += wanted == 0 ? "M107\n" : "M106 S\(wanted)\n"
            fan = wanted
        }
        text += try own(.layer, facts, seed: motion.index)
        return Array(text.utf8)
    }

    /// From the first layer's to those of the rest.
    private var temperatures: String {
        let f = profile.filament
        return (f.temperature != f.firstLayerTemperature ? "M104 S\(f.temperature) ; set temperature\n" : "")
            + (f.bedTemperature != f.firstLayerBedTemperature ? "M140 S\(f.bedTemperature) ; set bed temperature\n" : "")
    }

    private mutating func own(_ place: CustomCode.Place, _ facts: [String: MacroBinding], seed: Int) throws(GCodeError) -> String {
        let text = try code.filled(place, with: facts, later: MacroFacts.totals, session: &session, seed: UInt64(seed))
        return text.isEmpty ? "" : text + "\n"
    }
}
