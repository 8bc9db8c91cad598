/// The lines between two layers: the change itself, fan, temperatures, and the printer's own code.
struct LayerHead {
    let profile: PrintProfile
    let dialect: any Dialect
    let code: CustomCode
    /// What the custom code remembers.
    var session: MacroSession
    /// As last written; nil before the first.
    private var fan: Int?
    /// Not yet met, the lowest last.
    private var events: [LayerEvent]
    private var tool: UInt8?
    /// Layers so far, of all objects.
    private var count = 0
    private let total: Int

    init(profile: PrintProfile, dialect: any Dialect, code: CustomCode, session: MacroSession, events: [LayerEvent] = [], total: Int) {
        (self.profile, self.dialect, self.code, self.session, self.total) = (profile, dialect, code, session, total)
        self.events = events.enumerated().sorted { ($0.element.height, $0.offset) > ($1.element.height, $1.offset) }.map(\.element)
    }

    mutating func lines(for motion: LayerMotion) throws(GCodeError) -> [UInt8] {
        let facts = MacroFacts.layer(motion)
        var text = dialect.comments.layer(z: motion.z, height: motion.height)
        if motion.index == 0, count > 0 { text += try own(.betweenObjects, facts, seed: count) + temperatures(isFirst: true) }
        count += 1
        text += try own(.beforeLayer, facts, seed: motion.index)
        if let line = dialect.layer(count, of: total) { text += line + "\n" }
        if motion.index == 1 { text += temperatures(isFirst: false) }
        while let event = events.last, motion.z - motion.height + 1e-6 >= event.height {
            events.removeLast()
            text += try lines(for: event, facts, seed: motion.index)
        }
        let wanted = FanText.step(motion.fan)
        if wanted != fan {
            text += FanText.line(wanted)
            fan = wanted
        }
        text += try own(.layer, facts, seed: motion.index)
        return Array((text + filamentReset).utf8)
    }

    private mutating func lines(for event: LayerEvent, _ facts: [String: MacroBinding], seed: Int) throws(GCodeError) -> String {
        switch event.kind {
        case .colourChange(let colour):
            let own = try own(.colourChange, facts, seed: seed)
            return "\(dialect.comments.event)COLOR_CHANGE,T\(tool ?? 0),\(colour)\n" + (own.isEmpty ? dialect.colourChange + "\n" : own)
        case .pause(let message):
            let own = try own(.pause, facts, seed: seed)
            return "\(dialect.comments.event)PAUSE_PRINT\n" + (message.isEmpty ? "" : "M117 \(message)\n") + (own.isEmpty ? dialect.pause + "\n" : own)
        case .template: return "\(dialect.comments.event)CUSTOM_GCODE\n" + (try own(.template, facts, seed: seed))
        case .code(let text): return "\(dialect.comments.event)CUSTOM_GCODE\n" + (try code.filled(text, with: facts, session: &session, seed: UInt64(seed))) + "\n"
        }
    }

    /// Writes the lines of the layer's tool changes.
    mutating func prepareToolChanges(in motion: inout LayerMotion) throws(GCodeError) {
        for move in motion.moves {
            guard move.kind == .toolChange else {
                tool = move.tool
                continue
            }
            let next = profile.filament(of: move.tool), last = profile.filament(of: tool ?? 0), isFirst = motion.index == 0
            var facts = MacroFacts.layer(motion)
            for (name, value) in [("previous_extruder", tool ?? 0), ("current_extruder", tool ?? 0), ("next_extruder", move.tool)] {
                facts[name] = MacroBinding(.whole(Int(value)))
            }
            var text = try own(.toolChange, facts, seed: motion.index)
            if !text.split(separator: "\n").contains(where: { $0 == "T\(move.tool)" || $0.hasPrefix("T\(move.tool) ") }) { text += "T\(move.tool)\n" }
            let (hot, was) = isFirst ? (next.firstLayerTemperature, last.firstLayerTemperature) : (next.temperature, last.temperature)
            if hot != was { text += "M109 S\(hot) ; set temperature and wait\n" }
            if next.pressureAdvance != last.pressureAdvance { text += dialect.pressureAdvance(decimal(next.pressureAdvance)) + "\n" }
            motion.toolChanges.append(Array((text + filamentReset).utf8))
            tool = move.tool
        }
    }

    /// Totals begin anew in every layer, so that layers are written side by side.
    private var filamentReset: String { profile.printer.hasRelativeFilament ? "" : "G92 E0\n" }

    /// Those of the first layer or of the rest, where they differ.
    private func temperatures(isFirst: Bool) -> String {
        let f = profile.filament
        return (f.temperature != f.firstLayerTemperature ? "M104 S\(isFirst ? f.firstLayerTemperature : f.temperature) ; set temperature\n" : "")
            + (f.bedTemperature != f.firstLayerBedTemperature ? "M140 S\(isFirst ? f.firstLayerBedTemperature : f.bedTemperature) ; set bed temperature\n" : "")
    }

    private mutating func own(_ place: CustomCode.Place, _ facts: [String: MacroBinding], seed: Int) throws(GCodeError) -> String {
        let text = try code.filled(place, with: facts, later: MacroFacts.totals, session: &session, seed: UInt64(seed))
        return text.isEmpty ? "" : text + "\n"
    }
}
