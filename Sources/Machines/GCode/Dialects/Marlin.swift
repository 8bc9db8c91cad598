/// Marlin 1 and what descends from it.
struct Marlin: Dialect {
    static let name = "marlin"
    static let summary = "Marlin 1.x (legacy)"
    var pause: String { "M0" }
    func printAcceleration(_ value: Int) -> String { "M204 S\(value)" }
    func defaultAccelerations(_ limits: MotionLimits) -> String {
        "M204 S\(decimal(limits.extruding)) T\(decimal(limits.retracting)) ; sets default and retract acceleration, mm/sec^2"
    }
}
