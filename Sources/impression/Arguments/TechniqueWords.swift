internal import ArgumentParser
internal import ImpressionKit

/// Rewrites `lithophane in.jpg --width 120mm` to `lithophane in.jpg --set width=120mm`, from the technique's own table of settings.
enum TechniqueWords {
    static func expanded(_ words: [String]) -> [String] {
        guard let name = words.first, let settings = techniqueSettings(name == "make" ? words.dropFirst().first ?? "" : name) else { return words }
        var table: [String: Bool] = [:]
        for setting in settings { table[setting.name] = setting.isSwitch }
        return ShortSettings(settings: table).expanded(words)
    }

    static let inputHelp = ArgumentHelp("PNG, JPEG or WebP picture, or SVG drawing; - reads standard input.")

    /// The settings as a block of help.
    static func help(_ technique: String) -> String {
        guard let settings = techniqueSettings(technique) else { return "" }
        let lines = settings.map { setting -> String in
            let head = "  --\(setting.name)" + (setting.isSwitch ? "" : " \(setting.placeholder)")
            let padding = String(repeating: " ", count: max(1, 34 - head.count))
            let standard = setting.standard.isEmpty || setting.isSwitch ? "" : " [\(setting.standard)]"
            return head + padding + setting.meaning + standard
        }
        return "SETTINGS (also by --set NAME=VALUE):\n" + lines.joined(separator: "\n")
    }
}
