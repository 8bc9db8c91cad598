internal import ArgumentParser
internal import ImpressionKit

/// Which machine prints with which plastic and how.
struct ProfileOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Printer for G-code; see impression list printers.", valueName: "name"))
    var printer = "generic-marlin"

    @Option(help: ArgumentHelp("Filament for G-code; with several extruders one for each, with commas. See impression list filaments.", valueName: "name"))
    var filament = "pla-white"

    @Option(name: .customLong("config"), help: ArgumentHelp("Settings of PrusaSlicer, OrcaSlicer or Bambu Studio: ini, G-code, 3mf or json. May be repeated; --set comes last.", valueName: "file"))
    var configs: [String] = []

    @Option(name: .customLong("set"), help: ArgumentHelp("A setting of the technique, the print, the filament or the printer. May be repeated.", valueName: "key=value"))
    var settings: [String] = []

    func apply(to print: inout PrintJobOptions) throws(JobError) {
        print.printer = printer
        print.setFilaments(filament)
        print.configs = configs
    }

    /// `--set` as pairs.
    func pairs() throws -> [(key: String, value: String)] { try Self.pairs(settings) }

    static func pairs(_ settings: [String]) throws -> [(key: String, value: String)] {
        try settings.map { text in
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { throw ValidationError("--set \(text) is not key=value") }
            return (String(text[..<equals]), String(text[text.index(after: equals)...]))
        }
    }
}
