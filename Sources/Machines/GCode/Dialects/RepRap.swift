/// RepRap's early firmwares and Sprinter: limits are the machine's own.
struct RepRap: Dialect {
    static let name = "reprap"
    static let summary = "RepRap, Sprinter"
    func limits(_ limits: MotionLimits) -> [String] { [] }
    func printAcceleration(_ value: Int) -> String { "M204 S\(value)" }
    var pause: String { "M0" }
}
