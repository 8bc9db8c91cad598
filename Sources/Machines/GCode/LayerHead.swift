/// The lines between two layers: the change itself, fan, temperatures, and the printer's own code.
struct LayerHead {
    let profile: PrintProfile
    let dialect: any Dialect
    /// As last written; nil before the first.
    private var fan: Int?

    init(profile: PrintProfile, dialect: any Dialect) {
        (self.profile, self.dialect) = (profile, dialect)
    }

    mutating func lines(for motion: LayerMotion) throws(GCodeError) -> [UInt8] {
        let places = Placeholders(values: ["layer_z": decimal(motion.z), "layer_num": "\(motion.index)", "layer_height": decimal(motion.height)])
        var text = ";LAYER_CHANGE\n;Z:\(decimal(motion.z))\n;HEIGHT:\(decimal(motion.height))\n"
        text += try own(profile.printer.beforeLayerCode, places)
        if let line = dialect.layer(motion.index + 1) { text += line + "\n" }
        if motion.index == 1 { text += temperatures }
        let wanted = Int((motion.fan * 255).rounded())
        if wanted != fan {
            text += wanted == 0 ? "M107\n" : "M106 S\(wanted)\n"
            fan = wanted
        }
        text += try own(profile.printer.layerCode, places)
        return Array(text.utf8)
    }

    /// From the first layer's to those of the rest.
    private var temperatures: String {
        let f = profile.filament
        return (f.temperature != f.firstLayerTemperature ? "M104 S\(f.temperature) ; set temperature\n" : "")
            + (f.bedTemperature != f.firstLayerBedTemperature ? "M140 S\(f.bedTemperature) ; set bed temperature\n" : "")
    }

    private func own(_ code: String, _ places: Placeholders) throws(GCodeError) -> String {
        code.isEmpty ? "" : try places.filled(code) + "\n"
    }
}
