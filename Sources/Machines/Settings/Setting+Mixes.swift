internal import ImpressionSlicing

extension Setting {
    /// Extruders that others draw for: `3:1-1-2` lets the first draw two layers of what the third is named for, and the second every third; several with commas.
    static func mixes(_ key: String, _ plainName: String, _ path: Path<[ExtruderMix]>, _ meaning: String) -> Self {
        Self(key: key, plainName: plainName, kind: .text, meaning: meaning, read: { $0[keyPath: path].map(\.text).joined(separator: ",") }) {
            owner, text throws(SettingError) in
            var mixes: [ExtruderMix] = []
            for part in text.split(separator: ",") {
                let sides = part.split(separator: ":", omittingEmptySubsequences: false)
                guard sides.count == 2 else { throw .notANumber(key: key, value: text) }
                let tool = try extruder(sides[0], key)
                var cadence: [UInt8] = []
                for number in sides[1].split(separator: "-", omittingEmptySubsequences: false) { cadence.append(try extruder(number, key)) }
                mixes.append(ExtruderMix(tool, cadence))
            }
            // Whoever draws is an extruder of the printer's.
            for mix in mixes { for tool in mix.cadence where mixes.contains(where: { $0.tool == tool }) { throw .notAChoice(key: key, value: text, choices: ["extruders that are no mixes"]) } }
            owner[keyPath: path] = mixes
        }
    }

    private static func extruder(_ text: Substring, _ key: String) throws(SettingError) -> UInt8 {
        let number = try number(in: trimmed(text), key)
        guard number == number.rounded(), (1...16).contains(number) else { throw .outOfRange(key: key, value: String(text), limits: 1...16) }
        return UInt8(number) - 1
    }
}

extension ExtruderMix {
    fileprivate var text: String { "\(tool + 1):" + cadence.map { "\($0 + 1)" }.joined(separator: "-") }
}
