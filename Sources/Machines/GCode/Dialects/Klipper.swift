/// Klipper: its host keeps the limits, counts layers, and cancels objects by name.
struct Klipper: Dialect {
    static let name = "klipper"
    static let summary = "Klipper"
    func limits(_ limits: MotionLimits) -> [String] { [] }
    func printAcceleration(_ value: Int) -> String { "SET_VELOCITY_LIMIT ACCEL=\(value)" }
    func pressureAdvance(_ value: String) -> String { "SET_PRESSURE_ADVANCE ADVANCE=\(value)" }
    func totalLayers(_ count: Int) -> String? { "SET_PRINT_STATS_INFO TOTAL_LAYER=\(count)" }
    func layer(_ number: Int, of total: Int) -> String? { "SET_PRINT_STATS_INFO CURRENT_LAYER=\(number)" }
    func objectDefinition(_ object: PrintedObject) -> [String] {
        let c = object.extent.center
        return ["EXCLUDE_OBJECT_DEFINE NAME='\(object.identifier)' CENTER=\(decimal(c.x)),\(decimal(c.y)) POLYGON=\(object.polygon)"]
    }
    func firmwareDefinition(_ object: PrintedObject) -> [String] { objectDefinition(object) }
    func firmwareStart(_ object: PrintedObject) -> String { objectStart(object) }
    func firmwareEnd(_ object: PrintedObject) -> String { objectEnd(object) }
    var pause: String { "PAUSE" }
    var colourChange: String { "PAUSE" }
    func objectStart(_ object: PrintedObject) -> String { "EXCLUDE_OBJECT_START NAME='\(object.identifier)'" }
    func objectEnd(_ object: PrintedObject) -> String { "EXCLUDE_OBJECT_END NAME='\(object.identifier)'" }
}
