/// A spool of plastic: what it weighs and costs, how hot it is drawn and how it is cooled.
public struct Filament: Sendable, Equatable {
    /// The catalogue's name, such as `pla-white`.
    public var name = "pla-generic"
    public var material = "PLA"
    /// `#RRGGBB`.
    public var colour = "#FFFFFF"
    /// mm.
    public var diameter = 1.75
    /// g/cm³.
    public var density = 1.24
    /// Money for a kilogram; 0 is unknown.
    public var cost = 0.0
    /// Share of the computed plastic that is really pushed.
    public var flow = 1.0
    /// Most plastic a second, mm³/s; 0 sets no limit.
    public var maximumFlow = 10.0

    // °C
    public var temperature = 210
    public var firstLayerTemperature = 215
    public var bedTemperature = 60
    public var firstLayerBedTemperature = 60
    /// Of the chamber; 0 leaves it alone.
    public var chamberTemperature = 0

    /// Whether short layers are slowed down and fanned harder.
    public var cools = true
    /// Whether the fan runs on long layers too.
    public var fanAlwaysOn = true
    /// Percent.
    public var minimumFan = 100
    public var maximumFan = 100
    public var bridgeFan = 100
    /// The fan stays off this long from the plate, layers.
    public var layersWithoutFan = 1
    /// The fan reaches its speed on this layer, rising from the first with fan; 0 starts it at once.
    public var fullFanLayer = 0
    /// Layers shorter than this get more than `minimumFan`, s.
    public var fanBelowLayerTime = 100.0
    /// Layers shorter than this are slowed down to it, s.
    public var slowBelowLayerTime = 8.0
    /// Cooling slows no line below this, mm/s.
    public var slowestSpeed = 15.0
    /// Linear or pressure advance of the firmware, s; 0 leaves it alone.
    public var pressureAdvance = 0.0

    /// G-code after the printer's start code, and before its end code.
    public var startCode = ""
    public var endCode = ""

    public init() {}

    /// Reads a filament's data file.
    public init(name: String, contents: some Collection<UInt8>) throws(SettingError) {
        self.name = name
        for pair in try settingPairs(in: contents) { try set(pair.key, pair.value) }
    }

    /// Cross-section, mm².
    public var area: Double { .pi / 4 * diameter * diameter }
}

extension Filament: Configurable {
    public static let settings: [Setting<Filament>] = substance + heat + cooling + code

    private static let substance: [Setting<Filament>] = [
        .text("filament_type", "material", \.material, "PLA, PETG, …"),
        .text("filament_colour", "colour", \.colour, "#RRGGBB"),
        .number("filament_diameter", "filament_diameter", \.diameter, 0.5...5, "mm"),
        .number("filament_density", "density", \.density, 0...20, "g/cm³"),
        .number("filament_cost", "cost", \.cost, 0...100_000, "Money for a kilogram"),
        .number("extrusion_multiplier", "flow", \.flow, 0.1...2, "Share of the computed plastic that is pushed"),
        .number("filament_max_volumetric_speed", "filament_maximum_flow", \.maximumFlow, 0...200, "Most plastic a second, mm³/s; 0 sets no limit"),
        .number("pressure_advance", "pressure_advance", \.pressureAdvance, 0...5, "Linear or pressure advance of the firmware, s; 0 leaves it alone").ours,
    ]

    private static let heat: [Setting<Filament>] = [
        .whole("temperature", "temperature", \.temperature, 0...500, "Nozzle above the first layer, °C"),
        .whole("first_layer_temperature", "first_layer_temperature", \.firstLayerTemperature, 0...500, "Nozzle on the first layer, °C"),
        .whole("bed_temperature", "bed_temperature", \.bedTemperature, 0...200, "Bed above the first layer, °C"),
        .whole("first_layer_bed_temperature", "first_layer_bed_temperature", \.firstLayerBedTemperature, 0...200, "Bed on the first layer, °C"),
        .whole("chamber_temperature", "chamber_temperature", \.chamberTemperature, 0...200, "Chamber, °C; 0 leaves it alone"),
    ]

    private static let cooling: [Setting<Filament>] = [
        .flag("cooling", "cooling", \.cools, "Short layers are slowed down and fanned harder"),
        .flag("fan_always_on", "fan_always_on", \.fanAlwaysOn, "The fan runs on long layers too"),
        .whole("min_fan_speed", "minimum_fan", \.minimumFan, 0...100, "Percent"),
        .whole("max_fan_speed", "maximum_fan", \.maximumFan, 0...100, "Percent, on the shortest layers"),
        .whole("bridge_fan_speed", "bridge_fan", \.bridgeFan, 0...100, "Percent"),
        .whole("disable_fan_first_layers", "layers_without_fan", \.layersWithoutFan, 0...1000, "Layers from the plate up without fan"),
        .whole("full_fan_speed_layer", "full_fan_layer", \.fullFanLayer, 0...1000, "The fan reaches its speed on this layer, rising from the first with fan; 0 starts it at once"),
        .number("fan_below_layer_time", "fan_below_layer_time", \.fanBelowLayerTime, 0...1000, "Shorter layers get more than min_fan_speed, s"),
        .number("slowdown_below_layer_time", "slow_below_layer_time", \.slowBelowLayerTime, 0...1000, "Shorter layers are slowed down to this, s"),
        .number("min_print_speed", "slowest_speed", \.slowestSpeed, 0.1...1000, "Cooling slows no line below this, mm/s"),
    ]
    private static let code: [Setting<Filament>] = [
        .text("start_filament_gcode", "filament_start_code", \.startCode, "G-code after the printer's start code"),
        .text("end_filament_gcode", "filament_end_code", \.endCode, "G-code before the printer's end code"),
    ]
}
