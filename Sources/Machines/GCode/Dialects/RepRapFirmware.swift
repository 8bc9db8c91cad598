internal import ImpressionGeometry

/// RepRapFirmware on Duet boards: speeds in mm/min, jerk by M566, objects with their names.
struct RepRapFirmware: Dialect {
    static let name = "reprapfirmware"
    static let summary = "RepRapFirmware (Duet)"
    func limits(_ limits: MotionLimits) -> [String] {
        let (a, v, j) = (limits.acceleration, limits.speed, limits.jerk)
        func minutes(_ value: Double) -> String { decimal((value * 60 * 1000).rounded() / 1000) }
        return [
            "M201 X\(decimal(a.x)) Y\(decimal(a.y)) Z\(decimal(a.z)) E\(decimal(a.w)) ; sets maximum accelerations, mm/sec^2",
            "M203 X\(minutes(v.x)) Y\(minutes(v.y)) Z\(minutes(v.z)) E\(minutes(v.w)) ; sets maximum feedrates, mm/min",
            defaultAccelerations(limits),
            "M566 X\(minutes(j.x)) Y\(minutes(j.y)) Z\(minutes(j.z)) E\(minutes(j.w)) ; sets the jerk limits, mm/min",
        ]
    }
    func defaultAccelerations(_ limits: MotionLimits) -> String {
        "M204 P\(decimal(limits.extruding)) T\(decimal(limits.travel)) ; sets acceleration (P, T), mm/sec^2"
    }
    func printAcceleration(_ value: Int) -> String { "M204 P\(value)" }
    func travelAcceleration(_ value: Int) -> String? { "M204 T\(value)" }
    func pressureAdvance(_ value: String) -> String { "M572 D0 S\(value)" }
    func firmwareDefinition(_ object: PrintedObject) -> [String] { ["M486 S\(object.index) A\"\(object.identifier)\""] }
    var pause: String { "M226" }
}
