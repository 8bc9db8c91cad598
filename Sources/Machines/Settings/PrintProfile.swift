import ImpressionGeometry
public import ImpressionSlicing

/// Everything that decides how a piece is made, apart from the piece: settings, filament and printer.
public struct PrintProfile: Sendable, Equatable {
    public var print: PrintSettings
    /// What the first extruder draws with.
    public var filament: Filament
    /// What the second, third, … draw with.
    public var furtherFilaments: [Filament] = []
    public private(set) var printer: Printer

    public init(print: PrintSettings = PrintSettings(), filament: Filament = Filament(), printer: Printer = Printer()) {
        self.print = print
        self.filament = filament
        self.printer = printer
        self.print.slice.nozzleDiameter = printer.nozzleDiameter
    }

    public var filaments: [Filament] { [filament] + furtherFilaments }

    /// An extruder beyond the last draws with the last's filament.
    func filament(of tool: UInt8) -> Filament {
        tool == 0 || furtherFilaments.isEmpty ? filament : furtherFilaments[min(Int(tool), furtherFilaments.count) - 1]
    }

    /// Every name that `set` takes.
    public static var names: [String] { PrintSettings.names + Filament.names + Printer.names + ForeignSettings.fixed.map(\.key) }

    /// Whether `set` takes `key`; `-` and `_` are the same.
    public static func knows(_ key: String) -> Bool { names.contains(canonical(key)) }

    /// Sets one value in whichever tables know it.
    public mutating func set(_ key: String, _ value: String) throws(SettingError) {
        var isKnown = try print.setIfKnown(key, value)
        isKnown = try filament.setIfKnown(key, value) || isKnown
        isKnown = try printer.setIfKnown(key, value) || isKnown
        if isKnown { return }
        if try ForeignSettings.accepts(canonical(key), value) { return }
        if let reason = UnsupportedSettings.reason(for: canonical(key)) { throw .unsupported(key: canonical(key), reason: reason) }
        throw .unknown(key: key, suggestion: nearestWord(to: canonical(key), among: Self.names))
    }

    /// Sets many values, those first that others take percentages of.
    ///
    /// - Returns: The pairs that mean nothing here, when `skipsForeign`; otherwise such a pair is an error.
    @discardableResult
    public mutating func apply(_ pairs: [SettingPair], skipsForeign: Bool = false) throws(SettingError) -> [SettingPair] {
        var skipped: [SettingPair] = []
        let ranked = pairs.map { (pair: $0, rank: Self.rank($0.key)) }
        let base = ranked.indices.filter { ranked[$0].rank != nil }.sorted { (ranked[$0].rank ?? 0, $0) < (ranked[$1].rank ?? 0, $1) }
        for pair in base.map({ pairs[$0] }) + ranked.filter({ $0.rank == nil }).map(\.pair) {
            do {
                try set(pair.key, pair.value)
            } catch .unknown where skipsForeign {
                skipped.append(pair)
            } catch .notAChoice where skipsForeign {
                skipped.append(pair)
            } catch .unsupported where skipsForeign {
                skipped.append(pair)
            }
        }
        return skipped
    }

    /// Tables name what others take percentages of in the order in which it must be read; nil for the rest.
    static func rank(_ key: String) -> Int? { PrintSettings.baseRank(of: canonical(key)) }

    /// What the slicer is told.
    public var sliceSettings: SliceSettings {
        var settings = print.slice
        settings.filamentDiameter = filament.diameter
        settings.findsInsideTravels = print.retractsOnlyAcrossWalls
        settings.gradesOverhangs = print.slowsOverhangs
        if print.adaptsLayers {
            var layers = AdaptiveLayers()
            layers.least = settings.outline.leastLayerHeight
            layers.greatest = max(layers.least, settings.outline.greatestLayerHeight > 0 ? settings.outline.greatestLayerHeight : 0.75 * settings.nozzleDiameter)
            layers.cusp = print.layerCusp
            settings.adaptiveLayers = layers
        }
        return settings
    }

    /// All pairs that PrusaSlicer knows, in alphabetical order, each once.
    public var sharedPairs: [SettingPair] {
        var pairs: [String: String] = [:]
        for (key, value) in ForeignSettings.fixed { pairs[key] = value }
        for row in Printer.settings where row.isShared { pairs[row.key] = row.read(printer) }
        for row in Filament.settings where row.isShared { pairs[row.key] = row.read(filament) }
        for row in PrintSettings.settings where row.isShared { pairs[row.key] = row.read(print) }
        pairs["printer_settings_id"] = printer.name
        pairs["filament_settings_id"] = filament.name
        return pairs.keys.sorted().map { SettingPair($0, pairs[$0] ?? "") }
    }
}
