/// What one family of firmwares says differently. A new dialect is one file and one line in `Dialects`.
protocol Dialect: Sendable {
    /// PrusaSlicer's word for it.
    static var name: String { get }
    static var summary: String { get }
    init()
    /// Lines that set the machine's limits.
    func limits(_ limits: MotionLimits) -> [String]
    /// One line with the accelerations that hold where nothing else is said.
    func defaultAccelerations(_ limits: MotionLimits) -> String
    func printAcceleration(_ value: Int) -> String
    func travelAcceleration(_ value: Int) -> String?
    func pressureAdvance(_ value: String) -> String
    /// nil where the firmware has no such line.
    func progress(percent: Int, minutes: Int) -> String?
    func totalLayers(_ count: Int) -> String?
    /// - Parameter number: From 1.
    func layer(_ number: Int, of total: Int) -> String?
    /// Lines that mark an object; empty where there are none.
    func objectDefinition(_ object: PrintedObject) -> [String]
    func objectStart(_ object: PrintedObject) -> String
    func objectEnd(_ object: PrintedObject) -> String
    /// The same in words of the firmware.
    func firmwareDefinition(_ object: PrintedObject) -> [String]
    func firmwareStart(_ object: PrintedObject) -> String
    func firmwareEnd(_ object: PrintedObject) -> String
    var comments: CommentStyle { get }
    /// Puts a file's parts where this family's readers look for them.
    func arrange(_ parts: inout GCodeParts)
    /// Waits for a person.
    var pause: String { get }
    /// Waits until the filament has been changed by hand.
    var colourChange: String { get }
}

/// What the dialects share unless they say otherwise.
extension Dialect {
    func limits(_ limits: MotionLimits) -> [String] {
        let (a, v, j) = (limits.acceleration, limits.speed, limits.jerk)
        return [
            "M201 X\(decimal(a.x)) Y\(decimal(a.y)) Z\(decimal(a.z)) E\(decimal(a.w)) ; sets maximum accelerations, mm/sec^2",
            "M203 X\(decimal(v.x)) Y\(decimal(v.y)) Z\(decimal(v.z)) E\(decimal(v.w)) ; sets maximum feedrates, mm / sec",
            defaultAccelerations(limits),
            "M205 X\(decimal(j.x)) Y\(decimal(j.y)) Z\(decimal(j.z)) E\(decimal(j.w)) ; sets the jerk limits, mm/sec",
        ]
            + (limits.junctionDeviation > 0 ? ["M205 J\(decimal(limits.junctionDeviation)) ; sets the junction deviation, mm"] : [])
            + (limits.leastExtrudingSpeed > 0 || limits.leastTravelSpeed > 0
                ? ["M205 S\(decimal(limits.leastExtrudingSpeed)) T\(decimal(limits.leastTravelSpeed)) ; sets the minimum extruding and travel feed rate, mm/sec"] : [])
    }

    func defaultAccelerations(_ limits: MotionLimits) -> String {
        "M204 P\(decimal(limits.extruding)) R\(decimal(limits.retracting)) T\(decimal(limits.travel)) ; sets acceleration (P, T) and retract acceleration (R), mm/sec^2"
    }

    func travelAcceleration(_ value: Int) -> String? { nil }
    func pressureAdvance(_ value: String) -> String { "M900 K\(value)" }
    func progress(percent: Int, minutes: Int) -> String? { "M73 P\(percent) R\(minutes)" }
    func totalLayers(_ count: Int) -> String? { nil }
    func layer(_ number: Int, of total: Int) -> String? { nil }
    func objectDefinition(_ object: PrintedObject) -> [String] { [] }
    func firmwareDefinition(_ object: PrintedObject) -> [String] { ["M486 S\(object.index)", "M486 A\(object.identifier)"] }
    func firmwareStart(_ object: PrintedObject) -> String { "M486 S\(object.index)" }
    func firmwareEnd(_ object: PrintedObject) -> String { "M486 S-1" }
    var comments: CommentStyle { .prusaSlicer }
    func arrange(_ parts: inout GCodeParts) {}
    var pause: String { "M601" }
    var colourChange: String { "M600" }
    func objectStart(_ object: PrintedObject) -> String { "; printing object \(object.name) id:\(object.index) copy 0" }
    func objectEnd(_ object: PrintedObject) -> String { "; stop printing object \(object.name) id:\(object.index) copy 0" }
}

/// The catalogue of dialects.
public enum Dialects {
    private static let all: [any Dialect.Type] = [Marlin2.self, Marlin.self, Klipper.self, RepRapFirmware.self, RepRap.self, Bambu.self]

    public static var names: [String] { all.map { $0.name } }
    /// Name and one line about it.
    public static var summaries: [(name: String, summary: String)] { all.map { ($0.name, $0.summary) } }

    static func named(_ name: String) -> any Dialect { (all.first { $0.name == name } ?? Marlin2.self).init() }
}
